<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use OAuth2\CryptoException;
use OAuth2\InvalidTokenException;
use OAuth2\Key;
use OAuth2\KeySet;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Keys\KeyNotFound;
use Piwik\Plugins\OAuth2\Server\Keys\KeyRotation;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Support\ArrayCache;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;

final class SigningKeysTest extends ServerTestCase
{
    /** @return list<string> state and algorithm of each key, oldest first */
    private function states(): array
    {
        return array_map(
            static fn (array $key): string => "$key[state] $key[algorithm]",
            $this->server->keys()->list(),
        );
    }

    private function kid(string $state): string
    {
        foreach ($this->server->keys()->list() as $key) {
            if ($key['state'] === $state) {
                return $key['kid'];
            }
        }
        self::fail("There is no $state key");
    }

    /** The JWK Set as a verifier caches it. */
    private function jwks(?AuthorizationServer $server = null): KeySet
    {
        $response = ($server ?? $this->serverWith())->jwks(new Request('GET'));
        self::assertSame(200, $response->status);

        return KeySet::fromJwks($response->body);
    }

    private function accepts(KeySet $keys, string $token): bool
    {
        try {
            oauth2_jwt_verify($token, $keys, ['now' => $this->clock->time, 'issuer' => self::ISSUER]);
        } catch (InvalidTokenException) {
            return false;
        }

        return true;
    }

    public function testInitialiseCreatesACompleteRingOnce(): void
    {
        $this->server->keys()->initialise();
        $list = $this->server->keys()->list();
        $states = $this->states();
        sort($states);
        self::assertSame(['current ES256', 'next ES256'], $states);
        $this->server->keys()->initialise();
        $this->serverWith()->keys()->initialise();
        self::assertSame($list, $this->server->keys()->list());
    }

    public function testTheFirstTokenCreatesTheRing(): void
    {
        $this->client();
        $token = self::token($this->clientCredentials());
        self::assertSame($this->kid('current'), oauth2_jwt_decode_unverified($token)['header']['kid'] ?? null);
    }

    public function testConcurrentInitialisationCreatesOneRing(): void
    {
        $other = $this->serverWith();
        $insert = 'INSERT INTO ' . $this->connection->table('oauth2_key');
        $this->connection->before($insert, static fn () => $other->keys()->initialise());
        $this->server->keys()->initialise();
        $states = $this->states();
        sort($states);
        self::assertSame(['current ES256', 'next ES256'], $states);
    }

    public function testPrivateKeysAreSealedAtRest(): void
    {
        $this->server->keys()->initialise();
        foreach ((new SigningKeyTable($this->connection))->all() as $record) {
            self::assertStringStartsWith('v1.', $record->sealed);
            $jwk = json_decode($record->publicJwk, true);
            self::assertIsArray($jwk);
            self::assertSame($record->kid, $jwk['kid'] ?? null);
            self::assertArrayNotHasKey('d', $jwk);
        }
        self::assertStringNotContainsString('v1.', serialize($this->cache->entries), 'the cache contains no private key');
        $other = $this->serverWith(self::settings(wrappingSecret: 'another wrapping secret of thirty-two bytes'));
        $this->expectException(CryptoException::class);
        $other->signingKey()->key();
    }

    public function testAJwkSetCachedBeforeARotationVerifiesTokensAfterIt(): void
    {
        $this->client();
        for ($round = 0; $round < 4; ++$round) {
            $cached = $this->jwks();
            $before = self::token($this->clientCredentials());
            self::assertSame(0, $this->serverWith()->keys()->rotate());
            $after = self::token($this->clientCredentials([], $this->serverWith()));
            self::assertNotEquals(
                oauth2_jwt_decode_unverified($before)['header'],
                oauth2_jwt_decode_unverified($after)['header'],
            );
            self::assertTrue($this->accepts($cached, $before));
            self::assertTrue($this->accepts($cached, $after), "round $round");
            $fresh = $this->jwks();
            self::assertTrue($this->accepts($fresh, $before));
            self::assertTrue($this->accepts($fresh, $after));
            self::assertSame(200, $this->bearerStatus($before));
            self::assertSame(200, $this->bearerStatus($after));
            $this->clock->time += KeyRotation::PUBLISHED_BEFORE_USE;
        }
    }

    public function testAKeyFromTheRequestQuerySignsUntilTheRingChanges(): void
    {
        $keys = $this->server->signingKey();
        $this->server->keys()->initialise();
        $sealed = $this->connection->row('SELECT sealed FROM ' . $this->connection->table('oauth2_key') . ' WHERE slot = ?', ['current']);
        $this->connection->forget();
        $keys->use((string) ($sealed['sealed'] ?? ''));
        $old = $keys->key()->keyId;
        self::assertSame([], $this->connection->reads);
        self::assertSame($this->kid('current'), $old);
        self::assertSame(0, $this->server->keys()->rotate());
        self::assertNotSame($old, $keys->key()->keyId);
        self::assertSame($this->kid('current'), $keys->key()->keyId);
    }

    public function testANextKeyPublishedTooRecentlyDoesNotSign(): void
    {
        $this->server->keys()->rotate();
        $current = $this->kid('current');
        self::assertSame(KeyRotation::PUBLISHED_BEFORE_USE, $this->server->keys()->rotate());
        $this->clock->time += KeyRotation::PUBLISHED_BEFORE_USE - 1;
        self::assertSame(1, $this->server->keys()->rotate());
        self::assertSame($current, $this->kid('current'));
        ++$this->clock->time;
        self::assertSame(0, $this->server->keys()->rotate());
        self::assertNotSame($current, $this->kid('current'));
    }

    public function testTheWaitIsLongerThanAllCacheLifetimes(): void
    {
        $response = $this->server->jwks(new Request('GET'));
        self::assertSame(1, preg_match('/max-age=(\d+)/', $response->headers['Cache-Control'] ?? '', $match));
        $ends = array_column($this->cache->entries, 1);
        self::assertNotSame([], $ends);
        $ownCache = max($ends) - $this->clock->time;
        self::assertGreaterThan((int) $match[1] + $ownCache, KeyRotation::PUBLISHED_BEFORE_USE);
    }

    public function testRetiredKeysAreDeletedAfterTheirLastTokenHasExpired(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $token = self::token($this->clientCredentials([], $this->serverWith(self::settings(accessTokenTtl: 86400))));
        $this->server->keys()->rotate();
        $retired = $this->kid('retired');
        $this->clock->time += 86399;
        $this->server->maintenance()->run(100);
        self::assertNotNull($this->jwks()->find($retired));
        self::assertSame(200, $this->bearerStatus($token));
        foreach ([61, 1, 5000] as $seconds) {
            $this->clock->time += $seconds;
            self::assertNull($this->jwks()->find($retired), 'the key is no longer published');
        }
        $this->server->maintenance()->run(100);
        self::assertNotContains('retired ES256', $this->states());
    }

    /** @param array<string, mixed> $changes of the claims; the current key signs the token */
    private function signedBy(Key $key, array $changes = []): string
    {
        $claims = self::claims($this->clientCredentials());

        return oauth2_jwt_sign($changes + $claims, $key, ['typ' => 'at+jwt']);
    }

    public function testARetiredKeyVerifiesOnlyTokensFromBeforeItsRetirement(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $leaked = $this->server->signingKey()->key();
        $unretired = $this->signedBy($leaked, ['exp' => $this->clock->time + 30 * 86400]);
        self::assertSame(200, $this->bearerStatus($unretired), 'no such limit applies to the current key');
        self::assertSame(0, $this->server->keys()->rotate());
        $retired = $this->clock->time;
        $last = $retired + 60 + Setting::MAX_ACCESS_TOKEN_TTL;
        self::assertSame(401, $this->bearerStatus($unretired), 'the lifetime exceeds that of every token');
        // If another machine's clock is ahead: the last token that is accepted, and the first that is refused.
        self::assertSame(200, $this->bearerStatus($this->signedBy($leaked, ['iat' => $retired + 60, 'exp' => $last])));
        self::assertSame(401, $this->bearerStatus($this->signedBy($leaked, ['iat' => $retired + 60, 'exp' => $last + 1])));
        $this->clock->time += 61;
        self::assertSame(200, $this->bearerStatus($this->signedBy($leaked, ['iat' => $retired + 60, 'exp' => $last])));
        self::assertSame(401, $this->bearerStatus($this->signedBy($leaked, ['iat' => $retired + 61, 'exp' => $last])));
        self::assertSame(401, $this->bearerStatus($this->signedBy($leaked)), 'new signatures of the retired key are refused');
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
    }

    public function testEachRetiredKeyHasItsOwnTimeOfRetirement(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $tokens = [];
        for ($round = 0; $round < 3; ++$round) {
            $key = $this->server->signingKey()->key();
            $tokens[] = $this->signedBy($key, ['exp' => $this->clock->time + Setting::MAX_ACCESS_TOKEN_TTL]);
            self::assertSame(0, $this->server->keys()->rotate());
            $this->clock->time += KeyRotation::PUBLISHED_BEFORE_USE;
            $late = $this->signedBy($key);
            foreach ([$this->server, $this->serverWith()] as $this->server) {
                self::assertSame(401, $this->bearerStatus($late), "round $round");
                self::assertSame([200], array_values(array_unique(array_map($this->bearerStatus(...), $tokens))));
            }
        }
        self::assertSame(3, count(array_filter($this->states(), static fn (string $state): bool => $state === 'retired ES256')));
    }

    /** @return list<mixed> the key ids in the JWK Set */
    private function publishedIds(): array
    {
        $keys = self::json($this->server->jwks(new Request('GET')))['keys'];
        self::assertIsArray($keys);

        return array_column($keys, 'kid');
    }

    public function testAWithdrawnKeyVerifiesNothingFromTheNextCallOnWhateverIsCached(): void
    {
        $this->client();
        $response = $this->redeem($this->code());
        $leaked = $this->server->signingKey()->key();
        [$old, $next] = [$this->kid('current'), $this->kid('next')];
        // Another machine, with a cache of its own, and another process of it that has read the keys already.
        self::assertSame(200, $this->bearerStatus(self::token($response)));
        $node = $this->server;
        $this->cache = new ArrayCache($this->clock);
        $this->events = new RecordedEvents();
        self::assertSame($next, $this->serverWith()->keys()->withdraw());
        self::assertEquals([new Event('keys.withdrawn', ['kid' => $next, 'withdrawn' => $old])], $this->events->events);
        foreach (['node', 'fresh'] as $process) {
            $this->server = $process === 'node' ? $node : $this->serverWith();
            self::assertSame(401, $this->bearerStatus(self::token($response)), $process);
            self::assertSame(401, $this->bearerStatus($this->signedBy($leaked, ['iat' => $this->clock->time - 60])), $process);
            self::assertSame([$next, $this->kid('next')], $this->publishedIds(), $process);
            $again = $this->refresh(self::token($response, 'refresh_token'));
            self::assertSame($next, oauth2_jwt_decode_unverified(self::token($again))['header']['kid'] ?? null);
            self::assertSame(200, $this->bearerStatus(self::token($again)), 'refresh tokens live');
            self::assertFalse($this->introspected(self::token($response)));
            self::assertTrue($this->introspected(self::token($again)));
        }
        self::assertEqualsCanonicalizing(['current ES256', 'next ES256'], $this->states());
    }

    private function introspected(string $token): bool
    {
        return self::json($this->server->introspect(self::post(['token' => $token], self::basic())))['active'] === true;
    }

    public function testItStaysWithdrawnUntilItsLastTokenHasExpired(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $leaked = $this->server->signingKey()->key();
        $this->bearerStatus(self::token($this->clientCredentials()));
        $stale = $this->cache->entries;
        $this->server->keys()->withdraw();
        foreach ([0, 60, 86399] as $seconds) {
            $this->clock->time += $seconds;
            $this->server->maintenance()->run(100);
            // A process that somehow still holds the keys of before.
            $this->cache->entries = array_map(fn (array $entry): array => [$entry[0], $this->clock->time + 60], $stale);
            self::assertSame(401, $this->bearerStatus($this->signedBy($leaked)));
        }
    }

    public function testARetiredAndANextKeyCanBeWithdrawn(): void
    {
        $this->client();
        $token = self::token($this->clientCredentials());
        $this->server->keys()->rotate();
        $current = $this->kid('current');
        [$retired, $next] = [$this->kid('retired'), $this->kid('next')];
        self::assertSame(200, $this->bearerStatus($token));
        self::assertSame($current, $this->server->keys()->withdraw($retired));
        self::assertSame(401, $this->bearerStatus($token));
        self::assertSame($current, $this->server->keys()->withdraw($next));
        self::assertNotSame($next, $this->kid('next'));
        self::assertSame([$current, $this->kid('next')], $this->publishedIds());
        self::assertSame(KeyRotation::PUBLISHED_BEFORE_USE, $this->server->keys()->rotate(), 'the new next key has to be published first');
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
    }

    public function testToWithdrawAgainChangesNothing(): void
    {
        $this->server->keys()->initialise();
        $leaked = $this->kid('current');
        $next = $this->server->keys()->withdraw($leaked);
        $ring = $this->server->keys()->list();
        self::assertSame($next, $this->server->keys()->withdraw($leaked));
        self::assertSame($ring, $this->server->keys()->list());
        self::assertSame(['keys.withdrawn'], $this->events->names());
    }

    public function testAnUnknownKeyCannotBeWithdrawn(): void
    {
        foreach ([null, '', 'x', "' OR 1=1 --"] as $kid) {
            try {
                $this->server->keys()->withdraw($kid);
                self::fail('withdrawn');
            } catch (KeyNotFound) {
                self::assertSame([], $this->events->names());
            }
            $this->server->keys()->initialise();
            if ($kid === null) {
                $ring = $this->server->keys()->list();
            }
        }
        self::assertSame($ring ?? null, $this->server->keys()->list());
    }

    public function testTheWithdrawalOfTheOnlyKeyMakesANewRing(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $leaked = $this->kid('current');
        (new SigningKeyTable($this->connection))->discard($this->kid('next'));
        $new = $this->server->keys()->withdraw($leaked);
        self::assertNotSame($leaked, $new);
        self::assertEqualsCanonicalizing(['current ES256', 'next ES256'], $this->states());
        self::assertSame(KeyRotation::PUBLISHED_BEFORE_USE, $this->server->keys()->rotate());
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
    }

    public function testAWithdrawalReplacesANextKeyThatCannotBeOpened(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $next = $this->kid('next');
        $this->server = $this->misconfigured();
        self::assertNotSame($next, $this->server->keys()->withdraw());
        self::assertTrue($this->server->keys()->areReadable());
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
    }

    /** @return iterable<string, array{string}> the statement before which the process stops */
    public static function stops(): iterable
    {
        yield 'before the key is removed' => ['DELETE FROM'];
        yield 'before the next key signs' => ['SET state'];
        yield 'before there is another next key' => ['INSERT INTO %soauth2_key'];
    }

    #[DataProvider('stops')]
    public function testAWithdrawalThatStopsHalfWayHasWithdrawnAndIsFinished(string $statement): void
    {
        $this->client();
        $token = self::token($this->clientCredentials());
        $leaked = $this->kid('current');
        $this->connection->failing = sprintf($statement, explode('oauth2_key', $this->connection->table('oauth2_key'))[0]);
        try {
            $this->serverWith()->keys()->withdraw($leaked);
            self::fail('it went on');
        } catch (StorageUnavailable) {
            $this->connection->failing = null;
        }
        self::assertSame(401, $this->bearerStatus($token));
        self::assertNotSame($leaked, $this->server->keys()->withdraw($leaked));
        self::assertEqualsCanonicalizing(['current ES256', 'next ES256'], $this->states());
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
    }

    public function testOfTwoWithdrawalsAtOnceOneCounts(): void
    {
        $this->server->keys()->initialise();
        [$leaked, $next] = [$this->kid('current'), $this->kid('next')];
        $other = $this->serverWith();
        $this->connection->before('DELETE FROM', static fn () => $other->keys()->withdraw($leaked));
        self::assertSame($next, $this->server->keys()->withdraw($leaked));
        self::assertEqualsCanonicalizing(['current ES256', 'next ES256'], $this->states());
        self::assertSame(['keys.withdrawn'], $this->events->names());
    }

    public function testARotationDuringAWithdrawal(): void
    {
        $this->server->keys()->initialise();
        [$leaked, $next] = [$this->kid('current'), $this->kid('next')];
        $other = $this->serverWith();
        $this->connection->before('DELETE FROM', static fn () => $other->keys()->rotate());
        self::assertSame($next, $this->server->keys()->withdraw($leaked));
        self::assertEqualsCanonicalizing(['current ES256', 'next ES256'], $this->states());
    }

    public function testATokenWithARetiredKeysIdNeedsThatKeysSignature(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $forged = $this->signedBy(Key::generate('ES256', null, $this->kid('current')));
        $other = $this->signedBy(Key::generate('EdDSA', null, $this->kid('current')));
        $this->server->keys()->rotate();
        self::assertSame([401, 401], [$this->bearerStatus($forged), $this->bearerStatus($other)]);
    }

    public function testTheNextKeyIsTrustedBeforeThisProcessNoticesTheRotation(): void
    {
        $this->client();
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
        $stale = $this->cache->entries;
        $this->serverWith()->keys()->rotate();
        $token = self::token($this->clientCredentials([], $this->serverWith()));
        $this->cache->entries = $stale;
        $this->server = $this->serverWith();
        $this->connection->forget();
        self::assertSame(200, $this->bearerStatus($token));
        self::assertCount(1, $this->connection->reads, 'only the authorization is read, no key');
    }

    public function testARetiredKeyIsFoundInTheCache(): void
    {
        $this->client();
        $token = self::token($this->clientCredentials());
        $this->server->keys()->rotate();
        self::assertSame(200, $this->bearerStatus($token));
        $this->server = $this->serverWith();
        $this->connection->forget();
        self::assertSame(200, $this->bearerStatus($token));
        self::assertCount(1, $this->connection->reads, 'only the authorization is read, no key');
    }

    public function testRotationByAge(): void
    {
        $this->server->keys()->initialise();
        $first = $this->kid('current');
        $this->clock->time += 7776000 - 1;
        self::assertFalse($this->server->keys()->rotateIfDue());
        ++$this->clock->time;
        self::assertTrue($this->server->keys()->rotateIfDue());
        self::assertNotSame($first, $this->kid('current'));
        self::assertFalse($this->server->keys()->rotateIfDue());
        self::assertSame(['keys.rotated'], $this->events->names());
        // The task did not run for a while.
        $this->clock->time += 2 * 7776000;
        self::assertTrue($this->server->keys()->rotateIfDue());
    }

    public function testAKeyOfAnotherAlgorithmSignsAfterItHasBeenPublished(): void
    {
        $this->client();
        $before = self::token($this->clientCredentials());
        $this->server = $this->serverWith(self::settings(signingAlgorithm: 'EdDSA'));
        self::assertFalse($this->server->keys()->rotateIfDue());
        self::assertEqualsCanonicalizing(['current ES256', 'next EdDSA'], $this->states());
        $cached = $this->jwks();
        self::assertSame('ES256', oauth2_jwt_decode_unverified(self::token($this->clientCredentials()))['header']['alg'] ?? '');
        $this->clock->time += KeyRotation::PUBLISHED_BEFORE_USE;
        self::assertTrue($this->server->keys()->rotateIfDue());
        $after = self::token($this->clientCredentials());
        self::assertSame('EdDSA', oauth2_jwt_decode_unverified($after)['header']['alg'] ?? '');
        self::assertTrue($this->accepts($cached, $after));
        self::assertSame([200, 200], [$this->bearerStatus($before), $this->bearerStatus($after)]);
        self::assertFalse($this->server->keys()->rotateIfDue());
    }

    public function testHourlyTasksAloneChangeTheAlgorithm(): void
    {
        $this->client();
        $before = self::token($this->clientCredentials());
        $this->server = $this->serverWith(self::settings(signingAlgorithm: 'EdDSA'));
        $rotations = [];
        foreach ([0, 3600, 3600] as $seconds) {
            $this->clock->time += $seconds;
            $rotations[] = $this->server->keys()->rotateIfDue();
        }
        self::assertSame([false, true, false], $rotations);
        $after = $this->clientCredentials();
        self::assertSame('EdDSA', oauth2_jwt_decode_unverified(self::token($after))['header']['alg'] ?? '');
        self::assertSame(200, $this->bearerStatus(self::token($after)));
        self::assertEqualsCanonicalizing(['retired ES256', 'current EdDSA', 'next EdDSA'], $this->states());
        $this->clock->time -= 3601;
        self::assertSame(200, $this->bearerStatus($before));
    }

    public function testConcurrentRotationsCountAsOne(): void
    {
        $this->server->keys()->initialise();
        $other = $this->serverWith();
        $this->connection->before('SET state', static fn () => $other->keys()->rotate());
        self::assertSame(0, $this->server->keys()->rotate());
        $states = $this->states();
        sort($states);
        self::assertSame(['current ES256', 'next ES256', 'retired ES256'], $states);
        self::assertSame(['keys.rotated'], $this->events->names());
    }

    public function testAnInterruptedRotationIsCompleted(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $next = $this->kid('next');
        (new SigningKeyTable($this->connection))->retire($this->kid('current'), $this->clock->time, $this->clock->time + 9);
        $token = self::token($this->clientCredentials([], $this->serverWith()));
        self::assertSame($next, oauth2_jwt_decode_unverified($token)['header']['kid'] ?? null);
        $states = $this->states();
        sort($states);
        self::assertSame(['current ES256', 'next ES256', 'retired ES256'], $states);
    }

    private function misconfigured(): AuthorizationServer
    {
        return $this->serverWith(self::settings(wrappingSecret: 'another wrapping secret of thirty-two bytes'));
    }

    public function testARotationAfterAChangeOfTheWrappingSecretCreatesNewKeys(): void
    {
        $this->client();
        $old = self::token($this->clientCredentials());
        $refresh = self::token($this->redeem($this->code()), 'refresh_token');
        $code = $this->code();
        $this->events->events = [];
        $ring = $this->server->keys()->list();
        $this->server = $this->misconfigured();
        foreach ([$this->clientCredentials(), $this->refresh($refresh), $this->redeem($code)] as $response) {
            self::assertError('temporarily_unavailable', 503, $response);
            self::assertSame('60', $response->headers['Retry-After'] ?? null);
        }
        self::assertSame(array_fill(0, 3, 'keys.unreadable'), $this->events->names());
        self::assertSame($ring, $this->server->keys()->list(), 'no request replaces keys');
        self::assertFalse($this->server->keys()->areReadable());
        self::assertSame(0, $this->server->keys()->rotate());
        self::assertTrue($this->server->keys()->areReadable());
        $new = $this->clientCredentials();
        self::assertSame([200, 200], [$this->bearerStatus(self::token($new)), $this->bearerStatus($old)]);
        self::assertSame([200, 200], [$this->refresh($refresh)->status, $this->redeem($code)->status], 'nothing was spent');
    }

    /** @return iterable<string, array{int, string}> seconds that pass, and the algorithm that is configured there */
    public static function tasksOfAMisconfiguredMachine(): iterable
    {
        yield 'on the first day' => [0, 'ES256'];
        yield 'when the keys are due' => [7776000, 'ES256'];
        yield 'with another algorithm' => [KeyRotation::PUBLISHED_BEFORE_USE, 'EdDSA'];
    }

    #[DataProvider('tasksOfAMisconfiguredMachine')]
    public function testAMisconfiguredMachineLeavesTheKeysAlone(int $seconds, string $algorithm): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $ring = $this->server->keys()->list();
        $this->clock->time += $seconds;
        $other = $this->serverWith(self::settings(
            signingAlgorithm: $algorithm,
            wrappingSecret: 'another wrapping secret of thirty-two bytes',
        ));
        $other->keys()->initialise();
        self::assertFalse($other->keys()->rotateIfDue());
        self::assertSame(0, $other->maintenance()->run(100)['keysRotated']);
        self::assertSame($ring, $this->server->keys()->list());
        self::assertSame(['keys.unreadable', 'keys.unreadable'], $this->events->names());
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
    }

    public function testAMisconfiguredMachineMakesNoNextKey(): void
    {
        $this->server->keys()->initialise();
        (new SigningKeyTable($this->connection))->discard($this->kid('next'));
        $this->misconfigured()->keys()->initialise();
        self::assertFalse($this->misconfigured()->keys()->rotateIfDue());
        self::assertSame(['current ES256'], $this->states());
        $this->server->keys()->initialise();
        self::assertTrue($this->server->keys()->areReadable());
        self::assertEqualsCanonicalizing(['current ES256', 'next ES256'], $this->states());
    }

    public function testARotationOfAMisconfiguredMachineThatFoundNoNextKeyMakesOne(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        (new SigningKeyTable($this->connection))->discard($this->kid('next'));
        $this->server = $this->misconfigured();
        self::assertSame(0, $this->server->keys()->rotate());
        self::assertSame(200, $this->clientCredentials()->status);
    }

    public function testACurrentKeyThatCannotBeOpenedIsReplacedOnlyByARotationThatSomebodyAskedFor(): void
    {
        $this->server->keys()->initialise();
        $current = $this->kid('current');
        $table = $this->connection->table('oauth2_key');
        $this->connection->execute("UPDATE $table SET sealed = 'v1.x' WHERE kid = ?", [$current]);
        $this->clock->time += 7776000;
        self::assertFalse($this->server->keys()->rotateIfDue());
        self::assertSame($current, $this->kid('current'));
        self::assertSame(0, $this->server->keys()->rotate());
        self::assertTrue($this->server->keys()->areReadable());
    }

    public function testANextKeyThatCannotBeOpenedIsReplacedOnlyByARotationThatSomebodyAskedFor(): void
    {
        $this->server->keys()->initialise();
        $next = $this->kid('next');
        $table = $this->connection->table('oauth2_key');
        $this->connection->execute("UPDATE $table SET sealed = 'v1.x' WHERE kid = ?", [$next]);
        $this->clock->time += 7776000;
        self::assertFalse($this->server->keys()->rotateIfDue());
        self::assertFalse($this->server->keys()->areReadable());
        self::assertSame($next, $this->kid('next'));
        self::assertSame(KeyRotation::PUBLISHED_BEFORE_USE, $this->server->keys()->rotate());
        self::assertNotSame($next, $this->kid('next'));
        self::assertTrue($this->server->keys()->areReadable());
    }

    public function testRsaByDefaultSizes(): void
    {
        $server = $this->serverWith(self::settings(signingAlgorithm: 'RS256'));
        $server->keys()->initialise();
        $jwk = $server->signingKey()->key()->toPublicJwk();
        self::assertSame(['RSA', 'RS256', 342], [$jwk['kty'] ?? '', $jwk['alg'] ?? '', strlen($jwk['n'] ?? '')]);
        self::assertFalse($server->keys()->rotateIfDue(), 'a key of the configured size is kept');
        self::assertSame(['RS256', 'RS256'], array_column($server->keys()->list(), 'algorithm'));
    }

    public function testTheJwkSetIsPublicAndCacheable(): void
    {
        $response = $this->server->jwks(new Request('GET', headers: ['origin' => ['https://spa.example']]));
        $keys = self::json($response)['keys'];
        self::assertIsArray($keys);
        self::assertCount(2, $keys);
        foreach ($keys as $jwk) {
            self::assertIsArray($jwk);
            self::assertSame(['EC', 'sig', 'ES256'], [$jwk['kty'], $jwk['use'], $jwk['alg']]);
            self::assertSame([], array_intersect(['d', 'p', 'q', 'k'], array_keys($jwk)));
        }
        self::assertSame('public, max-age=600', $response->headers['Cache-Control'] ?? null);
        self::assertSame('*', $response->headers['Access-Control-Allow-Origin'] ?? null);
        self::assertSame('nosniff', $response->headers['X-Content-Type-Options'] ?? null);
    }

    public function testConditionalAndHeadRequests(): void
    {
        $full = $this->server->jwks(new Request('GET'));
        $tag = $full->headers['ETag'] ?? '';
        $same = $this->server->jwks(new Request('GET', headers: ['if-none-match' => [$tag]]));
        self::assertSame([304, ''], [$same->status, $same->body]);
        self::assertSame($tag, $same->headers['ETag'] ?? null);
        $other = $this->server->jwks(new Request('GET', headers: ['if-none-match' => ['"x"']]));
        self::assertSame(200, $other->status);
        $head = $this->server->jwks(new Request('HEAD'));
        self::assertSame([200, '', (string) strlen($full->body)], [
            $head->status, $head->body, $head->headers['Content-Length'] ?? '',
        ]);
        self::assertError('invalid_request', 405, $this->server->jwks(new Request('POST')));
        self::assertSame(204, $this->server->jwks(new Request('OPTIONS'))->status);
    }

    public function testUnknownKeyIdsReloadTheKeysAboutOnceASecond(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $known = self::token($this->clientCredentials());
        self::assertSame(200, $this->bearerStatus($known));
        $foreign = oauth2_jwt_sign(self::claims($this->clientCredentials()), Key::generate('ES256'), ['typ' => 'at+jwt']);
        foreach ([0 => 5, 1 => 1, 2 => 2, 60 => 5, -3 => 0] as $later => $reloads) {
            $this->clock->time += $later;
            $queries = [];
            for ($i = 0; $i < 7; ++$i) {
                $this->connection->forget();
                $this->server = $this->serverWith();
                // Another process reads the keys after their time in the cache is over.
                $this->bearerStatus($known);
                $this->connection->forget();
                $this->server = $this->serverWith();
                self::assertSame(401, $this->bearerStatus($foreign));
                $queries[] = count($this->connection->reads);
            }
            self::assertSame([...array_fill(0, $reloads, 1), ...array_fill(0, 7 - $reloads, 0)], $queries, "$later seconds later");
        }
    }

    /** A machine whose cache knows the first two keys, and which strangers made reload them just now. */
    public function testWithdrawalsInARowRefuseNoNewToken(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $there = new ArrayCache($this->clock);
        $status = fn (string $token): int => $this->statusAt($there, $token);
        self::assertSame(200, $status(self::token($this->clientCredentials())));
        self::assertSame(401, $status($this->signedBy(Key::generate('ES256'))));
        foreach (range(1, 4) as $withdrawal) {
            $old = self::token($this->clientCredentials());
            $this->server->keys()->withdraw();
            self::assertSame(401, $status($old), "withdrawal $withdrawal");
            self::assertSame(200, $status(self::token($this->clientCredentials())), "withdrawal $withdrawal");
        }
    }

    /** The status of a bearer call on a machine with a cache of its own. */
    private function statusAt(ArrayCache $cache, string $token): int
    {
        [$cacheHere, $serverHere] = [$this->cache, $this->server];
        $this->cache = $cache;
        $this->server = $this->serverWith();
        $status = $this->bearerStatus($token);
        [$this->cache, $this->server] = [$cacheHere, $serverHere];

        return $status;
    }

    public function testKeysAreNotReloadedDirectlyAfterReading(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $foreign = $this->signedBy(Key::generate('ES256'));
        $this->cache->entries = [];
        $this->server = $this->serverWith();
        $this->connection->forget();
        self::assertSame(401, $this->bearerStatus($foreign));
        self::assertCount(1, $this->connection->reads);
    }

    public function testTheJwkSetNamesTheCurrentKeyFirst(): void
    {
        $this->server->keys()->initialise();
        $this->server->keys()->rotate();
        self::assertSame(
            [$this->kid('current'), $this->kid('next'), $this->kid('retired')],
            array_column($this->server->publishedKeys()->jwks(), 'kid'),
        );
    }

    public function testAKeyCreatedElsewhereIsFoundDespiteTheCache(): void
    {
        $this->client();
        self::assertSame(200, $this->bearerStatus(self::token($this->clientCredentials())));
        $stale = $this->cache->entries;
        $this->clock->time += 10;
        $this->serverWith()->keys()->rotate();
        $this->clock->time += KeyRotation::PUBLISHED_BEFORE_USE;
        $this->serverWith()->keys()->rotate();
        $token = self::token($this->clientCredentials([], $this->serverWith()));
        $this->cache->entries = array_map(fn (array $entry): array => [$entry[0], $this->clock->time + 60], $stale);
        $this->server = $this->serverWith();
        self::assertSame(200, $this->bearerStatus($token));
    }

    public function testInstallationsThatShareACacheDoNotShareKeys(): void
    {
        $this->client();
        $this->server->keys()->initialise();
        $this->bearerStatus(self::token($this->clientCredentials()));
        $mine = array_keys($this->cache->entries);
        $copy = $this->serverWith(self::settings(wrappingSecret: 'another wrapping secret of thirty-two bytes'));
        $copy->jwks(new Request('GET'));
        $sibling = $this->serverWith(self::settings(issuer: 'https://other.example'));
        $sibling->jwks(new Request('GET'));
        self::assertCount(count($mine) + 2, $this->cache->entries);
    }
}
