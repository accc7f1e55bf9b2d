<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** A request that ends on an {@see ErrorPage}. The endpoint catches it; callers never see it. */
final class PageRefusal extends \RuntimeException
{
    public function __construct(
        private readonly PageError $error,
        private readonly ?string $clientName = null,
        private readonly ?string $clientId = null,
        private readonly ?string $redirectUri = null,
    ) {
        parent::__construct($error->name);
    }

    /** The error page, with the values of the request cleaned by {@see DisplayText}. */
    public function page(string $styleNonce): ErrorPage
    {
        return new ErrorPage(
            $this->error,
            $styleNonce,
            $this->clientName === null ? null : DisplayText::of($this->clientName),
            $this->clientId === null ? null : DisplayText::of($this->clientId, 500),
            $this->redirectUri === null ? null : DisplayText::of($this->redirectUri, 500),
        );
    }
}
