<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\CredentialsAuthorization;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\StatementLog;

final class RequestQueryTest extends StorageTestCase
{
    private RequestQuery $query;

    protected function setUp(): void
    {
        parent::setUp();
        $this->query = new RequestQuery($this->connection);
        (new ClientTable($this->connection))->insert(Records::client('app'));
        (new ClientTable($this->connection))->insert(Records::client('other'));
    }

    public function testEachPartEqualsTheTablesRow(): void
    {
        $authorizations = new AuthorizationTable($this->connection);
        $authorizations->insert(Records::code());
        $authorizations->insert(Records::credentials('c', 'key', number: self::firstNumber()));
        $keys = new SigningKeyTable($this->connection);
        foreach ([SigningKeyRecord::NEXT, SigningKeyRecord::CURRENT, SigningKeyRecord::RETIRED] as $state) {
            $keys->insert(new SigningKeyRecord($state, 'ES256', $state, "sealed $state", '{}', self::NOW));
        }
        $id = Records::code()->id;
        $state = $this->query->state('app', $id, Records::digest('key'), true);

        self::assertEquals(Records::state(Records::client('app')), $state->client());
        self::assertSame('a hash', $state->secretHash());
        self::assertEquals($authorizations->find($id), $state->authorization());
        self::assertEquals($authorizations->findByCredentialsKey(Records::digest('key')), $state->credentials(Records::digest('key')));
        self::assertNull($state->credentials(Records::digest('another key')), 'only the first key was requested');
        self::assertSame('sealed current', $state->signingKey());
    }

    public function testTheKeysOfAClientAreReadOnRequest(): void
    {
        $clients = new ClientTable($this->connection);
        $clients->insert(Records::client('keys', jwks: '{"keys":[]}'));
        $clients->insert(Records::client('address', jwksUri: 'https://app.example/jwks'));
        $keys = $this->query->state('keys', clientKeys: true);
        $address = $this->query->state('address', clientKeys: true);

        self::assertSame(['{"keys":[]}', null, null], [$keys->clientJwks(), $keys->clientJwksUri(), $keys->secretHash()]);
        self::assertSame([null, 'https://app.example/jwks'], [$address->clientJwks(), $address->clientJwksUri()]);
        $unread = $this->query->state('keys');
        self::assertSame([null, null], [$unread->clientJwks(), $unread->clientJwksUri()]);
        $log = new StatementLog($this->connection);
        (new RequestQuery($log))->state('keys');
        self::assertStringNotContainsString('jwk_set', $log->statements[0][0]);
    }

    public function testMissingAndUnrequestedPartsAreNull(): void
    {
        foreach (
            [
                $this->query->state('nobody', 'none', Records::digest('none'), true),
                $this->query->state('nobody'),
            ] as $state
        ) {
            self::assertNull($state->client());
            self::assertNull($state->secretHash());
            self::assertNull($state->authorization());
            self::assertNull($state->credentials(Records::digest('none')));
            self::assertNull($state->signingKey());
        }
    }

    public function testNoCounterIsRead(): void
    {
        $log = new StatementLog($this->connection);
        (new RequestQuery($log))->state('app', 'none', Records::digest('none'), true);

        self::assertCount(1, $log->statements);
        self::assertStringNotContainsString('throttle', $log->statements[0][0]);
    }

    public function testTheFirstAuthorizationOfTheClientsEpochIsFound(): void
    {
        $authorizations = new AuthorizationTable($this->connection);
        $first = self::firstNumber();
        $next = $first + CredentialsAuthorization::PER_EPOCH;
        foreach (['a' => 1, 'b' => $first - 1, 'c' => $first, 'd' => $first + 1, 'e' => $next] as $id => $number) {
            $authorizations->insert(Records::credentials($id, 'key', number: $number));
        }
        $authorizations->insert(Records::credentials('x', 'another key', number: $first));
        $authorizations->insert(Records::credentials('y', 'third key', number: $first + 1));
        $authorizations->end('c', 'user_revoked', self::NOW);
        $found = $this->query->state('app', null, Records::digest('key'))->credentials(Records::digest('key'));

        self::assertSame(['c', $first, self::NOW], [$found?->id, $found?->number, $found?->endedAt]);
        self::assertNull($this->query->state('app', null, Records::digest('third key'))->credentials(Records::digest('third key')));
        self::assertNull($this->query->state('nobody', null, Records::digest('key'))->credentials(Records::digest('key')));
        $authorizations->insert(Records::credentials('z', 'fourth key'));
        $searched = $this->query->state('nobody', null, Records::digest('fourth key'))->credentials(Records::digest('fourth key'));
        self::assertSame('z', $searched?->id, 'for an unknown client this search is skipped');
    }

    private static function firstNumber(): int
    {
        return Records::client('app')->epoch * CredentialsAuthorization::PER_EPOCH;
    }

    /** @return iterable<string, array{string}> */
    public static function otherIds(): iterable
    {
        yield 'empty' => [''];
        yield 'upper case' => ['APP'];
        yield 'blank behind' => ['app '];
        yield 'blank before' => [' app'];
        yield 'NUL behind' => ["app\0"];
        yield 'line end behind' => ["app\n"];
        yield 'wildcard' => ['ap%'];
        yield 'full width letters' => ["\u{ff41}pp"];
        yield 'invalid UTF-8' => ["app\xff"];
        yield 'four bytes of UTF-8' => ["app\u{1f600}"];
        yield 'longer than the column' => [str_repeat('a', 81)];
        yield 'quotation' => ["app' OR '1'='1"];
        yield 'backslash' => ['app\\'];
        yield 'zero' => ['0'];
    }

    #[DataProvider('otherIds')]
    public function testOtherBytesAreNotAnId(string $id): void
    {
        (new AuthorizationTable($this->connection))->insert(Records::code('app'));
        $state = $this->query->state($id, $id);

        self::assertNull($state->client());
        self::assertNull($state->authorization());
    }

    public function testMissingTablesAreReportedAsUnavailable(): void
    {
        $schema = new Schema($this->connection);
        foreach (['DELETE FROM ' . $this->connection->table('oauth2_meta'), null] as $statement) {
            $statement === null ? $schema->uninstall() : $this->connection->execute($statement);
            try {
                $this->query->state('app');
                self::fail('answered');
            } catch (StorageUnavailable) {
                $schema->uninstall();
                $schema->migrate();
            }
        }
        self::assertNull($this->query->state('app')->client());
    }
}
