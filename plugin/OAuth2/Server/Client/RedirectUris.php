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

    /**
     * @param int $number by which the sentence names it: the URI itself may be anything
     * @return ?ClientProblem why the URI is refused; null when it isn't
     */
    public static function problem(string $uri, int $number = 1): ?ClientProblem
    {
        if (strlen($uri) > self::MAXIMUM_LENGTH) {
            return new ClientProblem(ClientRule::UriLength, $number, self::MAXIMUM_LENGTH);
        }
        foreach (self::queryNames($uri) as $name) {
            if (in_array($name, self::RESPONSE_PARAMETERS, true)) {
                return new ClientProblem(ClientRule::UriParameter, $number, $name);
            }
        }

        return oauth2_redirect_uri_valid($uri) ? null : new ClientProblem(ClientRule::UriForm, $number);
    }

    /** Whom a user is sent to: host and port; of a private-use scheme the scheme with its colon. */
    public static function host(string $uri): string
    {
        return preg_match('~^https?://([^/?#]+)~i', $uri, $match) === 1 ? $match[1] : explode(':', $uri, 2)[0] . ':';
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
