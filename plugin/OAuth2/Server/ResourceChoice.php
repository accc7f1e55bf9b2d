<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** The choice of the protected resource that a token is for (RFC 8707 2). */
final class ResourceChoice
{
    /**
     * Finds the requested resource among the known ones and returns it as configured. Scheme and host are compared without
     * regard to case; a bare origin matches with and without a trailing slash.
     *
     * @param list<string> $asked the values of the parameter `resource`, which may be repeated
     * @param non-empty-list<string> $known
     * @param ?string $default the resource of a request without the parameter; null: the first known one
     * @throws OAuthError invalid_target when a value is unknown or two values differ
     */
    public static function of(array $asked, array $known, ?string $default = null): string
    {
        if ($asked === []) {
            return $default ?? $known[0];
        }
        $byKey = [];
        foreach ($known as $resource) {
            $byKey[self::key($resource)] = $resource;
        }
        $chosen = null;
        foreach ($asked as $resource) {
            $found = $byKey[self::key($resource)] ?? null;
            if ($found === null) {
                throw OAuthError::invalidTarget('Unknown resource. See the protected resource metadata (RFC 9728)');
            }
            if ($chosen !== null && $chosen !== $found) {
                throw OAuthError::invalidTarget('Parameter resource names several resources. Request one token for each');
            }
            $chosen = $found;
        }

        return $chosen;
    }

    private static function key(string $resource): string
    {
        $parts = EndpointUrls::split($resource);
        if ($parts === null) {
            return $resource;
        }

        return strtolower($parts[0]) . ($parts[1] === '/' ? '' : $parts[1]);
    }
}
