<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The origins (RFC 6454) of the redirect URIs of active public clients. A protected resource allows cross-origin requests
 * from these. A preflight request names no client and anyone may send one, so the list is cached: a check costs one cache
 * read, however many clients exist. The registry deletes the entry when a client changes. A cache of another machine may
 * be out of date for CACHE_TTL seconds; that is safe, because an origin gives a token no rights.
 */
final class ClientOrigins
{
    /** Lifetime of the cached list in seconds. */
    private const CACHE_TTL = 60;

    private ?string $cacheKey = null;

    public function __construct(
        private readonly ClientTable $clients,
        private readonly Settings $settings,
        private readonly Cache $cache,
    ) {
    }

    /**
     * True when an active public client has a redirect URI of this origin.
     *
     * @param string $origin the value of an Origin header, any bytes
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

    /** Deletes the cached list; call it after each change of a client. */
    public function forget(): void
    {
        $this->cache->delete($this->cacheKey());
    }

    /** @return array<string, int> the keys are those of {@see key()}, the values are 1 */
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

    /** The origin of a URI; for a loopback address only its host, because the app's port varies (RFC 8252 7.3). */
    private static function key(string $uri): ?string
    {
        $parts = RedirectUri::of($uri);

        return $parts->kind === RedirectUriKind::Loopback ? "loopback $parts->host" : $parts->origin;
    }

    /** The key of the cache entry, derived from the wrapping secret because several installations may share a cache. */
    private function cacheKey(): string
    {
        return $this->cacheKey ??= 'oauth2.origins.' . oauth2_token_digest(
            oauth2_derive_key($this->settings->wrappingSecret, 'oauth2 client origins'),
        );
    }
}
