<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The absolute URLs of the {@see Endpoint}s below one address. They come from configuration, never from the request.
 * Only http and https pass: clients open what the metadata names, some by handing it to a shell.
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
        $path = (string) parse_url($this->base, PHP_URL_PATH);

        return substr($this->base, 0, \strlen($this->base) - \strlen($path)) . Endpoint::WELL_KNOWN . $name . $path;
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
