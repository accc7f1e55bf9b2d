<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

/**
 * Mends the headers of the Reporting API's answers, above all of those that refuse access. Core has no hook for them
 * and says 401 whatever the reason, so this looks at the status at the moment that the headers are sent.
 */
final class RefusalHeaders
{
    /** For a request without any credential: a 401 tells where tokens come from. */
    public static function forNobody(): void
    {
        header_register_callback(static function (): void {
            if (http_response_code() === 401) {
                self::challenge(401, BearerCall::challenge(...));
            }
        });
    }

    /** For a request with a good token: the caller is known, so what is missing is access (RFC 6750 3.1). */
    public static function forBearer(BearerCall $access): void
    {
        header_register_callback(static function () use ($access): void {
            // Core sends it to every cors_domain; nothing of the browser's own counts in this call.
            header_remove('Access-Control-Allow-Credentials');
            if (\in_array(http_response_code(), [401, 403], true)) {
                http_response_code(403);
                self::challenge(403, static fn (): ?string => $access->refusal()?->wwwAuthenticate());
            }
        });
    }

    /** @param \Closure(): ?string $challenge */
    private static function challenge(int $status, \Closure $challenge): void
    {
        try {
            $value = $challenge();
        } catch (\Throwable) {
            // The answer is on its way already; without a challenge it is still right.
            return;
        }
        if ($value !== null) {
            // PHP takes this header for a 401 unless it is told otherwise.
            header('WWW-Authenticate: ' . $value, true, $status);
        }
    }
}
