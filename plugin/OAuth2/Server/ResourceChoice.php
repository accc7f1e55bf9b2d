<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** Which protected resource a request asks tokens for (RFC 8707 2). */
final class ResourceChoice
{
    /**
     * The known resource that is asked for, spelt as it is configured. Scheme and host compare without case, and one
     * trailing slash on a bare origin makes no difference.
     *
     * @param list<string> $asked the values of the parameter resource, which may repeat
     * @param non-empty-list<string> $known
     * @param ?string $default what a request without the parameter means; null: the first known one
     * @throws OAuthError invalid_target when one is unknown or two different ones are named
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
                throw OAuthError::invalidTarget('The resource is not known');
            }
            if ($chosen !== null && $chosen !== $found) {
                throw OAuthError::invalidTarget('Tokens are for one resource at a time');
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
