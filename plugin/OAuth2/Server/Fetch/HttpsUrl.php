<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** The parts of an https URL whose host is a name. The extension has the rules: no user, fragment or dot segment. */
final readonly class HttpsUrl
{
    /** The only port from which a document is fetched. */
    public const PORT = 443;

    /**
     * A host name (RFC 1123 2.1). Name servers also know names with other characters, but curl takes a pinned name that begins
     * with a hyphen as an instruction, and then connects to addresses that nobody has checked.
     */
    private const HOST = '/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/D';

    /**
     * @param string $host in lower case
     * @param ?string $query without the question mark; null if there is none
     */
    private function __construct(
        public string $host,
        public int $port,
        public string $path,
        public ?string $query,
    ) {
    }

    /**
     * Parses a URL.
     *
     * @param string $url any bytes
     * @return ?self null if it is not an https URL of a host name
     */
    public static function of(string $url): ?self
    {
        $parts = oauth2_redirect_uri_parse($url);
        // Parameters that a redirect may not have are fine here. The parser refuses them last.
        if ($parts['kind'] !== 'https' || !\in_array($parts['refused'], [null, 'response_parameter'], true)) {
            return null;
        }
        $host = strtolower((string) $parts['host']);
        if (preg_match(self::HOST, $host) !== 1 || @inet_pton($host) !== false) {
            return null;
        }

        return new self($host, $parts['port'] ?? self::PORT, (string) $parts['path'], $parts['query']);
    }
}
