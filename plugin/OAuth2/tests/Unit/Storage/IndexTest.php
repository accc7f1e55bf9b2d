<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\Counter;
use Piwik\Plugins\OAuth2\Storage\CredentialsAuthorization;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;
use Piwik\Plugins\OAuth2\Storage\WaitingPlace;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\StatementLog;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

/** Statements of requests use a primary or unique key; those of lists and purges use an index. */
#[Group('statements')]
final class IndexTest extends StorageTestCase
{
    private const ROWS = 100;

    protected function setUp(): void
    {
        parent::setUp();
        [$clients, $authorizations] = [new ClientTable($this->connection), new AuthorizationTable($this->connection)];
        [$revoked, $consents] = [new RevokedTokenTable($this->connection), new ConsentTable($this->connection)];
        $throttle = new ThrottleTable($this->connection);
        foreach (range(1, self::ROWS) as $n) {
            $clients->insert(Records::client("app$n", ownerLogin: "owner$n"));
            $clients->rotateSecret("app$n", 'b', 'b', self::NOW + $n, self::NOW);
            $authorizations->insert(Records::code("code$n", "app$n", "user$n", self::NOW + $n));
            $first = Records::client("app$n")->epoch * CredentialsAuthorization::PER_EPOCH;
            $authorizations->insert(Records::credentials("credentials$n", "key$n", "app$n", "user$n", number: $first));
            $revoked->add("jti$n", self::NOW + $n);
            $consents->issue(Records::digest("nonce$n"), 'anna', Records::digest('request'), self::NOW + $n);
            $throttle->count(self::counter($n), self::NOW);
            (new UsedAssertionTable($this->connection))->use(Records::digest("assertion$n"), self::NOW + $n);
            (new FetchedKeysTable($this->connection))->claim("https://app$n.example/jwks", self::NOW + $n, 300);
            (new RegistrationTable($this->connection))->add(Records::registration("waits$n", self::NOW + $n), "site$n", "network$n");
            (new DocumentTable($this->connection))->save("https://app$n.example/c", ['digest' => Records::digest("document$n")], self::NOW + $n);
        }
        $keys = new SigningKeyTable($this->connection);
        foreach (range(1, 20) as $n) {
            $keys->insert(new SigningKeyRecord("r$n", 'ES256', SigningKeyRecord::RETIRED, 's', '{}', 1, expiresAt: self::NOW));
        }
        $keys->insert(new SigningKeyRecord('current', 'ES256', SigningKeyRecord::CURRENT, 's', '{}', 1));
        if (TestDatabase::isMySql()) {
            $this->connection->rows('ANALYZE TABLE ' . implode(', ', [
                'unit_oauth2_client', 'unit_oauth2_authorization', 'unit_oauth2_revoked_token', 'unit_oauth2_consent',
                'unit_oauth2_throttle', 'unit_oauth2_key', 'unit_oauth2_used_assertion', 'unit_oauth2_fetched_keys', 'unit_oauth2_document',
                'unit_oauth2_registration',
            ]));
        }
    }

    /** @return iterable<string, array{\Closure(Connection): mixed}> */
    public static function perRequest(): iterable
    {
        $digest = Records::digest(...);
        $a = static fn (Connection $c): AuthorizationTable => new AuthorizationTable($c);
        yield 'client' => [static fn (Connection $c) => (new ClientTable($c))->find('app5')];
        yield 'client used' => [static fn (Connection $c) => (new ClientTable($c))->touch('app5', self::NOW)];
        yield 'client rehashed' => [static fn (Connection $c) => (new ClientTable($c))->rehashSecret('app5', 'a hash', 'c')];
        yield 'old secret ended' => [static fn (Connection $c) => (new ClientTable($c))->endOldSecret('app5', self::NOW)];
        yield 'authorization' => [static fn (Connection $c) => $a($c)->find('code5')];
        yield 'credentials' => [static fn (Connection $c) => $a($c)->findByCredentialsKey($digest('key5'))];
        yield 'code redeemed' => [
            static fn (Connection $c) => $a($c)->redeemCode('code5', $digest('code code5'), 5, null, null, null, self::NOW),
        ];
        yield 'refresh' => [static fn (Connection $c) => $a($c)->rotate('code5', 'old', 'new', null, 5, 6, 7)];
        yield 'kept longer' => [static fn (Connection $c) => $a($c)->extend('code5', self::NOW * 2)];
        yield 'used' => [static fn (Connection $c) => $a($c)->touch('code5', self::NOW)];
        yield 'ended' => [static fn (Connection $c) => $a($c)->end('code5', 'x', self::NOW)];
        yield 'bearer check' => [static fn (Connection $c) => $a($c)->state('code5', 'jti5', 'kid5')];
        yield 'jti' => [static fn (Connection $c) => (new RevokedTokenTable($c))->has('jti5')];
        yield 'consent used' => [
            static fn (Connection $c) => (new ConsentTable($c))->consume($digest('nonce5'), 'anna', $digest('request'), 5),
        ];
        yield 'throttle counted' => [static fn (Connection $c) => (new ThrottleTable($c))->count(self::counter(5), self::NOW)];
        yield 'throttle asked' => [static fn (Connection $c) => (new ThrottleTable($c))->full(self::NOW, self::counter(5))];
        yield 'request of a client' => [
            static fn (Connection $c) => (new RequestQuery($c))
                ->state('app5', 'code5', $digest('key5'), true, true),
        ];
        yield 'assertion forgotten' => [
            static fn (Connection $c) => (new UsedAssertionTable($c))->forget($digest('assertion5')),
        ];
        yield 'fetched keys' => [static fn (Connection $c) => (new FetchedKeysTable($c))->find('https://app5.example/jwks')];
        yield 'fetch claimed' => [
            static fn (Connection $c) => (new FetchedKeysTable($c))->claim('https://app5.example/jwks', self::NOW + 5, 300),
        ];
        yield 'fetch forgotten' => [static fn (Connection $c) => (new FetchedKeysTable($c))->forget('https://app5.example/jwks')];
        yield 'fetch stored' => [
            static fn (Connection $c) => (new FetchedKeysTable($c))->store('https://app5.example/jwks', '{}', self::NOW),
        ];
        yield 'document' => [static fn (Connection $c) => (new DocumentTable($c))->find('https://app5.example/c')];
        yield 'consent to a document forgotten' => [
            static fn (Connection $c) => (new DocumentTable($c))->forgetConsent('https://app5.example/c', $digest('document5'), null, self::NOW),
        ];
        yield 'registration' => [static fn (Connection $c) => (new RegistrationTable($c))->find('waits5', self::NOW)];
        yield 'registration\'s place' => [static fn (Connection $c) => (new RegistrationTable($c))->idOf('waits5')];
        yield 'registration visited' => [static fn (Connection $c) => (new RegistrationTable($c))->visit('waits5', 'nx', self::NOW, null, 0)];
        yield 'registration visited by a user' => [
            static fn (Connection $c) => (new RegistrationTable($c))->visit('waits5', 'ux', self::NOW, self::NOW + 5, 0),
        ];
        yield 'registration displaced' => [
            static fn (Connection $c) => (new RegistrationTable($c))->displace(new WaitingPlace(5, 'site5', 'network5', '', 0)),
        ];
        yield 'registration removed' => [static fn (Connection $c) => (new RegistrationTable($c))->remove('waits5')];
        yield 'meta' => [static fn (Connection $c) => (new MetaTable($c))->get('schema')];
        yield 'signing key' => [static fn (Connection $c) => (new SigningKeyTable($c))->current()];
    }

    /** @param \Closure(Connection): mixed $call */
    #[DataProvider('perRequest')]
    public function testAQueryOfARequestUsesAUniqueKey(\Closure $call): void
    {
        foreach ($this->plans($call) as $plan) {
            self::assertTrue(self::isByIndex($plan, true), json_encode($plan, JSON_THROW_ON_ERROR));
        }
    }

    /** @return iterable<string, array{\Closure(Connection): mixed}> */
    public static function lists(): iterable
    {
        yield 'of a user' => [static fn (Connection $c) => (new AuthorizationTable($c))->listForUser('user5')];
        yield 'scopes in use' => [static fn (Connection $c) => (new AuthorizationTable($c))->liveScopes('app5', 'user5', 'r', 1, 5)];
        yield 'of a client' => [static fn (Connection $c) => (new AuthorizationTable($c))->listForClient('app5')];
        yield 'ending a user\'s' => [static fn (Connection $c) => (new AuthorizationTable($c))->endForUser('user5', 'x', 5)];
        yield 'ending a client\'s' => [static fn (Connection $c) => (new AuthorizationTable($c))->endForClient('app5', 'x', 5)];
        yield 'a client\'s rows' => [static fn (Connection $c) => (new AuthorizationTable($c))->deleteForClient('app5', 5)];
        yield 'a user\'s rows' => [static fn (Connection $c) => (new AuthorizationTable($c))->deleteForUser('user5', 5)];
        yield 'purge' => [static fn (Connection $c) => (new AuthorizationTable($c))->purge(self::NOW + 602, 5)];
        yield 'purge of jtis' => [static fn (Connection $c) => (new RevokedTokenTable($c))->purge(self::NOW + 2, 5)];
        yield 'purge of nonces' => [static fn (Connection $c) => (new ConsentTable($c))->purge(self::NOW + 2, 5)];
        yield 'purge of throttles' => [static fn (Connection $c) => (new ThrottleTable($c))->purge(self::NOW + 2, 5)];
        yield 'purge of assertions' => [static fn (Connection $c) => (new UsedAssertionTable($c))->purge(self::NOW + 2, 5)];
        yield 'purge of fetched keys' => [static fn (Connection $c) => (new FetchedKeysTable($c))->purge(self::NOW + 2, 5)];
        yield 'purge of registrations' => [static fn (Connection $c) => (new RegistrationTable($c))->purge(self::NOW + 2, 5)];
        yield 'room on a shelf' => [static fn (Connection $c) => (new ThrottleTable($c))->count(self::counter(1000), self::NOW)];
        yield 'a shelf' => [static fn (Connection $c) => (new ThrottleTable($c))->onShelf('b5', 2, self::NOW)];
        yield 'an owner\'s clients' => [static fn (Connection $c) => (new ClientTable($c))->findOwnedBy('owner5')];
        yield 'clients that act as a user' => [static fn (Connection $c) => (new ClientTable($c))->findActingAs('owner5')];
        yield 'ending some' => [static fn (Connection $c) => (new AuthorizationTable($c))->endMany(['code5', 'code6'], 'y', 5)];
        yield 'live ones with a scope' => [static fn (Connection $c) => (new AuthorizationTable($c))->liveWithScopes(['matomo:read'], 'c', 5)];
        yield 'a client\'s live ones' => [static fn (Connection $c) => (new AuthorizationTable($c))->liveForClient('app5', 5, 5, 'c', 5)];
        yield 'purge of old secrets' => [static fn (Connection $c) => (new ClientTable($c))->purgeOldSecrets(self::NOW + 2)];
        yield 'clients of a list' => [static fn (Connection $c) => (new ClientTable($c))->findMany(['app5', 'app6'])];
    }

    /** @param \Closure(Connection): mixed $call */
    #[DataProvider('lists')]
    public function testListsAndPurgesUseAnIndex(\Closure $call): void
    {
        foreach ($this->plans($call) as $plan) {
            self::assertTrue(self::isByIndex($plan, false), json_encode($plan, JSON_THROW_ON_ERROR));
        }
    }

    /** @return iterable<string, array{\Closure(Connection): mixed}> */
    public static function pages(): iterable
    {
        $table = static fn (Connection $c): ClientTable => new ClientTable($c);
        foreach (ClientSort::cases() as $sort) {
            yield "clients by $sort->value" => [static fn (Connection $c) => $table($c)->page(new ClientFilter(), $sort, true, 5, 500)];
            yield "some clients by $sort->value" => [
                static fn (Connection $c) => $table($c)->page(new ClientFilter('', 'public', false), $sort, false, 5, 500),
            ];
        }
        yield 'some clients counted' => [static fn (Connection $c) => $table($c)->count(new ClientFilter('', 'public', false))];
    }

    /**
     * A page reads nothing but an index, in its order, however few clients pass the filter. The offset leaves no client to look up.
     *
     * @param \Closure(Connection): mixed $call
     */
    #[DataProvider('pages')]
    public function testAPageOfClientsFollowsAnIndex(\Closure $call): void
    {
        [[$step]] = $this->plans($call);
        TestDatabase::isMySql()
            ? self::assertMatchesRegularExpression('/\A(?!.*filesort).*Using index/', (string) $step['Extra'])
            // An index of a computed column is never a covering one.
            : self::assertMatchesRegularExpression('/\ASCAN \w+ USING (?:COVERING )?INDEX/', (string) $step['detail']);
        self::assertCount(1, $this->plans($call)[0], 'nothing is sorted');
    }

    /** The rows themselves are large, and a registration looks at all places. */
    public function testThePlacesOfRegistrationsAreReadFromAnIndexAlone(): void
    {
        $table = static fn (Connection $c): RegistrationTable => new RegistrationTable($c);
        foreach ([static fn (Connection $c) => $table($c)->places(), static fn (Connection $c) => $table($c)->crowd('network5')] as $call) {
            [[$step]] = $this->plans($call);
            TestDatabase::isMySql()
                ? self::assertSame('Using index', (string) $step['Extra'])
                : self::assertStringContainsString('USING COVERING INDEX', (string) $step['detail']);
        }
    }

    public function testAQueryWithoutIndexIsDetected(): void
    {
        $plans = $this->plans(
            static fn (Connection $c) => $c->rows('SELECT id FROM unit_oauth2_authorization WHERE scope = ?', ['x']),
        );
        self::assertFalse(self::isByIndex($plans[0], false));
        $plans = $this->plans(
            static fn (Connection $c) => $c->rows('SELECT id FROM unit_oauth2_authorization WHERE login = ?', ['user5']),
        );
        self::assertFalse(self::isByIndex($plans[0], true), 'an index is not a unique key');
    }

    private static function counter(int $n): Counter
    {
        return new Counter("b$n", 1000, self::NOW + 1 + $n, 'b' . $n % 10, 3);
    }

    /**
     * @param \Closure(Connection): mixed $call
     * @return list<list<array<string, scalar|null>>> the steps of each statement that the call runs
     */
    private function plans(\Closure $call): array
    {
        $log = new StatementLog($this->connection);
        $call($log);
        $plans = [];
        $explain = match (true) {
            !TestDatabase::isMySql() => 'EXPLAIN QUERY PLAN ',
            TestDatabase::isMariaDb() => 'EXPLAIN ',
            default => 'EXPLAIN FORMAT=TRADITIONAL ',
        };
        foreach ($log->statements as [$sql, $parameters]) {
            if (!str_starts_with($sql, 'INSERT')) {
                $plans[] = $this->connection->rows($explain . $sql, $parameters);
            }
        }
        self::assertNotSame([], $plans);

        return $plans;
    }

    /** @param list<array<string, scalar|null>> $plan */
    private static function isByIndex(array $plan, bool $unique): bool
    {
        foreach ($plan as $step) {
            $good = TestDatabase::isMySql() ? self::mySqlStep($step, $unique) : self::sqliteStep($step, $unique);
            if (!$good) {
                return false;
            }
        }

        return $plan !== [];
    }

    /** @param array<string, scalar|null> $step */
    private static function mySqlStep(array $step, bool $unique): bool
    {
        $key = (string) ($step['key'] ?? '');
        $extra = (string) $step['Extra'];
        if (preg_match('/Impossible WHERE noticed after reading const tables|no matching row in const table|Select tables optimized away/', $extra) === 1) {
            // A lookup by a unique key found no row, or the value is at the end of an index.
            return true;
        }
        $uniqueKeys = ['PRIMARY', 'idx_oauth2_authorization_credentials', 'idx_oauth2_key_slot', 'uniq_oauth2_registration_client'];

        return $unique
            ? in_array($key, $uniqueKeys, true) && in_array($step['type'], ['const', 'eq_ref', 'ref', 'range'], true)
                && (int) $step['rows'] <= 2
            : $key !== '' && $step['type'] !== 'index' && $step['type'] !== 'ALL';
    }

    /** @param array<string, scalar|null> $step */
    private static function sqliteStep(array $step, bool $unique): bool
    {
        $detail = (string) $step['detail'];
        if (preg_match('/\ASEARCH \w+ USING INTEGER PRIMARY KEY \(rowid=\?\)/', $detail) === 1) {
            return true;
        }
        if (str_starts_with($detail, 'USE TEMP B-TREE') || preg_match('/(?:LIST|SCALAR) SUBQUERY/', $detail) === 1) {
            return true;
        }
        $key = $unique
            ? '/\ASEARCH .* USING (?:COVERING )?INDEX (sqlite_autoindex_\w+_1|\w+_credentials|\w+_slot|\w+_registration_client) \(\w+=\?(?: AND \w+=\?)*\)/'
            : '/\ASEARCH .* USING (COVERING )?INDEX \w+ \(\w+[=<>]/';

        return preg_match($key, $detail) === 1;
    }
}
