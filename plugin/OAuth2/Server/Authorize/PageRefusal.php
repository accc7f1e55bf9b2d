<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Scope;

/** A request that ends on an {@see ErrorPage}. The endpoint catches it; callers never see it. */
final class PageRefusal extends \RuntimeException
{
    /**
     * @param list<Scope> $scopes the scopes that the page names
     * @param ?string $returnUrl the registered redirect URI with an error, to which the page links
     * @param ?string $detail a word about the cause, for the application's developer
     */
    public function __construct(
        private readonly PageError $error,
        private readonly ?string $clientName = null,
        private readonly ?string $clientId = null,
        private readonly ?string $redirectUri = null,
        private readonly array $scopes = [],
        private readonly ?string $returnUrl = null,
        private readonly ?string $detail = null,
    ) {
        parent::__construct($error->name);
    }

    /** The error page, with the values of the request cleaned by {@see DisplayText}. */
    public function page(string $styleNonce): ErrorPage
    {
        return new ErrorPage(
            $this->error,
            $styleNonce,
            $this->clientName === null ? null : DisplayText::of($this->clientName, DisplayText::HOST),
            $this->clientId === null ? null : DisplayText::of($this->clientId, 500),
            $this->redirectUri === null ? null : DisplayText::of($this->redirectUri, 500),
            $this->scopes,
            $this->returnUrl,
            $this->detail,
        );
    }
}
