<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Assertion\FetchedJwks;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\tests\Support\HandmadeJwt;

/** Clients that give the address of their keys (jwks_uri). */
final class FetchedKeysTest extends ServerTestCase
{
    private const URI = 'https://app.example/jwks.json';

    private Key $first;

    private Key $second;

    private int $number = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->first = Key::generate('ES256', keyId: 'first');
        $this->second = Key::generate('ES256', keyId: 'second');
        $this->client(jwksUri: self::URI);
        $this->publish($this->first);
    }

    private function publish(Key ...$keys): void
    {
        $this->documents->documents[self::URI] = json_encode(
            ['keys' => array_map(static fn (Key $key): array => $key->toPublicJwk(), array_values($keys))],
            JSON_THROW_ON_ERROR,
        );
    }

    /** @param array<string, mixed> $claims */
    private function assertion(Key $key, array $claims = []): string
    {
        return oauth2_jwt_sign([...$this->claimsFor('app'), ...$claims], $key);
    }

    /** @return array<string, mixed> */
    private function claimsFor(string $client): array
    {
        return [
            'iss' => $client, 'sub' => $client, 'aud' => self::ISSUER, 'exp' => $this->clock->time + 60, 'jti' => 'jti ' . ++$this->number,
        ];
    }

    private function present(string $assertion): Response
    {
        return $this->server->token(self::post([
            'grant_type' => 'client_credentials', 'client_assertion' => $assertion, 'client_assertion_type' => ClientAssertion::TYPE,
        ]));
    }

    public function testTheKeysAreFetchedOnceAndKept(): void
    {
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        self::assertSame([[self::URI, 2000]], $this->documents->fetches);
        $this->documents->documents = [];
        $this->clock->time += 86400;
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        self::assertCount(1, $this->documents->fetches);
    }

    public function testAnUnknownKidIsFetchedAtMostOnceInFiveMinutes(): void
    {
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        $this->publish($this->first, $this->second);
        $this->clock->time += 299;
        self::assertSame(401, $this->present($this->assertion($this->second))->status);
        self::assertCount(1, $this->documents->fetches);
        $this->clock->time += 1;
        self::assertSame(200, $this->present($this->assertion($this->second))->status);
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        foreach (range(1, 5) as $n) {
            self::assertSame(401, $this->present($this->assertion(Key::generate('ES256', keyId: "unknown $n")))->status);
        }
        self::assertCount(2, $this->documents->fetches);
    }

    public function testAKnownKidWithAnotherSignatureFetchesNothing(): void
    {
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        $this->clock->time += 600;
        self::assertSame(401, $this->present($this->assertion(Key::generate('ES256', keyId: 'first')))->status);
        self::assertCount(1, $this->documents->fetches);
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function wrong(): iterable
    {
        yield 'another iss' => [['iss' => 'other']];
        yield 'another sub' => [['sub' => 'other']];
        yield 'another aud' => [['aud' => 'https://other.example']];
        yield 'expired' => [['exp' => 1]];
        yield 'in ten years' => [['exp' => 2_900_000_000]];
        yield 'no jti' => [['jti' => '']];
        yield 'a client that does not exist' => [['iss' => 'nobody', 'sub' => 'nobody']];
    }

    /** @param array<string, mixed> $claims */
    #[DataProvider('wrong')]
    public function testWrongClaimsFetchNothing(array $claims): void
    {
        self::assertSame(401, $this->present($this->assertion($this->first, $claims))->status);
        self::assertSame([], $this->documents->fetches);
    }

    public function testOtherClientsFetchNothing(): void
    {
        $this->client('secret');
        $this->client('paused', active: false, jwksUri: self::URI);
        foreach (['secret', 'paused'] as $client) {
            self::assertSame(401, $this->present($this->assertion($this->first, $this->claimsFor($client)))->status);
        }
        self::assertSame([], $this->documents->fetches);
    }

    public function testWithoutKidTheKeysAreFetchedIfNoneFits(): void
    {
        $bare = fn (Key $key): string => HandmadeJwt::sign(['alg' => 'ES256'], $this->claimsFor('app'), $key);
        self::assertSame(200, $this->present($bare($this->first))->status);
        self::assertSame(200, $this->present($bare($this->first))->status);
        self::assertCount(1, $this->documents->fetches);
        $this->publish($this->second);
        $this->clock->time += 300;
        self::assertSame(200, $this->present($bare($this->second))->status);
        self::assertSame(401, $this->present($bare($this->first))->status);
        self::assertCount(2, $this->documents->fetches);
    }

    public function testTwoClientsWithOneAddressFetchItTogether(): void
    {
        $this->client('other', jwksUri: self::URI);
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        self::assertSame(200, $this->present($this->assertion($this->first, $this->claimsFor('other')))->status);
        self::assertCount(1, $this->documents->fetches);
    }

    /** @return iterable<string, array{string|FetchProblem, string}> the document, the reason of the event */
    public static function unusable(): iterable
    {
        yield 'no document' => [FetchProblem::Status, 'status'];
        yield 'an internal address' => [FetchProblem::Address, 'address'];
        yield 'slow' => [FetchProblem::Timeout, 'timeout'];
        yield 'a page' => ['<html>', 'no_keys'];
        yield 'a list' => ['[]', 'no_keys'];
        yield 'an object' => ['{}', 'no_keys'];
        yield 'duplicate members' => ['{"keys":[],"keys":[]}', 'no_keys'];
    }

    #[DataProvider('unusable')]
    public function testAFetchThatFails(string|FetchProblem $document, string $reason): void
    {
        $this->documents->documents[self::URI] = $document;
        $response = $this->present($this->assertion($this->first));

        self::assertError('invalid_client', 401, $response);
        self::assertStringNotContainsString('app.example', $response->body);
        self::assertEquals([new Event('client.keys_not_fetched', ['client_id' => 'app', 'reason' => $reason])], $this->events->events);
        // Until then, another request may be fetching them.
        $this->clock->time += 3;
        self::assertSame(401, $this->present($this->assertion($this->first))->status);
        self::assertCount(1, $this->documents->fetches, 'a failure is not tried again at once');
        $this->publish($this->first);
        $this->clock->time += 300;
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
    }

    public function testAFailureKeepsTheKeysForSevenDays(): void
    {
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        $this->documents->documents = [];
        $this->clock->time += 7 * 86400 - 1;
        self::assertSame(401, $this->present($this->assertion($this->second))->status);
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        foreach ([1, 86400] as $seconds) {
            $this->clock->time += $seconds;
            self::assertSame(401, $this->present($this->assertion($this->first))->status);
        }
        $this->publish($this->first);
        $this->clock->time += 300;
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
    }

    public function testOnlyKeysThatVerifyAreKept(): void
    {
        $private = [
            'kty' => 'EC', 'crv' => 'P-256', 'kid' => 'second', 'x' => 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
            'y' => 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0', 'd' => 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
        ];
        $this->documents->documents[self::URI] = json_encode(['keys' => [
            ['kty' => 'oct', 'k' => 'abc'], $private, ['kty' => 'AKP'], 'x', ['use' => 'enc'] + $this->second->toPublicJwk(),
            $this->first->toPublicJwk(),
        ]], JSON_THROW_ON_ERROR);
        self::assertSame(200, $this->present($this->assertion($this->first))->status);
        $leaked = Key::fromJwk($private);
        self::assertSame(401, $this->present($this->assertion($leaked))->status, 'its private part is public');
        $stored = $this->connection->rows('SELECT jwk_set FROM ' . $this->connection->table('oauth2_fetched_keys'));
        self::assertCount(1, ClientJwks::fromJson((string) $stored[0]['jwk_set'])->keys);
    }

    public function testTheDailyTaskFetchesWhatIsOld(): void
    {
        $this->client('second', jwksUri: 'https://second.example/jwks');
        $this->client('paused', active: false, jwksUri: 'https://paused.example/jwks');
        $this->client('secret');
        self::assertSame(1, $this->server->refreshClientKeys());
        self::assertSame([self::URI, 'https://second.example/jwks'], array_column($this->documents->fetches, 0));
        self::assertSame(0, $this->server->refreshClientKeys());
        self::assertCount(2, $this->documents->fetches, 'a failure is tried again after five minutes');
        $this->publish($this->second);
        $this->clock->time += 43199;
        self::assertSame(0, $this->server->refreshClientKeys());
        $this->clock->time += 1;
        self::assertSame(1, $this->server->refreshClientKeys());
        self::assertSame(401, $this->present($this->assertion($this->first))->status, 'a removed key has stopped working');
        self::assertSame(200, $this->present($this->assertion($this->second))->status);
        $this->clock->time += 50000;
        self::assertSame(1, $this->server->refreshClientKeys(), 'the task may come late');
    }

    /** A request that needs a key waits for the fetch of another one, as long as that may last. */
    public function testWhichFetchIsWaitedFor(): void
    {
        $table = new FetchedKeysTable($this->connection);
        $fetched = new FetchedJwks($table, $this->documents, $this->clock, $this->events);
        $now = $this->clock->time;
        $table->claim(self::URI, $now, 300);
        $seconds = function (int $later) use ($fetched, $now): float {
            $this->clock->time = $now + $later;
            $start = hrtime(true);
            $fetched->fetch('app', self::URI);

            return (hrtime(true) - $start) / 1e9;
        };
        foreach ([1 => true, 2 => true, 3 => false] as $later => $waits) {
            self::assertSame($waits, $seconds($later) > 1.5, "$later s after it began");
        }
        $table->store(self::URI, '{"keys":[]}', $now + 1);
        self::assertLessThan(1.5, $seconds(1), 'It has ended');
        self::assertSame([], $this->documents->fetches);
    }

    public function testTheDailyTaskEndsInTime(): void
    {
        $fetched = new FetchedJwks(new FetchedKeysTable($this->connection), $this->documents, $this->clock, $this->events);
        self::assertSame(0, $fetched->refresh(['app' => self::URI], 0));
        self::assertSame([], $this->documents->fetches);
        self::assertSame(1, $fetched->refresh(['app' => self::URI], 60));
    }
}
