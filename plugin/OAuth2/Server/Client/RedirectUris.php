<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** Which redirect URIs a client may register: RFC 6749 3.1.2, RFC 8252 7 and 8.4, RFC 9700 2.6. */
final class RedirectUris
{
    public const MAXIMUM = 20;
    public const MAXIMUM_LENGTH = 2000;

    /** What the response itself adds (RFC 6749 4.1.2, RFC 9207 2): a registered twin would make it ambiguous. */
    private const RESPONSE_PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'response'];

    /** @return ?string why the URI is refused, as the end of a sentence; null when it isn't */
    public static function problem(string $uri): ?string
    {
        if (strlen($uri) > self::MAXIMUM_LENGTH) {
            return 'is longer than ' . self::MAXIMUM_LENGTH . ' characters';
        }
        foreach (self::queryNames($uri) as $name) {
            if (in_array($name, self::RESPONSE_PARAMETERS, true)) {
                return "must not have the query parameter $name, which the response adds";
            }
        }
        if (!oauth2_redirect_uri_valid($uri)) {
            return 'must be an absolute https URI, an http URI of 127.0.0.1, [::1] or localhost, or one of an app\'s own'
                . ' scheme with a dot in it, without fragment, user name, blanks and control characters';
        }

        return null;
    }

    /** @return list<string> the names of the query's parameters as the client's framework would read them */
    private static function queryNames(string $uri): array
    {
        $query = strstr($uri, '?');
        if ($query === false) {
            return [];
        }
        $names = [];
        foreach (explode('&', strtr(substr($query, 1), ';', '&')) as $pair) {
            $name = urldecode(explode('=', $pair, 2)[0]);
            $names[] = strtolower(trim(explode('[', $name, 2)[0]));
        }

        return $names;
    }
}
