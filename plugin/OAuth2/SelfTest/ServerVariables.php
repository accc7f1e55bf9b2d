<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/**
 * The variables of the web server without those of one request. The host remains, because Matomo chooses its configuration
 * by it, and so do variables that only this web server sets.
 */
final class ServerVariables
{
    /** Headers, but for the host, what the URL and the body are made of, and who sends them. */
    private const OF_REQUEST = '/^(?:REDIRECT_)*(?:HTTP_(?!HOST$).*|CONTENT_.*|REQUEST_(?!TIME).*|QUERY_STRING|(?:ORIG_)?PATH_INFO'
        . '|PATH_TRANSLATED|SCRIPT_UR[IL]|DOCUMENT_URI|UNENCODED_URL|URL|AUTH.*|PHP_AUTH_.*|REMOTE_.*|SSL_CLIENT_.*)$/Di';

    /**
     * @param array<mixed> $variables those of the running request, or of the console
     * @return array<mixed>
     */
    public static function withoutRequest(#[\SensitiveParameter] array $variables): array
    {
        $kept = array_filter(
            $variables,
            static fn (int|string $name): bool => preg_match(self::OF_REQUEST, (string) $name) !== 1,
            ARRAY_FILTER_USE_KEY,
        );
        // The console has no host.
        foreach (['HTTP_HOST', 'SERVER_NAME'] as $name) {
            $kept[$name] = ($kept[$name] ?? '') === '' ? 'localhost' : $kept[$name];
        }

        return $kept;
    }
}
