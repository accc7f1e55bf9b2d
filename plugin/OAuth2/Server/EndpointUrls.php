<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The absolute URLs under which this server is reached. They come from configuration, never from the request.
 * Only http and https pass: clients open what the metadata names, some by handing it to a shell.
 */
final readonly class EndpointUrls
{
    /** The first group keeps to visible ASCII. One pattern, because each request checks a dozen addresses. */
    private const WEB_URL = '~^(?=[\x21-\x7e]+$)https?://[^/?#@\\\\"<>]+(?:[/?][^#\\\\"<>]*)?$~D';

    /** @throws \ValueError when one is not an absolute http or https URL without fragment, blanks or user name */
    public function __construct(
        public string $authorize,
        public string $token,
        public string $revoke,
        public string $introspect,
        public string $jwks,
        public string $metadata,
        public string $resourceMetadata,
    ) {
        $urls = [$authorize, $token, $revoke, $introspect, $jwks, $metadata, $resourceMetadata];
        if (!self::areWebUrls($urls)) {
            throw new \ValueError('An endpoint must be an absolute http or https URL');
        }
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
