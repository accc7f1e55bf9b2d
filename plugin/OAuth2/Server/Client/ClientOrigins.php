<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The origins (RFC 6454) of the redirect URIs of public clients that are not paused: where applications in a browser run
 * that a protected resource should answer. Anybody may ask, and a preflight names no client, so an answer costs one look
 * into the cache however many clients there are; they are read at most once in the life of an entry. The registry drops
 * the entry when a client changes, and a cache that another machine keeps for itself is late by that life at most: no
 * answer here lets a token do anything.
 */
final class ClientOrigins
{
    /** In seconds. */
    private const CACHE_TTL = 60;

    private ?string $cacheKey = null;

    public function __construct(
        private readonly ClientTable $clients,
        private readonly Settings $settings,
        private readonly Cache $cache,
    ) {
    }

    /**
     * @param string $origin an Origin header's value
     * @throws StorageUnavailable
     */
    public function contains(string $origin): bool
    {
        /** @var ?array<string, int> $known */
        $known = $this->cache->get($this->cacheKey());
        if (!\is_array($known)) {
            $known = $this->load();
            $this->cache->set($this->cacheKey(), $known, self::CACHE_TTL);
        }

        return RedirectUri::isOrigin($origin) && isset($known[(string) self::key($origin)]);
    }

    /** To be called when a client has changed. */
    public function forget(): void
    {
        $this->cache->delete($this->cacheKey());
    }

    /** @return array<string, int> the origins are the keys */
    private function load(): array
    {
        $origins = [];
        foreach ($this->clients->publicRedirectUris() as $uri) {
            $key = self::key($uri);
            if ($key !== null) {
                $origins[$key] = 1;
            }
        }

        return $origins;
    }

    /** The origin, or of a loopback the host: on the user's own computer any port may be the app's (RFC 8252 7.3). */
    private static function key(string $uri): ?string
    {
        $parts = RedirectUri::of($uri);

        return $parts->kind === RedirectUriKind::Loopback ? "loopback $parts->host" : $parts->origin;
    }

    /** Installations may share one cache: the wrapping secret tells them apart. */
    private function cacheKey(): string
    {
        return $this->cacheKey ??= 'oauth2.origins.' . oauth2_token_digest(
            oauth2_derive_key($this->settings->wrappingSecret, 'oauth2 client origins'),
        );
    }
}
