<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * The data of an error page for the user, template error.twig. Values of the request are untrusted: the template escapes
 * them.
 */
final readonly class ErrorPage
{
    public int $status;

    public PageHint $hint;

    /**
     * @param string $styleNonce the nonce of the page's style element (Content Security Policy)
     * @param ?string $clientName null when the client is unknown
     * @param ?string $clientId the requested client ID, for the application's developer
     * @param ?string $redirectUri the requested redirect URI, for the application's developer
     * @param list<Scope> $scopes the scopes that the user's access does not reach
     * @param ?string $detail a word about the cause, for the application's developer
     * @param ?string $returnUrl a link that returns to the application with an error; null where that is not safe
     */
    public function __construct(
        public PageError $error,
        public string $styleNonce,
        public ?string $clientName = null,
        public ?string $clientId = null,
        public ?string $redirectUri = null,
        public array $scopes = [],
        public ?string $returnUrl = null,
        public ?string $detail = null,
    ) {
        $this->status = $error->status();
        $this->hint = $error->hint();
    }

    /** @return array<string, string> those of {@see PageHeaders}, with Allow for 405 and Retry-After for 503 */
    public function headers(): array
    {
        $headers = PageHeaders::for($this->styleNonce);
        if ($this->status === 405) {
            $headers['Allow'] = 'GET, HEAD, POST';
        }
        if ($this->status === 503) {
            $headers['Retry-After'] = '5';
        }

        return $headers;
    }
}
