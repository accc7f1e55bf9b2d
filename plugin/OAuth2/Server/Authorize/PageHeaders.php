<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** The response headers of every page of the authorization endpoint, and of a login form that leads to it. */
final class PageHeaders
{
    /**
     * Only the page's own style, which carries the nonce, and images of the same origin load; no script runs.
     *
     * There is no form-action on purpose: browsers apply it to the redirect that follows the form too, and the
     * application's callback would never be reached. Referrer-Policy is same-origin because no-referrer makes browsers
     * send "Origin: null" with the form, which checks of the origin take for a foreign one.
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
