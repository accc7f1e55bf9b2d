<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Matomo\ClassLoader;

/**
 * Corrects the headers of the Reporting API's responses when PHP sends them. Core has no event for that, and answers 401
 * whatever the reason for a refusal.
 */
final class RefusalHeaders
{
    /** Adds a challenge to a 401 for a request without any credential: it says where to get a token. */
    public static function forNobody(): void
    {
        header_register_callback(static function (): void {
            if (http_response_code() === 401) {
                self::challenge(401, self::orNull(
                    static fn (): string => ClassLoader::during(static fn (): string => BearerCall::challenge()),
                ));
            }
        });
    }

    /** Answers 403 instead of 401 to a request whose token is valid here, but lacks access (RFC 6750 3.1). */
    public static function forBearer(BearerCall $access): void
    {
        header_register_callback(static function () use ($access): void {
            // Core sends this header to every cors_domain, but the browser's credentials do not count in this call.
            header_remove('Access-Control-Allow-Credentials');
            if (\in_array(http_response_code(), [401, 403], true)) {
                $refusal = self::orNull($access->refusal(...));
                $status = $refusal->status ?? 403;
                http_response_code($status);
                self::challenge($status, $refusal?->wwwAuthenticate());
            }
        });
    }

    private static function challenge(int $status, ?string $value): void
    {
        if ($value !== null) {
            // PHP sets the status to 401 with this header unless it gets another one.
            header('WWW-Authenticate: ' . $value, true, $status);
        }
    }

    /**
     * Returns null on a failure: the headers are being sent already, and the response is correct without a challenge, too.
     *
     * @template T
     * @param \Closure(): T $make
     * @return ?T
     */
    private static function orNull(\Closure $make): mixed
    {
        try {
            return $make();
        } catch (\Throwable) {
            return null;
        }
    }
}
