<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The absolute URLs of the {@see Endpoint}s below one address. They come from configuration, never from the request.
 * Only http and https pass: clients open what the metadata names, some by handing it to a shell. This class is the judge of
 * web URLs that are configured, as the extension is of redirect URIs.
 */
final readonly class EndpointUrls
{
    /** How an endpoint is reached without any configuration of the web server: this, then the action. */
    public const INDEX = '/index.php?module=OAuth2&action=';

    /** The first group keeps to visible ASCII. One pattern, because each request checks several addresses. */
    private const WEB_URL = '~^(?=[\x21-\x7e]+$)https?://[^/?#@\\\\"<>]+(?:[/?][^#\\\\"<>]*)?$~D';

    /**
     * @param string $base where index.php is, without a slash at its end: every URL begins with it
     * @param bool $cleanRoutes whether {@see of()} gives clean routes
     * @param bool $cleanDocuments the same for the documents
     * @throws \ValueError when the base is no absolute http or https URL without query, fragment, blanks or user name
     */
    public function __construct(
        private string $base,
        private bool $cleanRoutes = false,
        private bool $cleanDocuments = false,
    ) {
        if (!self::isBase($base)) {
            throw new \ValueError('The endpoints must be below an absolute http or https URL');
        }
    }

    /** The URL that is told to clients. */
    public function of(Endpoint $endpoint): string
    {
        $clean = $endpoint->wellKnown() === [] ? $this->cleanRoutes : $this->cleanDocuments;

        return $clean ? $this->clean($endpoint) : $this->index($endpoint);
    }

    /** The URL that works everywhere. */
    public function index(Endpoint $endpoint): string
    {
        return $this->base . self::INDEX . $endpoint->value;
    }

    /** The URL that needs the web server's configuration. */
    public function clean(Endpoint $endpoint): string
    {
        $name = $endpoint->wellKnown()[0] ?? null;
        if ($name === null) {
            return $this->base . Endpoint::ROUTE . $endpoint->value;
        }
        // Documents are at the host's root, with the path of the base behind them (RFC 8414 3, RFC 9728 3.1).
        return self::origin($this->base) . Endpoint::WELL_KNOWN . $name . self::path($this->base);
    }

    /** Scheme, host and port of a web URL, as they are written; an empty text when $url is none. */
    public static function origin(string $url): string
    {
        return self::split($url)[0] ?? '';
    }

    /** The path of a base: empty, or with a slash at its start. */
    public static function path(string $base): string
    {
        return self::split($base)[1] ?? '';
    }

    /** The host of a web URL, an IPv6 address with its brackets. */
    public static function host(string $url): string
    {
        return (string) parse_url($url, PHP_URL_HOST);
    }

    /** The port that a web URL names. */
    public static function port(string $url): ?int
    {
        $port = parse_url($url, PHP_URL_PORT);

        return \is_int($port) ? $port : null;
    }

    /** Whether what is sent to a web URL crosses the network encrypted. */
    public static function isEncrypted(string $url): bool
    {
        return str_starts_with($url, 'https:');
    }

    /** @return ?array{string, string} origin and rest of a text that begins like a web URL, in any case */
    public static function split(string $url): ?array
    {
        return preg_match('~^(https?://[^/?#]+)(.*)$~Dis', $url, $parts) === 1 ? [$parts[1], $parts[2]] : null;
    }

    /** Whether $url is an issuer's (RFC 8414 2): a web URL without query and without a slash at its end. */
    public static function isBase(string $url): bool
    {
        return self::isWebUrl($url) && !str_contains($url, '?') && !str_ends_with($url, '/');
    }

    /** Whether $url is absolute http or https, in visible ASCII, without user name, fragment or quotation marks. */
    public static function isWebUrl(string $url): bool
    {
        return self::areWebUrls([$url]);
    }

    /**
     * Whether all of them are what {@see isWebUrl()} says.
     *
     * @param list<string> $urls
     */
    public static function areWebUrls(array $urls): bool
    {
        // Those that match, not whether none is left over: where PCRE gives up, it leaves out all the rest.
        return preg_grep(self::WEB_URL, $urls) === $urls;
    }
}
