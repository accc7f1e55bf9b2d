<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/** The answer to a browser's preflight request (Fetch standard, CORS protocol), which names the headers that it will send. */
final class Preflight
{
    /** The maximum length in bytes of the header names in a request: many times more than applications send. */
    private const MAX_LENGTH = 1024;

    /** The header names that are allowed when the request names none, too many, or something that is no header name. */
    private const USUAL = 'Authorization, Content-Type, MCP-Protocol-Version';

    /**
     * The response headers that allow the methods, and the header names of the request. A fixed list would grow old: MCP and
     * tracing libraries add header names of their own. Allowing them is safe, because the browser's credentials never count.
     *
     * @param string $methods separated by commas
     * @param ?string $names the value of Access-Control-Request-Headers; null when it is absent
     * @param int $maxAge the number of seconds for which the browser may store the answer
     * @return array<string, string>
     */
    public static function headers(string $methods, ?string $names, int $maxAge): array
    {
        return [
            'Access-Control-Allow-Methods' => $methods,
            'Access-Control-Allow-Headers' => self::allowed($names ?? ''),
            'Access-Control-Max-Age' => (string) $maxAge,
        ];
    }

    private static function allowed(string $names): string
    {
        if (\strlen($names) > self::MAX_LENGTH) {
            return self::USUAL;
        }
        $allowed = [];
        foreach (explode(',', $names) as $name) {
            $name = trim($name, " \t");
            if ($name === '') {
                // RFC 9110 5.6.1.2: a recipient ignores empty elements of a list.
                continue;
            }
            // A header name is a token (RFC 9110 5.1 and 5.6.2).
            if (preg_match("/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/D", $name) !== 1) {
                return self::USUAL;
            }
            $allowed[] = $name;
        }

        return $allowed === [] ? self::USUAL : implode(', ', $allowed);
    }
}
