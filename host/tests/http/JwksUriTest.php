<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2\Key;
use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\tests\Support\DocumentServer;

require_once __DIR__ . '/../../../plugin/OAuth2/tests/Support/DocumentServer.php';

/** A client that gives the address of its keys, which a server with TLS on a loopback address has. It reports every connection. */
#[CoversNothing]
final class JwksUriTest extends HostTestCase
{
    /** The only call of another host that a token request makes, and how often. */
    private const INTERVAL = 300;

    private static DocumentServer $server;

    /** The host's clock, in seconds ahead of the real one. It only moves forward, so that no test finds the fetches of another. */
    private static int $ahead = 0;

    public static function setUpBeforeClass(): void
    {
        parent::setUpBeforeClass();
        self::$server = DocumentServer::start();
        copy(self::$server->caFile, self::$folder . '/documents.pem');
        file_put_contents(self::$folder . '/moved.json', json_encode(['https://keys.example/jwks.json' => self::$server->url('/jwks.json')]));
    }

    public static function tearDownAfterClass(): void
    {
        self::$server->stop();
        unlink(self::$folder . '/clock');
        unlink(self::$folder . '/moved.json');
    }

    protected function setUp(): void
    {
        self::wait(self::INTERVAL);
        self::$server->log();
    }

    public function testARotation(): void
    {
        [$first, $second, $third] = [self::key('first'), self::key('second'), self::key('third')];
        self::publish([$first]);
        self::assertSame(200, self::present($first)->status);
        self::assertSame(1, self::fetches());
        self::assertSame(200, self::present($first)->status);
        self::assertSame(0, self::fetches(), 'Known keys are not fetched again');

        self::publish([$first, $second]);
        self::wait(self::INTERVAL);
        self::assertSame([200, 200], [self::present($second)->status, self::present($first)->status]);
        self::assertSame(1, self::fetches());

        self::publish([$second, $third]);
        self::assertRefused(self::present($third));
        self::assertSame(0, self::fetches(), 'At most once in five minutes');
        self::wait(self::INTERVAL);
        self::assertSame([200, 200], [self::present($third)->status, self::present($second)->status]);
        self::assertSame(1, self::fetches());
        self::assertRefused(self::present($first));
        self::assertSame(0, self::fetches());
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function wrongClaims(): iterable
    {
        yield 'another client' => [['sub' => 'other', 'iss' => 'other']];
        yield 'iss is not sub' => [['iss' => 'other']];
        yield 'another audience' => [['aud' => 'https://other.example']];
        yield 'two audiences' => [['aud' => ['https://keys.example', 'https://other.example']]];
        yield 'no expiry' => [['exp' => null]];
        yield 'expired' => [['exp' => 1_700_000_000]];
        yield 'in a year' => [['exp' => 4_000_000_000]];
        yield 'no jti' => [['jti' => null]];
    }

    /** @param array<string, mixed> $claims */
    #[DataProvider('wrongClaims')]
    public function testWrongClaimsConnectNowhere(array $claims): void
    {
        $key = self::key('unknown ' . oauth2_random_hex());
        self::publish([$key]);
        self::assertRefused(self::present($key, $claims));
        self::assertSame(0, self::fetches());
        self::assertSame(200, self::present($key)->status);
        self::assertSame(1, self::fetches());
    }

    /** All requests of a client that has a new key succeed; one of them fetches it, and the others wait. */
    public function testManyRequestsAtOnce(): void
    {
        $key = self::key('of many');
        self::publish([$key], 400);
        $answers = self::presentAll(array_map(static fn (): string => self::assertion($key), range(1, 6)));
        self::assertSame(array_fill(0, 6, 200), $answers);
        self::assertSame(1, self::fetches());
    }

    /** Strangers may name the client, but cannot make the server connect more often. */
    public function testManyUnknownKeysAtOnce(): void
    {
        $key = self::key('known');
        self::publish([$key]);
        self::assertSame(200, self::present($key)->status);
        self::$server->log();
        self::wait(self::INTERVAL);
        $answers = self::presentAll(array_map(static fn (int $n): string => self::assertion(self::key("stranger $n")), range(1, 12)));
        self::assertSame(array_fill(0, 12, 401), $answers);
        self::assertSame(1, self::fetches());
        self::assertSame(200, self::present($key)->status);
    }

    public function testASlowServerDelaysARequestForTwoSeconds(): void
    {
        $key = self::key('slow');
        self::publish([$key], 2500);
        $start = hrtime(true);
        self::assertRefused(self::present($key));
        $took = (hrtime(true) - $start) / 1e9;
        self::assertGreaterThan(1.5, $took);
        self::assertLessThan(3.5, $took);
        self::assertSame(1, self::fetches());
        // A failure is not tried again at once, either. By then, the server has finished the response that nobody waits for.
        sleep(1);
        self::publish([$key]);
        self::wait(10);
        self::assertRefused(self::present($key));
        self::assertSame(0, self::fetches());
        self::wait(self::INTERVAL);
        self::assertSame(200, self::present($key)->status);
    }

    private static function key(string $id): Key
    {
        return Key::generate('ES256', keyId: $id);
    }

    /** @param list<Key> $keys */
    private static function publish(array $keys, int $delay = 0): void
    {
        $set = ['keys' => array_map(static fn (Key $key): array => $key->toPublicJwk(), $keys)];
        self::$server->put('jwks', (string) json_encode($set), '', $delay);
    }

    /** @param array<string, mixed> $claims */
    private static function assertion(Key $key, array $claims = []): string
    {
        return oauth2_jwt_sign(array_filter($claims + [
            'iss' => 'keys', 'sub' => 'keys', 'aud' => self::$origin, 'exp' => time() + self::$ahead + 60, 'jti' => oauth2_random_hex(),
        ], static fn (mixed $claim): bool => $claim !== null), $key);
    }

    /** @return array<string, string> */
    private static function form(string $assertion): array
    {
        return [
            'grant_type' => 'client_credentials', 'client_assertion' => $assertion,
            'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ];
    }

    /** @param array<string, mixed> $claims */
    private static function present(Key $key, array $claims = []): HttpAnswer
    {
        return (new HttpClient())->post(self::$origin . '/index.php?module=OAuth2&action=token', self::form(self::assertion($key, $claims)));
    }

    /**
     * @param list<string> $assertions sent at the same time
     * @return list<int> the status codes
     */
    private static function presentAll(array $assertions): array
    {
        $all = curl_multi_init();
        $handles = [];
        foreach ($assertions as $assertion) {
            $handle = curl_init(self::$origin . '/index.php?module=OAuth2&action=token');
            self::assertNotFalse($handle);
            curl_setopt_array($handle, [CURLOPT_POSTFIELDS => http_build_query(self::form($assertion)), CURLOPT_RETURNTRANSFER => true]);
            curl_multi_add_handle($all, $handle);
            $handles[] = $handle;
        }
        do {
            curl_multi_exec($all, $running);
            curl_multi_select($all, 0.1);
        } while ($running > 0);

        return array_map(static fn (\CurlHandle $handle): int => (int) curl_getinfo($handle, CURLINFO_RESPONSE_CODE), $handles);
    }

    private static function assertRefused(HttpAnswer $answer): void
    {
        self::assertSame([401, 'invalid_client'], [$answer->status, $answer->text('error')], $answer->body);
    }

    /** The number of connections since the last call. */
    private static function fetches(): int
    {
        return \count(self::$server->connections());
    }

    private static function wait(int $seconds): void
    {
        self::$ahead += $seconds;
        file_put_contents(self::$folder . '/clock', (string) self::$ahead);
    }
}
