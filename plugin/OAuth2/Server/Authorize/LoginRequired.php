<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/**
 * Nobody is logged in. The caller shows its login form and opens the same request again afterwards. Nothing is sent
 * to the application before that, errors included, or the endpoint would redirect strangers anywhere a client
 * registered (RFC 9700 4.11.2).
 */
final readonly class LoginRequired
{
    /**
     * @param string $rawQuery the query to come back with, unchanged
     * @param string $clientName untrusted, fit for display once escaped
     * @param string $styleNonce for a login form that uses the headers of {@see PageHeaders}
     */
    public function __construct(
        public string $rawQuery,
        public string $clientName,
        public string $styleNonce,
    ) {
    }
}
