<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The absolute URLs of the {@see Endpoint}s of one issuer, and the rules for every configured web URL. The issuer comes from
 * configuration, never from the request. Only http and https are allowed, because clients open the URLs in the
 * metadata, and some pass them to a shell. Redirect URIs have other rules, which are in the extension.
 */
final readonly class EndpointUrls
{
    /** The path to an endpoint that works without any configuration of the web server; the action follows it. */
    public const INDEX = self::SCRIPT . '?module=OAuth2&action=';

    /** The end of an issuer below index.php. Some web servers pass the rest of a path after it to PHP (PATH_INFO). */
    private const SCRIPT = '/index.php';

    /** An http or https URL in visible ASCII (the lookahead). One pattern for speed: each request checks several URLs. */
    private const WEB_URL = '~^(?=[\x21-\x7e]+$)https?://[^/?#@\\\\"<>]+(?:[/?][^#\\\\"<>]*)?$~D';

    /** The URL of the folder that holds index.php, without a trailing slash. */
    public string $base;

    /**
     * @param string $issuer the URL of the folder that holds index.php, or of index.php itself; see {@see baseOf()}
     * @param bool $cleanRoutes true when {@see of()} returns clean routes for endpoints other than documents
     * @param bool $cleanDocuments true when {@see of()} returns clean routes for documents
     * @throws \ValueError when {@see isBase()} is false for the issuer
     */
    public function __construct(
        private string $issuer,
        private bool $cleanRoutes = false,
        private bool $cleanDocuments = false,
    ) {
        if (!self::isBase($issuer)) {
            throw new \ValueError('The base URL of the endpoints must be an absolute http or https URL without user name,'
                . ' query, fragment and trailing slash');
        }
        $this->base = self::baseOf($issuer);
    }

    /** The URL that clients receive: the clean route if it is switched on, otherwise the one below index.php. */
    public function of(Endpoint $endpoint): string
    {
        $clean = $endpoint->wellKnown() === [] ? $this->cleanRoutes : $this->cleanDocuments;

        return $clean ? $this->clean($endpoint) : $this->index($endpoint);
    }

    /** The URL below index.php, which works on every web server. */
    public function index(Endpoint $endpoint): string
    {
        return $this->base . self::INDEX . $endpoint->value;
    }

    /** The clean route, which needs configuration of the web server. */
    public function clean(Endpoint $endpoint): string
    {
        $name = $endpoint->wellKnown()[0] ?? null;
        if ($name === null) {
            return $this->base . Endpoint::ROUTE . $endpoint->value;
        }
        // Well-known names go between the host and the path of the issuer or resource (RFC 8414 3, RFC 9728 3.1).
        $identifier = $endpoint === Endpoint::Metadata ? $this->issuer : $this->base;

        return self::origin($identifier) . Endpoint::WELL_KNOWN . $name . self::path($identifier);
    }

    /**
     * The URL of the folder that holds index.php. The issuer is this URL, or that of index.php itself: clients append the
     * well-known path to the issuer (OpenID Connect Discovery 4), and PATH_INFO leads `index.php/.well-known/…` to PHP on web
     * servers without any rule for it.
     */
    public static function baseOf(string $issuer): string
    {
        return str_ends_with($issuer, self::SCRIPT) ? substr($issuer, 0, -\strlen(self::SCRIPT)) : $issuer;
    }

    /** The issuer below index.php of the same folder. */
    public static function belowIndex(string $issuer): string
    {
        return self::baseOf($issuer) . self::SCRIPT;
    }

    /** The scheme, host and port of a web URL, as written; an empty string when $url is not a web URL. */
    public static function origin(string $url): string
    {
        return self::split($url)[0] ?? '';
    }

    /** The path of a base URL: empty, or beginning with a slash. */
    public static function path(string $base): string
    {
        return self::split($base)[1] ?? '';
    }

    /** The host of a web URL; an IPv6 address keeps its brackets. */
    public static function host(string $url): string
    {
        return (string) parse_url($url, PHP_URL_HOST);
    }

    /** The port in a web URL; null when the URL has none. */
    public static function port(string $url): ?int
    {
        $port = parse_url($url, PHP_URL_PORT);

        return \is_int($port) ? $port : null;
    }

    /** True when the web URL uses TLS. */
    public static function isEncrypted(string $url): bool
    {
        return str_starts_with($url, 'https:');
    }

    /**
     * Splits a web URL after its origin; upper and lower case are allowed in the scheme.
     *
     * @return ?array{string, string} the origin and the rest; null when the string does not begin like a web URL
     */
    public static function split(string $url): ?array
    {
        return preg_match('~^(https?://[^/?#]+)(.*)$~Dis', $url, $parts) === 1 ? [$parts[1], $parts[2]] : null;
    }

    /** True for a web URL without query and trailing slash, as an issuer has to be (RFC 8414 2). */
    public static function isBase(string $url): bool
    {
        return self::isWebUrl($url) && !str_contains($url, '?') && !str_ends_with($url, '/');
    }

    /** True for an absolute http or https URL in visible ASCII without user name, fragment, backslash, `"`, `<` and `>`. */
    public static function isWebUrl(string $url): bool
    {
        return self::areWebUrls([$url]);
    }

    /**
     * True when {@see isWebUrl()} is true for each of the URLs.
     *
     * @param list<string> $urls
     */
    public static function areWebUrls(array $urls): bool
    {
        // Compare the matches: on a PCRE error preg_grep drops the rest.
        return preg_grep(self::WEB_URL, $urls) === $urls;
    }
}
