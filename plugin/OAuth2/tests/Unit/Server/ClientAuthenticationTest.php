<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Port\Event;
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

    /** Interceptors of browser applications add the header to every request, with a token that may be old. */
    #[TestWith(['Bearer eyJ0eXAiOiJhdCtqd3QifQ.e30.c2ln'])]
    #[TestWith(['bearer old'])]
    #[TestWith(['BEARER   '])]
    #[TestWith([" Bearer ***\t"])]
    #[TestWith(['Bearer'])]
    public function testABearerHeaderIsIgnored(string $header): void
    {
        $headers = ['authorization' => [$header]];
        $this->client();
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code', 'refresh_token']);
        $form = ['client_id' => 'app', 'client_secret' => self::SECRET];
        self::assertSame(200, $this->server->token(self::post(self::GRANT + $form, $headers))->status);
        $tokens = $this->server->token(self::post([
            'grant_type' => 'authorization_code', 'code' => $this->code('spa'), 'client_id' => 'spa',
            'code_verifier' => self::VERIFIER, 'redirect_uri' => self::REDIRECT,
        ], $headers));
        self::assertSame(200, $tokens->status);
        $refresh = ['grant_type' => 'refresh_token', 'refresh_token' => self::token($tokens, 'refresh_token'), 'client_id' => 'spa'];
        self::assertSame(200, $this->server->token(self::post($refresh, $headers))->status);
        $token = ['token' => self::token($tokens)];
        self::assertSame(200, $this->server->introspect(self::post($token + $form, $headers))->status);
        self::assertSame(200, $this->server->revoke(self::post($token + ['client_id' => 'spa'], $headers))->status);
        self::assertSame(401, $this->bearerStatus(self::token($tokens)));
    }

    public function testBesideABearerHeaderThereIsNoBasicChallenge(): void
    {
        $this->client();
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code']);
        $headers = ['authorization' => ['Bearer stale.access.token']];
        $forms = [['client_id' => 'app'], ['client_id' => 'app', 'client_secret' => 'wrong'], ['client_id' => 'nobody']];
        foreach ($forms as $form) {
            $form += self::GRANT + ['token' => 'x'];
            foreach ([$this->server->token(...), $this->server->revoke(...), $this->server->introspect(...)] as $endpoint) {
                $response = $endpoint(self::post($form, $headers));
                self::assertError('invalid_client', 401, $response);
                self::assertSame('Bearer realm="OAuth2"', $response->headers['WWW-Authenticate'] ?? null);
                $without = $endpoint(self::post($form));
                self::assertStringStartsWith('Basic ', $without->headers['WWW-Authenticate'] ?? '');
            }
        }
        $alone = $this->server->token(self::post(self::GRANT, $headers));
        self::assertStringStartsWith('Basic ', $alone->headers['WWW-Authenticate'] ?? '');
        $introspection = $this->server->introspect(self::post(['client_id' => 'spa', 'token' => 'x'], $headers));
        self::assertSame('Bearer realm="OAuth2"', $introspection->headers['WWW-Authenticate'] ?? null);
        self::assertSame([], array_filter(
            $this->events->events,
            static fn (Event $event): bool => str_contains(print_r($event, true), 'stale'),
        ));
    }

    public function testATextSaysThatABearerTokenAuthenticatesNoClient(): void
    {
        $response = $this->server->token(self::post(self::GRANT, ['authorization' => ['Bearer x']]));
        self::assertStringStartsWith('A Bearer token does not authenticate a client', self::member($response, 'error_description'));
        $response = $this->server->token(self::post(self::GRANT));
        self::assertStringStartsWith('The client is not named. Send client_id', self::member($response, 'error_description'));
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

    /** @return iterable<string, array{Endpoint}> */
    public static function authenticatingEndpoints(): iterable
    {
        foreach ([Endpoint::Token, Endpoint::Revoke, Endpoint::Introspect] as $endpoint) {
            yield $endpoint->value => [$endpoint];
        }
    }

    #[DataProvider('authenticatingEndpoints')]
    public function testBothSecretsWorkUntilTheOldOneEnds(Endpoint $endpoint): void
    {
        $this->client();
        $new = $this->server->clients()->rotateSecret('app', OldSecretTime::Hour);
        $status = fn (string $secret): int => $this->server->answer(
            $endpoint,
            self::post(self::GRANT + ['token' => 'x'], self::basic('app', $secret)),
        )->status;
        $this->clock->time += 3599;
        self::assertSame([200, 200, 401], [$status($new), $status(self::SECRET), $status('another')]);
        $this->clock->time += 1;
        self::assertSame([200, 401], [$status($new), $status(self::SECRET)]);
        $newest = $this->server->clients()->rotateSecret('app', OldSecretTime::Day);
        self::assertSame([200, 200, 401], [$status($newest), $status($new), $status(self::SECRET)]);
        $last = $this->server->clients()->rotateSecret('app', OldSecretTime::Month);
        self::assertSame([200, 200, 401], [$status($last), $status($newest), $status($new)], 'two at most');
        self::assertTrue($this->server->clients()->endOldSecret('app'));
        self::assertSame([200, 401], [$status($last), $status($newest)]);
    }

    public function testTheOldSecretCostsNoQueryAndItsFailureLooksLikeEveryOther(): void
    {
        $this->client('plain');
        $this->client();
        $form = self::GRANT + ['scope' => 'matomo:read'];
        $this->clientCredentials($form);
        $this->server->clients()->rotateSecret('app', OldSecretTime::Hour);
        $statements = function (string $client, string $secret) use ($form): array {
            $this->connection->forget();
            $answer = $this->server->token(self::post($form, self::basic($client, $secret)));

            return [$answer, count($this->connection->reads), count($this->connection->writes)];
        };
        [$old, $reads, $writes] = $statements('app', self::SECRET);
        self::assertSame([200, 1, 0], [$old->status, $reads, $writes]);
        $fail = static fn (string $client): array => $statements($client, 'wrong');
        // The first failures of an address also begin to count it.
        array_map($fail, ['app', 'plain', 'nobody']);
        $failures = array_map($fail, ['app', 'plain', 'nobody']);
        self::assertError('invalid_client', 401, $failures[0][0]);
        self::assertEquals($failures[0], $failures[1]);
        self::assertEquals($failures[0], $failures[2]);
    }

    #[DataProvider('authenticatingEndpoints')]
    public function testTheLastUseOfEachSecretIsRecordedAtMostEveryTenMinutes(Endpoint $endpoint): void
    {
        $this->client();
        $uses = function (): array {
            $client = (new ClientTable($this->connection))->find('app');

            return [$client?->secretUsedAt, $client?->oldSecretUsedAt];
        };
        $try = fn (string $secret, string $client = 'app'): int => $this->server->answer(
            $endpoint,
            self::post(self::GRANT + ['token' => 'x'], self::basic($client, $secret)),
        )->status;
        $first = $this->clock->time;
        $this->clock->time += ClientTable::TOUCH_INTERVAL;
        $rotated = $this->clock->time;
        $new = $this->server->clients()->rotateSecret('app', OldSecretTime::Day);
        self::assertSame([null, $first], $uses());
        self::assertSame(401, $try('wrong'));
        self::assertSame([null, $first], $uses(), 'a wrong secret is no use');
        self::assertSame(200, $try(self::SECRET));
        self::assertSame([null, $rotated], $uses());
        $this->clock->time += ClientTable::TOUCH_INTERVAL - 1;
        self::assertSame([200, 200], [$try(self::SECRET), $try($new)]);
        self::assertSame([$this->clock->time, $rotated], $uses());
        $this->connection->forget();
        self::assertSame([200, 200], [$try(self::SECRET), $try($new)]);
        self::assertStringNotContainsString('secret_used_at', implode("\n", $this->connection->writes));
        ++$this->clock->time;
        self::assertSame(200, $try(self::SECRET));
        self::assertSame([$this->clock->time - 1, $this->clock->time], $uses());

        $this->server->clients()->setActive('app', false);
        $this->clock->time += 2 * ClientTable::TOUCH_INTERVAL;
        self::assertSame(401, $try($new));
        self::assertLessThan($this->clock->time, $uses()[0], 'a paused client does not use it');
    }

    public function testATokenRecordsTheUseOfTheClientAndOfItsSecretInOneStatement(): void
    {
        $this->client();
        self::assertSame(200, $this->clientCredentials()->status);
        $this->clock->time += ClientTable::TOUCH_INTERVAL;
        $this->connection->forget();
        self::assertSame(200, $this->clientCredentials()->status);

        $client = (new ClientTable($this->connection))->find('app');
        self::assertSame([$this->clock->time, $this->clock->time], [$client?->lastUsedAt, $client?->secretUsedAt]);
        self::assertCount(1, array_filter($this->connection->writes, static fn (string $sql): bool => str_contains($sql, 'used_at')));
    }

    public function testARefusedTokenRecordsTheUseOfTheSecretAlone(): void
    {
        $this->client();
        $this->clock->time += ClientTable::TOUCH_INTERVAL;
        $form = ['grant_type' => 'refresh_token', 'refresh_token' => 'x'];
        self::assertSame(400, $this->server->token(self::post($form, self::basic('app', self::SECRET)))->status);

        $client = (new ClientTable($this->connection))->find('app');
        self::assertSame([null, $this->clock->time], [$client?->lastUsedAt, $client?->secretUsedAt]);
    }

    public function testASecretWorksIfItsUseCannotBeRecorded(): void
    {
        $this->client();
        $this->clock->time += ClientTable::TOUCH_INTERVAL;
        $this->connection->execute('CREATE TRIGGER no_use BEFORE UPDATE OF secret_used_at ON unit_oauth2_client'
            . " BEGIN SELECT RAISE(ABORT, 'read-only'); END");
        self::assertSame(200, $this->clientCredentials()->status);
    }

    public function testASecretWithASlowHashHasItsLastUse(): void
    {
        $this->client(secretHash: password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]));
        $this->clock->time += ClientTable::TOUCH_INTERVAL;
        self::assertSame(200, $this->clientCredentials()->status);
        self::assertSame($this->clock->time, (new ClientTable($this->connection))->find('app')?->secretUsedAt);
    }

    public function testASlowHashKeepsItsLimitAsTheOldSecret(): void
    {
        $this->client(secretHash: password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]));
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(3, 100, 60)));
        $new = $this->server->clients()->rotateSecret('app', OldSecretTime::Day);
        $try = fn (string $secret, string $address = '192.0.2.1'): int => $this->server
            ->token(self::post(self::GRANT, self::basic('app', $secret), address: $address))->status;
        $this->connection->forget();
        self::assertSame(200, $try($new), 'the new secret has a fast hash');
        foreach ([...$this->connection->reads, ...$this->connection->writes] as $statement) {
            self::assertStringNotContainsString('throttle', $statement);
        }
        self::assertSame([401, 401, 401, 429], [$try('a'), $try('b'), $try('c'), $try(self::SECRET)]);
        self::assertSame(200, $try($new), 'no counter refuses it');
        self::assertSame(200, $try(self::SECRET, '192.0.2.2'));
        $client = (new ClientTable($this->connection))->find('app');
        self::assertStringStartsWith('$oauth2$', $client->oldSecretHash ?? '');
        self::assertTrue(oauth2_secret_verify($new, $client->secretHash ?? ''));
        self::assertSame(200, $try(self::SECRET), 'it now has a fast hash, too');
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
        foreach ([self::basic('app', 'y'), []] as $wrong) {
            $blocked = $this->server->token(self::post(self::GRANT + ['client_id' => 'app'], $wrong));
            self::assertError('temporarily_unavailable', 429, $blocked);
            self::assertSame((string) (60 - $this->clock->time % 60), $blocked->headers['Retry-After'] ?? null);
        }
        $this->connection->forget();
        $this->server->token(self::post(self::GRANT, self::basic('app', 'y')));
        self::assertSame([], $this->connection->writes, 'nothing more is written');
        $other = self::post(self::GRANT, self::basic('other', 'x'));
        self::assertError('invalid_client', 401, $this->server->token($other));
        $elsewhere = self::post(self::GRANT, self::basic('app', 'x'), address: '192.0.2.2');
        self::assertError('invalid_client', 401, $this->server->token($elsewhere));
        $this->clock->time += 60;
        self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic('app', 'x'))));
    }

    public function testFailuresOfAnAddressAreLimited(): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(0, 3, 60)));
        foreach (['a', 'b', 'c'] as $id) {
            self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic($id, 'x'))));
        }
        self::assertError('temporarily_unavailable', 429, $this->server->token(self::post(self::GRANT, self::basic('app', 'x'))));
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic()))->status);
    }

    public function testALimitOf0CountsAndRefusesNothing(): void
    {
        $this->client();
        $this->client('old', secretHash: password_hash('y', PASSWORD_BCRYPT, ['cost' => 4]));
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(0, 0, 60)));
        foreach (['app', 'old', 'nobody'] as $id) {
            self::assertError('invalid_client', 401, $this->server->token(self::post(self::GRANT, self::basic($id, 'x'))));
        }
        self::assertSame([], $this->rows());
    }

    /** @param array<string, string> $form */
    #[TestWith([['client_id' => 'app']])]
    #[TestWith([['client_id' => 'app', 'client_secret' => 'x']])]
    #[TestWith([['client_id' => 'nobody', 'client_secret' => 'x']])]
    public function testARightProofIsNeverRefusedAndAsksNoCounter(array $form): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(2, 3, 60)));
        $this->clientCredentials();
        $endpoints = [Endpoint::Token, Endpoint::Revoke, Endpoint::Introspect];
        foreach ([...$endpoints, ...$endpoints] as $n => $endpoint) {
            $answer = $this->server->answer($endpoint, self::post($form + self::GRANT + ['token' => 'x']));
            self::assertError($n < 2 ? 'invalid_client' : 'temporarily_unavailable', $n < 2 ? 401 : 429, $answer);
        }
        $this->connection->forget();
        self::assertSame(200, $this->clientCredentials()->status);
        self::assertSame(200, $this->server->revoke(self::post(['token' => 'x'], self::basic()))->status);
        self::assertSame(200, $this->server->introspect(self::post(['token' => 'x'], self::basic()))->status);
        foreach ([...$this->connection->reads, ...$this->connection->writes] as $statement) {
            self::assertStringNotContainsString('throttle', $statement);
        }
    }

    public function testAPublicClientIsNotCountedByItsId(): void
    {
        $this->client('spa', ClientRecord::PUBLIC, ['authorization_code', 'refresh_token']);
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 3, 60)));
        $form = ['grant_type' => 'refresh_token', 'refresh_token' => 'x', 'client_id' => 'spa'];
        $statuses = [];
        for ($i = 0; $i < 4; ++$i) {
            $statuses[] = $this->server->token(self::post($form + ['client_secret' => 'x']))->status;
        }
        self::assertSame([401, 401, 401, 429], $statuses, 'counted is the address alone');
        self::assertError('invalid_grant', 400, $this->server->token(self::post($form)));
        self::assertSame(200, $this->server->revoke(self::post(['token' => 'x', 'client_id' => 'spa']))->status);
    }

    public function testRequestsWithTheRightSecretAreNotLimited(): void
    {
        $this->client();
        for ($i = 0; $i < 300; ++$i) {
            self::assertSame(200, $this->clientCredentials()->status);
        }
        self::assertSame([], $this->rows());
    }

    /** @param non-empty-list<string> $addresses */
    #[DataProvider('networks')]
    public function testAddressesThatAreCountedTogether(bool $one, array $addresses): void
    {
        $this->client();
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 0, 60)));
        $this->server->token(self::post(self::GRANT, self::basic('app', 'x'), address: $addresses[0]));
        $status = $this->server->token(self::post(self::GRANT, self::basic('app', 'x'), address: $addresses[1] ?? ''))->status;
        self::assertSame($one ? 429 : 401, $status);
    }

    /** @return iterable<array{bool, non-empty-list<string>}> */
    public static function networks(): iterable
    {
        yield [true, ['2001:db8::1', '2001:db8:0:0:ffff::2']];
        yield [true, ['2001:db8::', '2001:DB8::ffff:ffff:ffff:ffff']];
        yield [false, ['2001:db8::1', '2001:db8:0:1::1']];
        yield [true, ['::ffff:192.0.2.1', '192.0.2.1']];
        yield [false, ['::ffff:192.0.2.1', '::ffff:192.0.2.2']];
        yield [false, ['192.0.2.1', '192.0.2.2']];
        yield [false, ['::192.0.2.1', '192.0.2.1']];
        yield [true, ['', '']];
    }

    public function testAddressesCannotBeDerivedFromTheTable(): void
    {
        $this->client();
        $this->client('old', secretHash: password_hash('y', PASSWORD_BCRYPT, ['cost' => 4]));
        $buckets = function (string $wrapping): array {
            $server = $this->serverWith(self::settings(wrappingSecret: $wrapping));
            $server->token(self::post(self::GRANT, self::basic('app', 'wrong')));
            $server->token(self::post(self::GRANT, self::basic('old', 'wrong')));
            // Without a token request: the signing key is sealed with the other secret.
            $server->unreadProxy()->note(new Request('POST', '', ['x-forwarded-for' => ['203.0.113.5']], '', '192.0.2.1'), 'app');
            $rows = $this->rows();
            $this->connection->execute('DELETE FROM ' . $this->connection->table('oauth2_throttle'));
            self::assertStringNotContainsString('192.0.2', (string) json_encode($rows));

            return array_map(static fn (array $row): string => (string) $row['bucket'], $rows);
        };
        $mine = $buckets(self::WRAPPING);
        self::assertCount(5, $mine);
        self::assertLessThanOrEqual(43, max(array_map(strlen(...), $mine)));
        // Without the secret in the names, a copy of the table would allow to try all addresses.
        self::assertSame([], array_intersect($mine, $buckets('another wrapping secret of thirty-two bytes')));
    }

    /** @return iterable<string, array{string}> */
    public static function slowHashes(): iterable
    {
        yield 'bcrypt' => [password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4])];
        if (defined('PASSWORD_ARGON2ID')) {
            yield 'Argon2id' => [password_hash(self::SECRET, PASSWORD_ARGON2ID, ['memory_cost' => 64, 'time_cost' => 1])];
        }
    }

    #[DataProvider('slowHashes')]
    public function testASlowHashIsCountedBeforeItRuns(string $old): void
    {
        $this->client(secretHash: $old);
        $this->client('other', secretHash: $old);
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(2, 0, 60)));
        foreach ([401, 401, 429] as $status) {
            self::assertSame($status, $this->server->token(self::post(self::GRANT, self::basic('app', 'x')))->status);
        }
        self::assertError('temporarily_unavailable', 429, $this->clientCredentials());
        self::assertSame($old, (new ClientTable($this->connection))->find('app')?->secretHash);
        $elsewhere = self::post(self::GRANT, self::basic(), address: '192.0.2.2');
        self::assertSame(200, $this->server->token($elsewhere)->status, 'the owner is not locked out');
        self::assertStringStartsWith('$oauth2$', (new ClientTable($this->connection))->find('app')->secretHash ?? '');
        self::assertSame(200, $this->clientCredentials()->status, 'a fast hash again, so no counter is asked');
        self::assertSame(200, $this->server->token(self::post(self::GRANT, self::basic('other')))->status);
    }

    /** @param array<string, string> $form */
    #[TestWith([['client_id' => 'app']])]
    #[TestWith([['client_id' => 'nobody', 'client_secret' => 'x']])]
    #[TestWith([['client_id' => 'app', 'client_secret' => "x\0"]])]
    #[TestWith([['client_id' => 'app', 'client_secret' => '0123456789012345678901234567890123456789012345678901234567890123456789012']])]
    public function testFailuresThatRunNoSlowHashDoNotLockItsClientOut(array $form): void
    {
        $this->client(secretHash: password_hash(self::SECRET, PASSWORD_BCRYPT, ['cost' => 4]));
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(2, 3, 60)));
        for ($i = 0; $i < 5; ++$i) {
            self::assertContains($this->server->token(self::post(self::GRANT + $form))->status, [400, 401, 429]);
        }
        self::assertSame(200, $this->clientCredentials()->status);
    }

    public function testTheCountersOfASlowHashAreNotPushedOutByOthers(): void
    {
        $slow = password_hash('y', PASSWORD_BCRYPT, ['cost' => 4]);
        $this->client(secretHash: $slow);
        $this->client('other', secretHash: $slow);
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 0, 3600)));
        self::assertSame(401, $this->server->token(self::post(self::GRANT, self::basic('app', 'x')))->status);
        for ($i = 0; $i < 400; ++$i) {
            ++$this->clock->time;
            $address = '198.51.' . intdiv($i, 100) . '.' . $i % 100;
            $this->server->token(self::post(self::GRANT, self::basic('other', 'x'), address: $address));
        }
        self::assertSame(429, $this->server->token(self::post(self::GRANT, self::basic('app', 'x')))->status);
        self::assertCount(256 + 1, $this->rows('s.'), 'each client has a cap of its own');
        // Of the client's own counters the oldest goes.
        for ($i = 0; $i < 256; ++$i) {
            ++$this->clock->time;
            $this->server->token(self::post(self::GRANT, self::basic('app', 'x'), address: "203.0.113.$i"));
        }
        self::assertCount(512, $this->rows('s.'));
        $last = self::post(self::GRANT, self::basic('app', 'x'), address: '203.0.113.255');
        self::assertSame(429, $this->server->token($last)->status);
        $failures = $this->connection->table('oauth2_throttle');
        $this->connection->execute("DELETE FROM $failures WHERE bucket LIKE 'f.%'");
        self::assertSame(401, $this->server->token(self::post(self::GRANT, self::basic('app', 'x')))->status, 'the oldest of 257');
    }

    /** 12,000 of them, which fill every shelf several times; OAUTH2_HOSTILE_REQUESTS=100000 for more. */
    public function testFailuresFromManyAddressesLeaveABoundedTableAndCostABoundedNumberOfStatements(): void
    {
        $this->client();
        $given = getenv('OAUTH2_HOSTILE_REQUESTS');
        $addresses = $given === false ? 12_000 : (int) $given;
        for ($i = 0; $i < $addresses; ++$i) {
            $this->clock->time += $i % 1000 === 0 ? 1 : 0;
            $this->connection->forget();
            $form = self::post(self::GRANT, self::basic('app', 'x'), address: (string) long2ip(0x0A000000 + $i));
            self::assertSame(401, $this->server->token($form)->status);
            self::assertLessThanOrEqual(4, count($this->connection->reads));
            self::assertLessThanOrEqual(6, count($this->connection->writes));
            if ($i % 1000 === 0) {
                self::assertSame(200, $this->clientCredentials()->status);
            }
        }
        self::assertCount(64 * 128, $this->rows());
    }

    public function testALimitThatIsReachedIsReportedOnceAMinute(): void
    {
        $this->client();
        $this->client('spa', ClientRecord::PUBLIC);
        $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 2, 3600)));
        $fail = function (string $id, string $address): void {
            $this->server->token(self::post(self::GRANT, self::basic($id, 'x'), address: $address));
        };
        $fail('app', '192.0.2.1');
        self::assertSame([], $this->events->names());
        $fail('app', '192.0.2.1');
        $event = new Event('throttle.reached', ['limit' => 'client', 'address' => '192.0.2.1', 'client_id' => 'app']);
        self::assertEquals([$event], $this->events->events);
        // However many addresses, clients and processes there are.
        for ($i = 0; $i < 50; ++$i) {
            $this->clock->time += $i % 2;
            $fail('app', "2001:db8:0:$i::1");
            $this->server = $this->serverWith(self::settings(throttle: new ThrottleLimits(1, 2, 3600)));
            $fail('app', "2001:db8:0:$i::2");
        }
        $this->clock->time += 34;
        $fail('app', '192.0.2.1');
        self::assertCount(1, $this->events->events);
        ++$this->clock->time;
        $fail('app', '2001:db8:0:5:1::2');
        $fail('app', '192.0.2.1');
        $event = new Event('throttle.reached', ['limit' => 'client', 'address' => '2001:db8:0:5::/64', 'client_id' => 'app']);
        self::assertEquals([$event], array_slice($this->events->events, 1));
        $this->clock->time += 60;
        foreach (['a', 'b', "c\n"] as $id) {
            $fail($id, '192.0.2.9');
        }
        $event = new Event('throttle.reached', ['limit' => 'address', 'address' => '192.0.2.9']);
        self::assertEquals([$event], array_slice($this->events->events, 2), 'what is no client is not written into a log');
    }

    public function testOfTwoProcessesOneReportsALimit(): void
    {
        $this->client();
        $limits = self::settings(throttle: new ThrottleLimits(1, 0, 3600));
        $fail = fn () => $this->serverWith($limits)->token(self::post(self::GRANT, self::basic('app', 'x')));
        $fail();
        $this->connection->before('INSERT INTO unit_oauth2_throttle', $fail);
        $fail();
        self::assertSame(['throttle.reached'], $this->events->names());
    }

    public function testAProxyThatNobodyReadsIsNoticed(): void
    {
        $proxy = $this->server->unreadProxy();
        self::assertSame(0, $proxy->clients());
        foreach (['one', 'two', 'three'] as $n => $id) {
            $this->client($id);
            $this->unread(id: $id);
            $this->unread(id: $id);
            self::assertSame($n + 1, $proxy->clients());
        }
        $this->unread(id: 'one', address: '192.0.2.2');
        self::assertSame(3, $proxy->clients(), 'the largest number from one address');
        $this->clock->time += 86400;
        self::assertSame(0, $proxy->clients(), 'a day later it may be mended');
    }

    #[TestWith(['192.0.2.1', '192.0.2.1'])]
    #[TestWith(['192.0.2.1', '203.0.113.5, 192.0.2.1'])]
    #[TestWith(['192.0.2.1', '192.0.2.1:4711, 203.0.113.5'])]
    #[TestWith(['2001:db8::1', '[2001:db8::1]:4711'])]
    #[TestWith(['2001:db8::1', '2001:DB8:0:0::1'])]
    #[TestWith(['::ffff:192.0.2.1', '192.0.2.1'])]
    #[TestWith(['192.0.2.1', 'unknown'])]
    #[TestWith(['192.0.2.1', ''])]
    public function testASenderThatTheHeaderNamesIsNoUnreadProxy(string $address, string $header): void
    {
        $this->client();
        $this->unread(address: $address, header: $header);
        self::assertSame(0, $this->server->unreadProxy()->clients());
    }

    public function testWhoFailsIsNotNoticedAsAProxy(): void
    {
        $this->client();
        $headers = self::basic('app', 'x') + ['x-forwarded-for' => ['203.0.113.5']];
        self::assertSame(401, $this->server->token(self::post(self::GRANT, $headers))->status);
        self::assertSame(0, $this->server->unreadProxy()->clients());
    }

    /** A token request by a proxy that names another sender. */
    private function unread(string $id = 'app', string $address = '192.0.2.1', string $header = '203.0.113.5'): void
    {
        (new ClientTable($this->connection))->touch($id, $this->clock->time - 86400);
        $headers = self::basic($id) + ['x-forwarded-for' => [$header]];
        $answer = $this->server->token(self::post(self::GRANT, $headers, address: $address));
        self::assertSame(200, $answer->status, $answer->body);
    }

    /** @return list<array<string, scalar|null>> */
    private function rows(string $shelf = ''): array
    {
        return $this->connection->rows(
            'SELECT * FROM ' . $this->connection->table('oauth2_throttle') . ' WHERE bucket LIKE ?',
            ["$shelf%"],
        );
    }

    public function testRequestsWithoutAClientIdRunNoStatement(): void
    {
        $this->connection->forget();
        $this->server->token(new Request('POST', '', ['content-type' => ['application/x-www-form-urlencoded']], 'grant_type=client_credentials'));
        self::assertSame([], [...$this->connection->reads, ...$this->connection->writes]);
    }
}
