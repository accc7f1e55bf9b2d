<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use OAuth2\CryptoException;
use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The signing keys: one signs (current), one is published and waits (next), and those that signed before stay
 * published until their last token has expired (retired). Because the next key is in the JWK Set for longer than
 * anybody may cache it before it signs, a rotation fails no call.
 *
 * Private keys rest sealed under a key derived from the installation's wrapping secret. Any number of processes may
 * initialise or rotate at once: unique slots and conditional updates in the table let one of them win.
 */
final class KeyRing
{
    /** How long the JWK Set may be cached by a verifier, in seconds. */
    public const JWKS_MAX_AGE = 600;

    /** How long a key is published before it may sign: longer than all caches on the way together. */
    public const PUBLISHED_BEFORE_USE = self::JWKS_MAX_AGE + self::CACHE_TTL + 240;

    /** How long this server's own processes may hold public keys in their cache. */
    private const CACHE_TTL = 60;

    /** How often an unknown key id may make a process look into the database although its cache is fresh. */
    private const RELOAD_INTERVAL = 10;

    /**
     * Public keys by id; expires 0: not retired. The extension keeps keys that it has parsed from the same PEM for a
     * process's next request; a JWK it parses each time.
     *
     * @var ?array<string, array{jwk: string, pem: string, algorithm: string, expires: int}>
     */
    private ?array $public = null;

    private bool $publicFromCache = false;

    private ?Key $signing = null;

    private ?string $sealed = null;

    private ?string $cacheKey = null;

    public function __construct(
        private readonly SigningKeyTable $table,
        private readonly Settings $settings,
        private readonly Clock $clock,
        private readonly Cache $cache,
        private readonly Events $events,
    ) {
    }

    /**
     * The private key that signs now; makes the ring when there is none.
     *
     * @throws CryptoException when it was sealed under another wrapping secret; {@see rotate()} mends that
     * @throws StorageUnavailable
     */
    public function signingKey(): Key
    {
        if ($this->signing === null) {
            $sealed = $this->sealed ?? $this->table->current()?->sealed;
            if ($sealed === null) {
                $this->initialise();
                $sealed = $this->table->current()->sealed ?? throw new StorageUnavailable('There is no signing key');
            }
            $this->signing = Key::unseal($sealed, $this->wrappingKey());
        }

        return $this->signing;
    }

    /** The key that signs, sealed, as the database has it now; null when that isn't known. */
    public function signWith(#[\SensitiveParameter] ?string $sealed): void
    {
        $this->sealed = $sealed;
        $this->signing = null;
    }

    /**
     * The published key of that id, or null. An id that the cache doesn't know makes one look into the database, at
     * most every few seconds: a stranger's tokens must not turn into a stream of queries.
     *
     * @throws StorageUnavailable
     */
    public function verificationKey(string $keyId): ?Key
    {
        $entry = $this->publicKeys()[$keyId] ?? null;
        if ($entry === null && $this->publicFromCache && $this->cache->get($this->cacheKey() . '.reload') === null) {
            $this->cache->set($this->cacheKey() . '.reload', 1, self::RELOAD_INTERVAL);
            $this->forget();
            $entry = $this->publicKeys()[$keyId] ?? null;
        }

        return $entry === null ? null : Key::fromPem($entry['pem'], null, $entry['algorithm'], $keyId);
    }

    /**
     * The published keys as members of a JWK Set (RFC 7517 5): the current one, the next, then retired ones.
     *
     * @return list<array<string, mixed>>
     * @throws StorageUnavailable
     */
    public function jwks(): array
    {
        $keys = [];
        foreach ($this->publicKeys() as $entry) {
            /** @var array<string, mixed> $jwk */
            $jwk = json_decode($entry['jwk'], true, 4, JSON_THROW_ON_ERROR);
            $keys[] = $jwk;
        }

        return $keys;
    }

    /**
     * Makes what is missing: a current key and a next one. Does nothing to a whole ring.
     *
     * @throws StorageUnavailable
     */
    public function initialise(): void
    {
        [$current, $next] = $this->pair();
        $isNew = $current === null && $next === null;
        if ($current === null && $next !== null) {
            // A rotation stopped half-way: its next key had been published long enough already.
            $this->activate($next);
            [$current, $next] = $this->pair();
        }
        if ($current === null) {
            $this->insert(SigningKeyRecord::CURRENT, $this->clock->now());
        }
        if ($next === null) {
            // The next key of a new ring is in every JWK Set that anybody can have cached.
            $this->insertNext($isNew ? 0 : self::PUBLISHED_BEFORE_USE);
        }
        $this->forget();
    }

    /**
     * Lets the next key take over now, if it has been published long enough.
     *
     * @return int 0 when the ring was rotated (by this call or at the same moment by another), otherwise the seconds
     *             until it can be
     * @throws StorageUnavailable
     */
    public function rotate(): int
    {
        $this->initialise();
        [$current, $next] = $this->pair();
        if ($current === null || $next === null) {
            return 0;
        }
        // When the current key cannot be opened nothing can be signed: waiting would only prolong that.
        $urgent = !$this->opens($current);
        if (!$this->opens($next) || !$this->isWanted($next)) {
            $next = $this->replaceNext($next);
        }
        $wait = $next === null ? self::PUBLISHED_BEFORE_USE : $this->secondsUntilReady($next);
        if ($next === null || ($wait > 0 && !$urgent)) {
            return $wait;
        }
        $now = $this->clock->now();
        // Its last token may have been signed a moment from now, under the longest life that can be set.
        $lastToken = $now + Settings::MAX_ACCESS_TOKEN_TTL + 60;
        if ($this->table->retire($current->kid, $now, $lastToken)) {
            $this->activate($next);
            $this->insertNext();
            $this->events->record(new Event('keys.rotated', ['kid' => $next->kid, 'retired' => $current->kid]));
        }
        $this->forget();

        return 0;
    }

    /**
     * What a daily task calls: rotates when the current key has reached its age or is of another kind than the
     * settings want, prepares a next key of the wanted kind, and drops keys whose last token has expired.
     *
     * @return bool whether the ring was rotated
     * @throws StorageUnavailable
     */
    public function rotateIfDue(): bool
    {
        $this->table->purge($this->clock->now());
        $this->initialise();
        [$current, $next] = $this->pair();
        if ($current === null || $next === null) {
            return false;
        }
        if (!$this->isWanted($next)) {
            $this->replaceNext($next);
        }
        $age = $this->clock->now() - ($current->activatedAt ?? $current->createdAt);

        return ($age >= $this->settings->keyRotationAge || !$this->isWanted($current)) && $this->rotate() === 0;
    }

    /**
     * The ring without its secrets, oldest first. Times are unix seconds; readyAt is when the next key may take over.
     *
     * @return list<array{
     *     kid: string, algorithm: string, state: string, createdAt: int, activatedAt: ?int, expiresAt: ?int,
     *     readyAt: ?int
     * }>
     * @throws StorageUnavailable
     */
    public function list(): array
    {
        return array_map(static fn (SigningKeyRecord $key): array => [
            'kid' => $key->kid,
            'algorithm' => $key->algorithm,
            'state' => $key->state,
            'createdAt' => $key->createdAt,
            'activatedAt' => $key->state === SigningKeyRecord::NEXT ? null : $key->activatedAt,
            'expiresAt' => $key->expiresAt,
            'readyAt' => $key->state === SigningKeyRecord::NEXT ? $key->activatedAt : null,
        ], $this->table->all());
    }

    /** @return array{?SigningKeyRecord, ?SigningKeyRecord} current and next */
    private function pair(): array
    {
        $pair = [null, null];
        foreach ($this->table->all() as $key) {
            match ($key->state) {
                SigningKeyRecord::CURRENT => $pair[0] = $key,
                SigningKeyRecord::NEXT => $pair[1] = $key,
                default => null,
            };
        }

        return $pair;
    }

    /** @param int $wait seconds until it may sign */
    private function insertNext(int $wait = self::PUBLISHED_BEFORE_USE): void
    {
        $this->insert(SigningKeyRecord::NEXT, $this->clock->now() + $wait);
    }

    /** @param int $activatedAt of a next key: when it may become the current one, at the earliest */
    private function insert(string $state, int $activatedAt): void
    {
        $key = Key::generate(
            $this->settings->signingAlgorithm,
            $this->usesRsa($this->settings->signingAlgorithm) ? $this->settings->rsaBits : null,
        );
        try {
            $this->table->insert(new SigningKeyRecord(
                $key->keyId,
                $key->algorithm,
                $state,
                $key->seal($this->wrappingKey()),
                json_encode($key->toPublicJwk(), JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES),
                $this->clock->now(),
                $activatedAt,
            ));
        } catch (DuplicateKey) {
            // Another process was first, and its key is as good.
        }
    }

    private function activate(SigningKeyRecord $next): void
    {
        try {
            $this->table->activate($next->kid, $this->clock->now());
        } catch (DuplicateKey) {
            // Another process has made a current key meanwhile.
        }
    }

    private function replaceNext(SigningKeyRecord $next): ?SigningKeyRecord
    {
        $this->table->discard($next->kid);
        $this->insertNext();
        $this->forget();

        return $this->pair()[1];
    }

    private function secondsUntilReady(SigningKeyRecord $next): int
    {
        $ready = $next->activatedAt ?? $next->createdAt + self::PUBLISHED_BEFORE_USE;

        return max(0, $ready - $this->clock->now());
    }

    private function opens(SigningKeyRecord $key): bool
    {
        try {
            return Key::unseal($key->sealed, $this->wrappingKey())->keyId === $key->kid;
        } catch (CryptoException) {
            return false;
        }
    }

    /** Whether the key is of the algorithm and size that the settings ask for. */
    private function isWanted(SigningKeyRecord $key): bool
    {
        if ($key->algorithm !== $this->settings->signingAlgorithm) {
            return false;
        }
        if (!$this->usesRsa($key->algorithm)) {
            return true;
        }
        $jwk = json_decode($key->publicJwk, true, 4);
        $modulus = \is_array($jwk) && \is_string($jwk['n'] ?? null) ? $jwk['n'] : '';

        // Four characters of base64url are three octets.
        return intdiv(\strlen($modulus) * 3, 4) * 8 === $this->settings->rsaBits;
    }

    private function usesRsa(string $algorithm): bool
    {
        return $algorithm === 'RS256' || $algorithm === 'PS256';
    }

    /**
     * @return array<string, array{jwk: string, pem: string, algorithm: string, expires: int}>
     * @throws StorageUnavailable
     */
    private function publicKeys(): array
    {
        if ($this->public === null) {
            /** @var ?array<string, array{jwk: string, pem: string, algorithm: string, expires: int}> $cached */
            $cached = $this->cache->get($this->cacheKey());
            $this->publicFromCache = \is_array($cached) && $cached !== [];
            $this->public = $this->publicFromCache ? $cached : $this->load();
        }
        $now = $this->clock->now();

        return array_filter(
            $this->public ?? [],
            static fn (array $entry): bool => $entry['expires'] === 0 || $entry['expires'] > $now,
        );
    }

    /** @return array<string, array{jwk: string, pem: string, algorithm: string, expires: int}> */
    private function load(): array
    {
        $order = [SigningKeyRecord::CURRENT => [], SigningKeyRecord::NEXT => [], SigningKeyRecord::RETIRED => []];
        foreach ($this->table->all() as $key) {
            $order[$key->state][$key->kid] = [
                'jwk' => $key->publicJwk,
                'pem' => Key::fromJwk($key->publicJwk)->toPublicPem(),
                'algorithm' => $key->algorithm,
                'expires' => $key->expiresAt ?? 0,
            ];
        }
        $public = array_merge(...array_values($order));
        if ($public !== []) {
            $this->cache->set($this->cacheKey(), $public, self::CACHE_TTL);
        }

        return $public;
    }

    private function forget(): void
    {
        $this->public = null;
        $this->signing = null;
        $this->sealed = null;
        $this->cache->delete($this->cacheKey());
    }

    /**
     * Installations may share one cache, and a copy of one may even have its issuer: the wrapping secret tells them
     * apart, so that none ever trusts another's keys.
     */
    private function cacheKey(): string
    {
        return $this->cacheKey ??= 'oauth2.keys.' . oauth2_token_digest(
            oauth2_derive_key($this->settings->wrappingSecret, 'oauth2 key cache 2 ' . $this->settings->issuer),
        );
    }

    private function wrappingKey(): string
    {
        return oauth2_derive_key($this->settings->wrappingSecret, 'oauth2 signing key');
    }
}
