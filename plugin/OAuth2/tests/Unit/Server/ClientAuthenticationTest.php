<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;

final class ClientAuthenticationTest extends ServerTestCase
{
    private const GRANT = ['grant_type' => 'client_credentials'];

    public function testBasic(): void
    {
        $this->client();
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic()))->status);
    }

    public function testBasicIsFormDecoded(): void
    {
        $this->client('my app+1');
        $this->client('app', secretHash: oauth2_secret_hash('a:b%c d'));
        $right = self::basic('app', 'a%3Ab%25c+d');
        self::assertSame(200, $this->server->token(self::post(self::GRANT, $right))->status);
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', 'a:b%c d'))));
    }

    public function testUnnecessaryEncodingIsAccepted(): void
    {
        $this->client('my_app-1.x');
        $encoded = self::basic('my%5Fapp%2D1%2Ex');
        self::assertSame(200, $this->server->token(self::post(self::GRANT, $encoded))->status);
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic('my_app-1.x')))->status);
    }

    public function testTheSchemeIsCaseInsensitive(): void
    {
        $this->client();
        $headers = ['authorization' => ['bASIC ' . base64_encode('app:' . self::SECRET)]];
        self::assertSame(200, $this->server->token(self::post(self::GRANT, $headers))->status);
    }

    public function testPost(): void
    {
        $this->client();
        $form = self::GRANT + ['client_id' => 'app', 'client_secret' => self::SECRET];
        self::assertSame(200, $this->server->token(self::post($form))->status);
    }

    public function testBasicMayNameTheSameClientInTheBody(): void
    {
        $this->client();
        $form = self::GRANT + ['client_id' => 'app'];
        self::assertSame(200, $this->server->token(self::post($form, self::basic()))->status);
        $form['client_id'] = 'other';
        self::assertError('invalid_request', 400, $this->server->token(self::post($form, self::basic())));
    }

    public function testTwoMethodsInOneRequestAreRefused(): void
    {
        $this->client();
        $form = self::GRANT + ['client_id' => 'app', 'client_secret' => self::SECRET];
        self::assertError('invalid_request', 400, $this->server->token(self::post($form, self::basic())));
    }

    public function testARepeatedHeaderIsRefused(): void
    {
        $this->client();
        $basic = self::basic()['authorization'][0];
        $headers = ['authorization' => [$basic, $basic]];
        self::assertError('invalid_request', 400, $this->server->token(self::post(self::GRANT, $headers)));
    }

    public function testAssertionsAreRefused(): void
    {
        $this->client();
        $form = self::GRANT + [
            'client_assertion' => 'x.y.z',
            'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ];
        self::assertError('invalid_client', 401, $this->server->token(self::post($form)));
        self::assertError('invalid_client', 401, $this->server->token(self::post($form, self::basic())));
    }

    #[DataProvider('wrongSecrets')]
    public function testWrongSecrets(string $secret): void
    {
        $this->client();
        $response = $this->server->token(self::post(self::GRANT, self::basic('app', rawurlencode($secret))));
        self::assertError('invalid_client', 401, $response);
        self::assertStringStartsWith('Basic ', $response->headers['WWW-Authenticate'] ?? '');
    }

    /** @return iterable<string, array{string}> */
    public static function wrongSecrets(): iterable
    {
        yield 'other' => [str_repeat('0', 64)];
        yield 'prefix' => [substr(self::SECRET, 0, -1)];
        yield 'newline' => [self::SECRET . "\n"];
        yield 'NUL' => [self::SECRET . "\0"];
        yield 'the secret twice' => [self::SECRET . self::SECRET];
        yield 'upper case' => [strtoupper(self::SECRET)];
        yield 'fullwidth digits' => [str_replace('7', '７', self::SECRET)];
        yield 'empty' => [''];
        yield 'the hint' => ['4a12'];
    }

    #[TestWith(['basic '])]
    #[TestWith(['BASIC   '])]
    #[TestWith([" \tBasic  "])]
    public function testAcceptedFormsOfTheHeader(string $before): void
    {
        $this->client();
        $header = $before . base64_encode('app:' . self::SECRET) . " \t";
        self::assertSame(200, $this->server->token(self::post(self::GRANT, ['authorization' => [$header]]))->status);
    }

    #[DataProvider('wrongHeaders')]
    public function testInvalidHeaders(string $header): void
    {
        $this->client();
        $response = $this->server->token(self::post(self::GRANT, ['authorization' => [$header]]));
        self::assertError('invalid_client', 401, $response);
    }

    /** @return iterable<string, array{string}> */
    public static function wrongHeaders(): iterable
    {
        yield 'empty' => [''];
        yield 'scheme alone' => ['Basic'];
        yield 'no base64' => ['Basic ***'];
        yield 'base64url' => ['Basic YXBwOnNlY3JldD8_'];
        yield 'padding inside' => ['Basic YXBw=OnNlY3JldA=='];
        yield 'no colon' => ['Basic ' . base64_encode('app')];
        yield 'broken percent-encoding' => ['Basic ' . base64_encode('app:%zz')];
        yield 'two credentials' => ['Basic ' . base64_encode('app:x') . ', Basic ' . base64_encode('app:y')];
        yield 'bearer' => ['Bearer ' . self::SECRET];
        yield 'digest' => ['Digest username="app"'];
        yield 'the plain pair' => ['Basic app:' . self::SECRET];
    }

    public function testARequestWithoutAClient(): void
    {
        $this->client();
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT)));
        $form = self::GRANT + ['client_secret' => self::SECRET];
        self::assertError('invalid_client', 401, $this->server->token(self::post($form)));
    }

    public function testAConfidentialClientMustAuthenticate(): void
    {
        $this->client();
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT + ['client_id' => 'app'])));
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', ''))));
    }

    public function testAPublicClientHasNoSecret(): void
    {
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code']);
        $code = $this->code('spa');
        $form = [
            'grant_type' => 'authorization_code', 'code' => $code, 'client_id' => 'spa',
            'code_verifier' => self::VERIFIER, 'redirect_uri' => self::REDIRECT,
        ];
        $withSecret = $this->server->token(self::post($form + ['client_secret' => self::SECRET]));
        self::assertError('invalid_client', 401, $withSecret);
        self::assertSame(200, $this->server->token(self::post($form))->status);
    }

    #[DataProvider('unknownClients')]
    public function testUnknownAndPausedClientsGetTheSameAnswer(string $id, string $secret): void
    {
        $this->client();
        $this->client('paused', active: false);
        $wrong = $this->server->token(self::post(self::GRANT, self::basic('app', 'wrong')));
        $other = $this->server->token(self::post(self::GRANT, self::basic(rawurlencode($id), $secret)));
        self::assertError('invalid_client', 401, $other);
        self::assertEquals($wrong, $other);
    }

    /** @return iterable<string, array{string, string}> */
    public static function unknownClients(): iterable
    {
        yield 'unknown' => ['nobody', self::SECRET];
        yield 'paused, right secret' => ['paused', self::SECRET];
        yield 'paused, wrong secret' => ['paused', 'wrong'];
        yield 'other case' => ['APP', self::SECRET];
        yield 'trailing blank' => ['app ', self::SECRET];
        yield 'accent' => ['äpp', self::SECRET];
        yield 'NUL' => ["app\0", self::SECRET];
        yield 'SQL' => ["' OR '1'='1", self::SECRET];
        yield 'long' => [str_repeat('a', 5000), self::SECRET];
    }

    public function testAnUnknownClientRunsTheSameStatements(): void
    {
        $this->client();
        $this->connection->forget();
        $this->server->token(self::post(self::GRANT, self::basic('app', 'wrong'), address: '192.0.2.2'));
        $known = [$this->connection->reads, $this->connection->writes];
        $this->connection->forget();
        $this->server->token(self::post(self::GRANT, self::basic('nobody', 'wrong'), address: '192.0.2.3'));
        self::assertSame($known, [$this->connection->reads, $this->connection->writes]);
    }

    public function testAnUnknownClientIsComparedWithARealHash(): void
    {
        $nobody = (new \ReflectionClassConstant(
            ClientAuthenticator::class,
            'NOBODY',
        ))->getValue();
        self::assertIsString($nobody);
        $real = oauth2_secret_hash(self::SECRET);
        self::assertSame(strlen($real), strlen($nobody));
        self::assertSame(substr($real, 0, 12), substr($nobody, 0, 12));
    }

    public function testABcryptSecretIsVerifiedAndRehashed(): void
    {
        $old = password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]);
        $this->client(secretHash: $old);
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', 'wrong'))));
        self::assertSame($old, (new ClientTable($this->connection))->find('app')?->secretHash);
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic()))->status);
        $new = (new ClientTable($this->connection))->find('app')->secretHash ?? '';
        self::assertStringStartsWith('$oauth2$', $new);
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic()))->status);
        self::assertSame($new, (new ClientTable($this->connection))->find('app')?->secretHash);
    }

    public function testBcryptDoesNotTruncateSecrets(): void
    {
        $long = str_repeat('a', 72);
        $this->client(secretHash: password_hash($long, PASSWORD_BCRYPT, ['cost' => 4]));
        foreach ([$long . 'b', $long . '%00', 'x'] as $wrong) {
            self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', $wrong))));
        }
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic('app', $long)))->status);
    }

    public function testBcryptDoesNotStopAtNul(): void
    {
        $this->client(secretHash: password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]));
        $wrong = self::basic('app', self::SECRET . '%00x');
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, $wrong)));
    }

    public function testASecretFromBeforeAClientBecamePublicIsRefused(): void
    {
        $this->client();
        $clients = $this->connection->table('oauth2_client');
        $this->connection->execute("UPDATE $clients SET type = ?", [ClientRecord::PUBLIC]);
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic())));
    }

    public function testARotationDuringRehashingTakesPrecedence(): void
    {
        $this->client(secretHash: password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]));
        $rotated = oauth2_secret_hash('another');
        $table = new ClientTable($this->connection);
        $this->connection->before('SET secret_hash', fn () => $table->setSecret('app', $rotated, 'ther', 1));
        $this->server->token(self::post(self::GRANT, self::basic()));
        self::assertSame($rotated, $table->find('app')?->secretHash);
    }

    public function testFailuresOfAClientFromAnAddressAreLimited(): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(3, 100, 60)));
        for ($i = 0; $i < 3; ++$i) {
            self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', 'x'))));
        }
        $blocked = $this->server->token(self::post(self::GRANT, self::basic()));
        self::assertError('temporarily_unavailable', 429, $blocked);
        self::assertSame((string) (60 - $this->clock->time % 60), $blocked->headers['Retry-After'] ?? null);
        $elsewhere = $this->server->token(self::post(self::GRANT, self::basic(), address: '192.0.2.2'));
        self::assertSame(200, $elsewhere->status, 'the owner is not locked out');
        $this->clock->time += 60;
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic()))->status);
    }

    public function testFailuresOfAnAddressAreLimited(): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(0, 3, 60)));
        foreach (['a', 'b', 'c'] as $id) {
            self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic($id, 'x'))));
        }
        self::assertError('temporarily_unavailable', 429, $this->server->token(self::post(self::GRANT, self::basic())));
    }

    /** @param non-empty-list<string> $addresses */
    #[DataProvider('networks')]
    public function testAddressesThatAreCountedTogether(bool $one, array $addresses): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 0, 60)));
        $this->server->token(self::post(self::GRANT, self::basic('app', 'x'), address: $addresses[0]));
        $status = $this->server->token(self::post(self::GRANT, self::basic(), address: $addresses[1] ?? ''))->status;
        self::assertSame($one ? 429 : 200, $status);
    }

    /** @return iterable<array{bool, non-empty-list<string>}> */
    public static function networks(): iterable
    {
        yield [true, ['2001:db8::1', '2001:db8:0:0:ffff::2']];
        yield [false, ['2001:db8::1', '2001:db8:0:1::1']];
        yield [true, ['::ffff:192.0.2.1', '192.0.2.1']];
        yield [false, ['::ffff:192.0.2.1', '::ffff:192.0.2.2']];
        yield [false, ['192.0.2.1', '192.0.2.2']];
    }

    public function testAddressesCannotBeDerivedFromTheTable(): void
    {
        $this->client();
        $this->randomness->number = 0;
        $buckets = function (string $wrapping): array {
            $server = $this->serverWith(self::settings(wrappingSecret: $wrapping));
            $server->token(self::post(['grant_type' => 'client_credentials'], self::basic('app', 'wrong')));
            $server->token(self::post(['grant_type' => 'client_credentials'], self::basic()));
            $rows = $this->connection->rows('SELECT * FROM ' . $this->connection->table('oauth2_throttle'));
            $this->connection->execute('DELETE FROM ' . $this->connection->table('oauth2_throttle'));
            self::assertStringNotContainsString('192.0.2', (string) json_encode($rows));

            return array_column($rows, 'bucket');
        };
        $mine = $buckets(self::WRAPPING);
        self::assertCount(3, $mine);
        // Without the secret in the names, a copy of the table would allow to try all addresses.
        self::assertSame([], array_intersect($mine, $buckets('another wrapping secret of thirty-two bytes')));
    }

    public function testThrottledRequestsDoNotComputeBcrypt(): void
    {
        $old = password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]);
        $this->client(secretHash: $old);
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 100, 60)));
        $this->server->token(self::post(self::GRANT, self::basic('app', 'x')));
        self::assertError('temporarily_unavailable', 429, $this->server->token(self::post(self::GRANT, self::basic())));
        self::assertSame($old, (new ClientTable($this->connection))->find('app')?->secretHash);
    }

    public function testTokenRequestsAreSampled(): void
    {
        $this->client();
        $limits = new ThrottleLimits(requestsPerClientAndAddress: 100, requestWindow: 60);
        $this->server = $this->serverWith(self::settings(throttle: $limits));
        $this->randomness->number = 0; // every request is sampled, and counts as two
        $statuses = [];
        for ($i = 0; $i < 51; ++$i) {
            $statuses[] = $this->clientCredentials()->status;
        }
        self::assertSame([...array_fill(0, 50, 200), 429], $statuses);
        $other = $this->server->token(self::post(self::GRANT, self::basic(), address: '192.0.2.2'));
        self::assertSame(200, $other->status);
    }

    public function testRequestsWithoutAClientIdRunNoStatement(): void
    {
        $this->connection->forget();
        $this->server->token(new Request('POST', '', ['content-type' => ['application/x-www-form-urlencoded']], 'grant_type=client_credentials'));
        self::assertSame([], [...$this->connection->reads, ...$this->connection->writes]);
    }
}
