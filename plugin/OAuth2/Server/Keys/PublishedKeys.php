<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use OAuth2\Key;
use OAuth2\KeySet;
use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The public keys that verify access tokens, cached for a minute. The cache holds PEM, because the extension remembers keys
 * that it has parsed from PEM for the next request of the process; it would parse a JWK each time.
 *
 * @phpstan-type Entry array{kid: string, algorithm: string, pem: string, jwk: string, retired: ?int, expires: int}
 */
final class PublishedKeys
{
    /** The number of seconds that a verifier may cache the JWK Set. */
    public const JWKS_MAX_AGE = 600;

    /** The number of seconds that this server's own processes may cache public keys. */
    public const CACHE_TTL = 60;

    /**
     * The number of times that a fresh cache may be reloaded in one second because of unknown key IDs; afterwards it may be once
     * a second. Keys that are withdrawn one after the other make several reloads necessary.
     */
    private const RELOADS_AT_ONCE = 5;

    /** @var ?list<Entry> current, next, then retired ones; expires 0: not retired */
    private ?array $entries = null;

    private bool $fromCache = false;

    private ?string $cacheKey = null;

    public function __construct(
        private readonly SigningKeyTable $table,
        private readonly Settings $settings,
        private readonly Clock $clock,
        private readonly Cache $cache,
    ) {
    }

    /**
     * Yields the keys that verify tokens: the current one, the next, then retired ones whose last token has not expired. Each
     * is parsed when the caller asks for it.
     *
     * @return \Generator<PublishedKey>
     * @throws StorageUnavailable
     */
    public function all(): \Generator
    {
        foreach ($this->unexpired() as $entry) {
            $key = Key::fromPem($entry['pem'], null, $entry['algorithm'], $entry['kid']);
            yield new PublishedKey($entry['kid'], new KeySet($key), $entry['retired']);
        }
    }

    /**
     * Reads the keys from the database because a token names one that the cache does not have. It does so about once a second
     * at most, so that a stranger's tokens do not cause a stream of queries.
     *
     * @return bool true if the keys were read
     * @throws StorageUnavailable
     */
    public function reload(): bool
    {
        if (!$this->fromCache) {
            return false;
        }
        // Each reload uses up one second of the time that begins now and is RELOADS_AT_ONCE seconds long.
        $used = $this->cache->get($this->cacheKey() . '.reloads');
        $used = max($this->clock->now(), \is_int($used) ? $used : 0);
        if ($used >= $this->clock->now() + self::RELOADS_AT_ONCE) {
            return false;
        }
        $this->cache->set($this->cacheKey() . '.reloads', $used + 1, self::RELOADS_AT_ONCE);
        $this->forget();
        $this->entries();

        return true;
    }

    /**
     * Returns the keys as members of a JWK Set (RFC 7517 5): the current one, the next, then retired ones. It reads them from
     * the database, because a withdrawn key must not be published any longer, whichever process withdrew it.
     *
     * @return list<array<string, mixed>>
     * @throws StorageUnavailable
     */
    public function jwks(): array
    {
        $this->entries = $this->load();
        $keys = [];
        foreach ($this->unexpired() as $entry) {
            /** @var array<string, mixed> $jwk */
            $jwk = json_decode($entry['jwk'], true, 4, JSON_THROW_ON_ERROR);
            $keys[] = $jwk;
        }

        return $keys;
    }

    /** Deletes the cached keys, because the keys have changed. */
    public function forget(): void
    {
        $this->entries = null;
        $this->fromCache = false;
        $this->cache->delete($this->cacheKey());
    }

    /**
     * @return list<Entry>
     * @throws StorageUnavailable
     */
    private function unexpired(): array
    {
        $now = $this->clock->now();
        $unexpired = [];
        foreach ($this->entries() as $entry) {
            if ($entry['retired'] === null || $entry['expires'] > $now) {
                $unexpired[] = $entry;
            }
        }

        return $unexpired;
    }

    /**
     * @return list<Entry>
     * @throws StorageUnavailable
     */
    private function entries(): array
    {
        if ($this->entries === null) {
            /** @var ?list<Entry> $cached */
            $cached = $this->cache->get($this->cacheKey());
            $this->fromCache = \is_array($cached) && $cached !== [];
            $this->entries = $this->fromCache ? $cached : $this->load();
        }

        return $this->entries ?? [];
    }

    /** @return list<Entry> the keys in the database, which the cache holds from now on */
    private function load(): array
    {
        $order = [SigningKeyRecord::CURRENT => [], SigningKeyRecord::NEXT => [], SigningKeyRecord::RETIRED => []];
        foreach ($this->table->all() as $key) {
            $isRetired = $key->state === SigningKeyRecord::RETIRED;
            $order[$key->state][] = [
                'kid' => $key->kid,
                'algorithm' => $key->algorithm,
                'pem' => Key::fromJwk($key->publicJwk)->toPublicPem(),
                'jwk' => $key->publicJwk,
                'retired' => $isRetired ? $key->retiredAt ?? 0 : null,
                'expires' => $key->expiresAt ?? 0,
            ];
        }
        $entries = array_merge(...array_values($order));
        if ($entries !== [] && $this->cache->get($this->cacheKey()) !== $entries) {
            $this->cache->set($this->cacheKey(), $entries, self::CACHE_TTL);
        }

        return $entries;
    }

    /**
     * Returns the name of the cache entry. Installations may share a cache, and a copy of one may have its issuer too: the
     * wrapping secret tells them apart, so that none trusts another's keys. The schema is part of the name, because only
     * a query for the keys notices another schema.
     */
    private function cacheKey(): string
    {
        return $this->cacheKey ??= 'oauth2.keys.' . oauth2_token_digest(
            oauth2_derive_key($this->settings->wrappingSecret, 'oauth2 key cache 3.' . Schema::VERSION . ' ' . $this->settings->issuer),
        );
    }
}
