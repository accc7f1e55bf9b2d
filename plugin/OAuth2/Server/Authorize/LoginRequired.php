<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/**
 * The result for a request without a logged-in user. The caller shows its login form and opens the same request again after
 * the login. Until then nothing is sent to the application, not even an error: otherwise the endpoint would be an open
 * redirector for every registered redirect URI (RFC 9700 4.11.2).
 */
final readonly class LoginRequired
{
    /**
     * @param string $rawQuery the query of the request, to open again unchanged
     * @param string $clientName untrusted; escape it for display
     * @param string $styleNonce the style nonce of a login form that uses the headers of {@see PageHeaders}
     */
    public function __construct(
        public string $rawQuery,
        public string $clientName,
        public string $styleNonce,
    ) {
    }
}
