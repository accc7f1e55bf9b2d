<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Creates, rotates and withdraws signing keys. One key signs (current); one is published and waits (next); keys that signed
 * before stay published until their last token has expired (retired). The next key is in the JWK Set for longer than
 * anybody may cache the set before the key signs, so a rotation fails no call.
 *
 * Any number of processes may initialise or rotate at once: unique slots and conditional updates in the table let one
 * of them win.
 */
final readonly class KeyRotation
{
    /** The number of seconds that a key is published before it may sign: longer than all caches on the way together. */
    public const PUBLISHED_BEFORE_USE = PublishedKeys::JWKS_MAX_AGE + PublishedKeys::CACHE_TTL + 240;

    private KeyKind $wanted;

    public function __construct(
        private SigningKeyTable $table,
        private RevokedTokenTable $revoked,
        private PublishedKeys $published,
        private SigningKey $signing,
        private Settings $settings,
        private Clock $clock,
        private Events $events,
    ) {
        $this->wanted = new KeyKind($settings);
    }

    /**
     * Creates the current and the next key if they are missing. It creates no key beside one that cannot be opened here: the
     * keys may be right, and this machine's configuration wrong.
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
        if ($next === null && ($current === null || $this->signing->opens($current))) {
            // The next key of a new installation is in every JWK Set that anybody can have cached.
            $this->insertNext($isNew ? 0 : self::PUBLISHED_BEFORE_USE);
        }
        $this->forget();
    }

    /**
     * Lets the next key take over now if it has been published for long enough. It replaces keys that cannot be opened at
     * once, so only an administrator may call it, never a task or a request.
     *
     * @return int 0 when the keys were rotated, by this call or by another at the same moment; otherwise the number of
     *             seconds until they can be rotated
     * @throws StorageUnavailable
     */
    public function rotate(): int
    {
        $this->initialise();
        [$current, $next] = $this->pair();
        if ($current !== null && $next === null) {
            $this->insertNext();
            [$current, $next] = $this->pair();
        }
        if ($current === null || $next === null) {
            return 0;
        }
        // If the current key cannot be opened, nothing can be signed, and waiting would prolong that.
        $urgent = !$this->signing->opens($current);
        if (!$this->signing->opens($next) || !$this->wanted->is($next)) {
            $next = $this->replaceNext($next);
        }
        $wait = $next === null ? self::PUBLISHED_BEFORE_USE : $this->secondsUntilReady($next);
        if ($next === null || ($wait > 0 && !$urgent)) {
            return $wait;
        }
        $now = $this->clock->now();
        if ($this->table->retire($current->kid, $now, PublishedKey::lastExpiry($now))) {
            $this->activate($next);
            $this->insertNext();
            $this->events->record(new Event('keys.rotated', ['kid' => $next->kid, 'retired' => $current->kid]));
        }
        $this->forget();

        return 0;
    }

    /**
     * Withdraws a key that somebody else may have. From now on no process accepts a token that the key signed, whatever is
     * cached, and the JWK Set leaves the key out. If it is the current key, the next one takes over at once, however short a
     * time it has been published. Refresh tokens stay, so clients get new access tokens with them.
     *
     * @param ?string $kid null: the current key. Withdrawing a key again changes nothing
     * @return string the key that signs now
     * @throws KeyNotFound
     * @throws StorageUnavailable
     */
    public function withdraw(?string $kid = null): string
    {
        $kid ??= $this->table->current()->kid ?? throw new KeyNotFound();
        $keys = array_map(static fn (SigningKeyRecord $key): string => $key->kid, $this->table->all());
        if (!\in_array($kid, $keys, true) && !$this->revoked->has($kid)) {
            throw new KeyNotFound();
        }
        // This comes first: if the rest fails, the key is withdrawn all the same.
        $this->revoked->add($kid, PublishedKey::lastExpiry($this->clock->now()));
        $isMine = $this->table->remove($kid);
        $this->refill();
        $current = $this->table->current()->kid ?? throw new StorageUnavailable('There is no signing key');
        if ($isMine) {
            $this->events->record(new Event('keys.withdrawn', ['kid' => $current, 'withdrawn' => $kid]));
        }

        return $current;
    }

    /** Completes the keys after a withdrawal: a current key and a next one. */
    private function refill(): void
    {
        [$current, $next] = $this->pair();
        if ($current === null && $next !== null && !$this->signing->opens($next)) {
            $this->table->discard($next->kid);
            $next = null;
        }
        if ($current === null && $next === null) {
            $this->insert(SigningKeyRecord::CURRENT, $this->clock->now());
        }
        $this->initialise();
    }

    /**
     * Rotates the keys if the current one is old enough or of another kind than the settings ask for, creates a next key of
     * the right kind, and removes keys whose last token has expired. A scheduled task calls it. Keys that cannot be opened
     * here stay: one machine with a wrong configuration must not replace the keys of all machines.
     *
     * @return bool true if the keys were rotated
     * @throws StorageUnavailable
     */
    public function rotateIfDue(): bool
    {
        $this->table->purge($this->clock->now());
        $this->initialise();
        [$current, $next] = $this->pair();
        if ($current === null) {
            return false;
        }
        if ($next === null || !$this->signing->opens($current) || !$this->signing->opens($next)) {
            $this->events->record(new Event('keys.unreadable'));

            return false;
        }
        if (!$this->wanted->is($next)) {
            $this->replaceNext($next);
        }
        $age = $this->clock->now() - ($current->activatedAt ?? $current->createdAt);

        return ($age >= $this->settings->seconds(Setting::KeyRotationDays) || !$this->wanted->is($current)) && $this->rotate() === 0;
    }

    /**
     * Tells whether the current and the next key can be opened with the wrapping secret that is configured here.
     *
     * @throws StorageUnavailable
     */
    public function areReadable(): bool
    {
        foreach ($this->pair() as $key) {
            if ($key !== null && !$this->signing->opens($key)) {
                return false;
            }
        }

        return true;
    }

    /**
     * Lists the keys without their private parts, oldest first. Times are Unix seconds; readyAt is when the next key may take
     * over.
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

    /** @param int $wait seconds until the key may sign */
    private function insertNext(int $wait = self::PUBLISHED_BEFORE_USE): void
    {
        $this->insert(SigningKeyRecord::NEXT, $this->clock->now() + $wait);
    }

    /** @param int $activatedAt for a next key: the earliest time at which it may become the current one */
    private function insert(string $state, int $activatedAt): void
    {
        $key = $this->wanted->generate();
        try {
            $this->table->insert(new SigningKeyRecord(
                kid: $key->keyId,
                algorithm: $key->algorithm,
                state: $state,
                sealed: $this->signing->seal($key),
                publicJwk: json_encode($key->toPublicJwk(), JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES),
                createdAt: $this->clock->now(),
                activatedAt: $activatedAt,
            ));
        } catch (DuplicateKey) {
            // Another process was first, and its key serves as well.
        }
    }

    private function activate(SigningKeyRecord $next): void
    {
        try {
            $this->table->activate($next->kid, $this->clock->now());
        } catch (DuplicateKey) {
            // Another process has created a current key in the meantime.
        }
    }

    private function replaceNext(SigningKeyRecord $next): ?SigningKeyRecord
    {
        $this->table->discard($next->kid);
        $this->insertNext();
        $this->forget();

        return $this->pair()[1];
    }

    /** Negative when the key has been ready for some time. */
    private function secondsUntilReady(SigningKeyRecord $next): int
    {
        $ready = $next->activatedAt ?? $next->createdAt + self::PUBLISHED_BEFORE_USE;

        return $ready - $this->clock->now();
    }

    private function forget(): void
    {
        $this->published->forget();
        $this->signing->forget();
    }
}
