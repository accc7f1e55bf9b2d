<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/**
 * A page that tells the user what is wrong. The template error.twig shows it; what the request said is untrusted, the
 * template escapes it.
 */
final readonly class ErrorPage
{
    public int $status;

    public PageHint $hint;

    /**
     * @param string $styleNonce the nonce of the page's style element
     * @param ?string $clientName of a client that is known
     * @param ?string $clientId to be shown to the application's developer
     * @param ?string $redirectUri of the request, likewise
     */
    public function __construct(
        public PageError $error,
        public string $styleNonce,
        public ?string $clientName = null,
        public ?string $clientId = null,
        public ?string $redirectUri = null,
    ) {
        $this->status = $error->status();
        $this->hint = $error->hint();
    }

    /** @return array<string, string> */
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
