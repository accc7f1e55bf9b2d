<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/**
 * A page that tells the user what is wrong, where a redirect to the application would not be safe
 * (RFC 6749 4.1.2.1). The template error.twig shows it.
 */
final readonly class ErrorPage
{
    /** What the user can do about it: nothing but tell the application's maker, start again there, or wait. */
    public const HINT_APPLICATION = 'OAuth2_ErrorHintApplication';
    public const HINT_START_AGAIN = 'OAuth2_ErrorHintStartAgain';
    public const HINT_LATER = 'OAuth2_ErrorHintLater';

    /**
     * @param int $status HTTP status, 400 or above
     * @param string $errorKey translation key of one sentence
     * @param list<string> $parameters its sprintf parameters; untrusted: the template escapes them
     * @param string $hintKey translation key, one of the HINT_ constants
     * @param array<string, string> $details untrusted values by translation key of their label
     * @param string $styleNonce the nonce of the page's style element
     */
    public function __construct(
        public int $status,
        public string $errorKey,
        public string $hintKey,
        public string $styleNonce,
        public array $parameters = [],
        public array $details = [],
    ) {
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
