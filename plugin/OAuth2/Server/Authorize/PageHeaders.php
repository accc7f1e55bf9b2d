<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** The response headers of every page of the authorization endpoint, and of the login form before it. */
final class PageHeaders
{
    /**
     * The headers for a page. They allow the style element with the nonce and images of the same origin, and no scripts.
     *
     * form-action is left out on purpose: browsers apply it to the redirect after the form as well and would block the
     * application's callback. Referrer-Policy is same-origin because with no-referrer browsers send "Origin: null" with
     * the form, which a check of the origin refuses.
     *
     * @param string $styleNonce base64url, new for each page
     * @return array<string, string>
     */
    public static function for(string $styleNonce): array
    {
        return [
            'Content-Type' => 'text/html; charset=utf-8',
            'Content-Security-Policy' => "default-src 'none'; style-src 'nonce-" . $styleNonce . "'; img-src 'self'; "
                . "base-uri 'none'; frame-ancestors 'none'",
            'X-Frame-Options' => 'DENY',
            'X-Content-Type-Options' => 'nosniff',
            'Referrer-Policy' => 'same-origin',
            'Cache-Control' => 'no-store',
            'Pragma' => 'no-cache',
        ];
    }
}
