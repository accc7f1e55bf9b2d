<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Lease;
use Piwik\Plugins\OAuth2\Storage\Migration\Migrator;
use Piwik\Plugins\OAuth2\Storage\Migration\Step;
use Piwik\Plugins\OAuth2\Storage\Migration\StepDatabase;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\WaitingPlace;
use Piwik\Plugins\OAuth2\tests\Support\LaterSteps;
use Piwik\Plugins\OAuth2\tests\Support\OfficialTables;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\SchemaFixture;
use Piwik\Plugins\OAuth2\tests\Support\StepOfColumns;
use Piwik\Plugins\OAuth2\tests\Support\StepThatCounts;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

/** Every earlier installation arrives at the same schema, through steps that run once each. */
final class SchemaStepsTest extends StorageTestCase
{
    /** The schema after two more steps. */
    private const LATER = Schema::VERSION + 2;

    private Connection $other;

    protected function setUp(): void
    {
        parent::setUp();
        $this->other = TestDatabase::connect('steps_');
        $this->clear();
    }

    protected function tearDown(): void
    {
        $this->clear();
    }

    /** @return iterable<string, array{string}> */
    public static function fixtures(): iterable
    {
        foreach (SchemaFixture::ALL as $name) {
            yield $name => [$name];
        }
    }

    public function testEachEarlierSchemaHasAFixture(): void
    {
        self::assertContains('schema-1', SchemaFixture::ALL);
        foreach (\array_slice(array_keys(LaterSteps::with()), 0, -1) as $version) {
            self::assertContains("schema-$version", SchemaFixture::ALL, 'tools/schema-fixture creates the fixture');
        }
    }

    #[DataProvider('fixtures')]
    public function testEachEarlierInstallationArrivesAtTheSchemaOfANewOne(string $fixture): void
    {
        SchemaFixture::load($this->other, $fixture);
        (new Schema($this->other))->migrate();

        self::assertSame(Schema::VERSION, (new Schema($this->other))->version());
        self::assertEquals(OfficialTables::describe($this->connection), OfficialTables::describe($this->other));
        self::assertSame(Schema::VERSION, (new Schema($this->connection))->version());
    }

    #[DataProvider('fixtures')]
    public function testEachEarlierInstallationArrivesAtTheSchemaOfLaterSteps(string $fixture): void
    {
        (new Migrator($this->other, self::steps(), []))->run();
        $new = OfficialTables::describe($this->other);
        self::assertArrayHasKey('oauth2_later', $new);
        $this->clear();
        SchemaFixture::load($this->other, $fixture);
        (new Migrator($this->other, self::steps(), []))->run();

        self::assertEquals($new, OfficialTables::describe($this->other));
        self::assertSame((string) self::LATER, (new MetaTable($this->other))->get('schema'));
        self::assertSame(1, $this->runs());
    }

    public function testTheRowsOfSchema1AreKept(): void
    {
        SchemaFixture::load($this->other, 'schema-1');
        $before = SchemaFixture::rows($this->other);
        self::assertCount(8, $before['oauth2_authorization']);
        self::assertCount(5, $before['oauth2_client']);
        self::assertCount(3, $before['oauth2_key']);
        foreach ($before as $table => $rows) {
            self::assertNotSame([], $rows, "$table has rows");
        }
        (new Schema($this->other))->migrate();

        $after = SchemaFixture::rows($this->other);
        foreach ($before as $table => $rows) {
            // A later step may add columns.
            $kept = array_map(
                static fn (array $row): array => array_intersect_key($row, $rows[0] ?? []),
                $after[$table] ?? [],
            );
            self::assertSame($rows, $kept, $table);
        }
    }

    public function testALaterStepFillsItsColumnInAllRows(): void
    {
        SchemaFixture::load($this->other, 'schema-1');
        (new Migrator($this->other, self::steps(), []))->run();

        $rows = SchemaFixture::rows($this->other);
        self::assertSame(
            array_column($rows['oauth2_authorization'], 'scope', 'id'),
            array_column($rows['oauth2_authorization'], 'later_scope', 'id'),
        );
        self::assertSame([7], array_values(array_unique(array_map(intval(...), array_column($rows['oauth2_client'], 'later_number')))));
    }

    public function testAClientOfSchema1ActsAsItsOwner(): void
    {
        SchemaFixture::load($this->other, 'schema-1');
        $table = $this->other->table('oauth2_client');
        $this->other->execute("UPDATE $table SET owner_login = '' WHERE client_id = 'empty'");
        (new Schema($this->other))->migrate();
        $clients = new ClientTable($this->other);

        self::assertSame('änna', $clients->find('paused')?->actsAs);
        self::assertSame('anna', $clients->find('confidential')?->actsAs);
        $ownerless = $clients->find('empty');
        self::assertSame(['', null], [$ownerless?->ownerLogin, $ownerless?->actsAs]);
        self::assertNull($ownerless?->oldSecretHash);
        $authorization = (new AuthorizationTable($this->other))->find('redeemed');
        self::assertSame(['matomo:write', null], [$authorization?->scope, $authorization?->askedScope]);
    }

    /** A process may die after any statement of the step. */
    public function testTheStepToSchema2MayRunAgain(): void
    {
        SchemaFixture::load($this->other, 'schema-1');
        (new Schema($this->other))->migrate();
        $described = OfficialTables::describe($this->other);
        $table = $this->other->table('oauth2_client');
        $this->other->execute("UPDATE $table SET acts_as = 'carl' WHERE client_id = 'paused'");
        $this->other->execute("UPDATE $table SET acts_as = NULL WHERE client_id = 'confidential'");
        (new MetaTable($this->other))->set('schema', '1');
        (new Schema($this->other))->migrate();

        self::assertEquals($described, OfficialTables::describe($this->other));
        self::assertSame('carl', (new ClientTable($this->other))->find('paused')?->actsAs);
        self::assertNull((new ClientTable($this->other))->find('confidential')?->actsAs);
    }

    public function testTheStepToSchema3MayRunAgain(): void
    {
        SchemaFixture::load($this->other, 'schema-2');
        (new Schema($this->other))->migrate();
        $described = OfficialTables::describe($this->other);
        self::assertFalse((new ClientTable($this->other))->find('confidential')?->hasKeys());
        (new ClientTable($this->other))->insert(Records::client('keys', jwks: '{"keys":[]}'));
        (new MetaTable($this->other))->set('schema', '2');
        (new Schema($this->other))->migrate();

        self::assertEquals($described, OfficialTables::describe($this->other));
        self::assertSame('{"keys":[]}', (new ClientTable($this->other))->find('keys')?->jwks);
    }

    public function testTheStepToSchema4MayRunAgain(): void
    {
        SchemaFixture::load($this->other, 'schema-3');
        (new Schema($this->other))->migrate();
        $described = OfficialTables::describe($this->other);
        $address = 'https://app.example/' . str_repeat('c', 235);
        (new ClientTable($this->other))->insert(Records::client($address));
        (new DocumentTable($this->other))->store($address, '{}', self::NOW, self::NOW + 300);
        (new MetaTable($this->other))->set('schema', '3');
        (new Schema($this->other))->migrate();

        self::assertEquals($described, OfficialTables::describe($this->other));
        self::assertSame($address, (new ClientTable($this->other))->find($address)?->clientId);
        self::assertSame('{}', (new DocumentTable($this->other))->find($address)?->body);
        self::assertNotNull((new ClientTable($this->other))->find('paused'));
    }

    public function testTheStepToSchema8MayRunAgain(): void
    {
        SchemaFixture::load($this->other, 'schema-7');
        (new Schema($this->other))->migrate();
        $described = OfficialTables::describe($this->other);
        $table = new RegistrationTable($this->other);
        $table->add(Records::registration('waits', self::NOW + 600), 'site', 'network');
        $table->visit('waits', 'uanna', self::NOW, null, 0);
        (new MetaTable($this->other))->set('schema', '7');
        (new Schema($this->other))->migrate();

        self::assertEquals($described, OfficialTables::describe($this->other));
        self::assertEquals([new WaitingPlace((int) $table->idOf('waits'), 'site', 'network', 'uanna', self::NOW)], $table->places());
    }

    public function testTheClientsOfTheOfficialPluginAreKept(): void
    {
        SchemaFixture::load($this->other, 'official-5');
        (new Schema($this->other, ['matomo:write']))->migrate();
        $clients = new ClientTable($this->other);

        $server = $clients->find('server');
        self::assertSame("Anna's app \u{1F980}", $server?->name);
        self::assertSame(['https://app.example/cb', 'http://app.example/cb'], $server->redirectUris);
        self::assertSame(['matomo:read', 'matomo:write', 'matomo:admin'], $server->scopes);
        self::assertFalse($server->requirePkce);
        self::assertSame(0, $server->epoch);
        $browser = $clients->find('browser');
        self::assertSame('änna', $browser?->ownerLogin);
        self::assertSame('änna', $browser->actsAs);
        self::assertTrue($browser->requirePkce);
        $nulls = $clients->find('nulls');
        self::assertSame('', $nulls?->description);
        self::assertSame([[], []], [$nulls->redirectUris, $nulls->grantTypes]);
        // A second conversion would add the scopes below it.
        self::assertSame(['matomo:write'], $nulls->scopes);
        self::assertFalse($clients->find('paused')?->active);
    }

    public function testTheStepsLeadToTheSchemaOfTheCode(): void
    {
        $steps = (new \ReflectionClassConstant(Schema::class, 'STEPS'))->getValue();
        self::assertIsArray($steps);
        self::assertSame(range(1, Schema::VERSION), array_keys($steps));
        foreach ($steps as $number => $class) {
            self::assertIsString($class);
            self::assertMatchesRegularExpression("~\\\\Step$number(?!\\d)~", $class);
        }
    }

    public function testTheStepsCreateExactlyTheListedTables(): void
    {
        $made = array_map($this->connection->table(...), array_keys(OfficialTables::describe($this->connection)));
        $listed = (new Schema($this->connection))->tables();
        sort($listed);

        self::assertSame($made, $listed);
    }

    public function testTheRecordsHaveTheColumnsOfTheirTables(): void
    {
        foreach (
            [
                // The database generates two; only the limit of each user's clients reads the last one.
                'oauth2_client' => [...ClientRecord::COLUMNS, 'sort_name', 'search_text', 'allowed_by'],
                'oauth2_authorization' => AuthorizationRecord::COLUMNS,
                'oauth2_key' => SigningKeyRecord::COLUMNS,
            ] as $table => $columns
        ) {
            $lease = new Lease($this->connection);
            self::assertEqualsCanonicalizing((new StepDatabase($this->connection, $lease, []))->columns($table), $columns, $table);
        }
        self::assertSame(ClientRecord::COLUMNS, array_keys(Records::client()->toRow()));
        self::assertSame(AuthorizationRecord::COLUMNS, array_keys(Records::code()->toRow()));
        $key = new SigningKeyRecord('kid', 'EdDSA', SigningKeyRecord::NEXT, 'sealed', '{}', self::NOW);
        self::assertSame(SigningKeyRecord::COLUMNS, array_keys($key->toRow()));
    }

    public function testASecondRunDoesNothing(): void
    {
        $this->migrate();
        $this->migrate();

        self::assertSame(1, $this->runs());
    }

    /** If a process dies between the step and the schema number, the step runs again and skips marked rows. */
    public function testAStepMayRunAgain(): void
    {
        SchemaFixture::load($this->other, 'schema-1');
        $this->migrate();
        $described = OfficialTables::describe($this->other);
        (new MetaTable($this->other))->set('schema', (string) Schema::VERSION);
        $authorizations = $this->other->table('oauth2_authorization');
        $this->other->execute("UPDATE $authorizations SET later_scope = NULL WHERE id = 'redeemed'");
        $this->migrate();

        self::assertEquals($described, OfficialTables::describe($this->other));
        self::assertSame('done', (new MetaTable($this->other))->get('step-later-scopes'));
        self::assertNull($this->other->row("SELECT later_scope FROM $authorizations WHERE id = 'redeemed'")['later_scope'] ?? null);
    }

    public function testTheLeaseIsReleased(): void
    {
        $this->migrate();
        self::assertNull((new MetaTable($this->other))->get(Lease::NAME));
        self::assertNull((new Lease($this->other))->holder());
    }

    public function testAFailingStepReleasesTheLease(): void
    {
        try {
            (new Migrator($this->other, LaterSteps::with(self::failingStep()), []))->run();
            self::fail('no exception');
        } catch (MigrationBusy $failure) {
            self::assertSame('the step fails', $failure->getMessage());
        }

        self::assertNull((new MetaTable($this->other))->get(Lease::NAME));
        self::assertSame((string) Schema::VERSION, (new MetaTable($this->other))->get('schema'));
    }

    public function testNoOtherProcessMigratesWhileTheLeaseIsHeld(): void
    {
        (new Schema($this->other))->migrate();
        $lease = new Lease($this->other);
        self::assertTrue($lease->take());
        self::assertFalse((new Lease($this->other))->take());
        try {
            (new Migrator($this->other, self::steps(), [], patience: 0))->run();
            self::fail('no exception');
        } catch (MigrationBusy $busy) {
            self::assertStringContainsString((string) getmypid(), $busy->getMessage());
        }
        self::assertSame((string) Schema::VERSION, (new MetaTable($this->other))->get('schema'));
        $lease->release();
        self::assertTrue((new Lease($this->other))->take());
    }

    public function testLeasesOfDifferentNamesAreIndependent(): void
    {
        (new Schema($this->other))->migrate();
        self::assertTrue((new Lease($this->other))->take());
        $another = new Lease($this->other, 60, 'another');
        self::assertTrue($another->take());
        self::assertFalse((new Lease($this->other, 60, 'another'))->take());
        $another->renew();
        $another->release();
        self::assertNull((new MetaTable($this->other))->get('another'));
        self::assertFalse((new Lease($this->other))->take(), 'the first one is still held');
    }

    public function testTheLeaseOfADeadProcessExpires(): void
    {
        (new Schema($this->other))->migrate();
        $dead = new Lease($this->other, 1);
        self::assertTrue($dead->take());
        self::assertFalse((new Lease($this->other))->take());
        (new Migrator($this->other, self::steps(), [], patience: 10))->run();

        self::assertSame((string) self::LATER, (new MetaTable($this->other))->get('schema'));
        $this->expectException(MigrationBusy::class);
        $dead->renew();
    }

    public function testALeaseHasExpiredInTheSecondOfItsExpiry(): void
    {
        (new Schema($this->other))->migrate();
        $time = TestDatabase::isMySql() ? 'UNIX_TIMESTAMP()' : "strftime('%s', 'now')";
        $meta = $this->other->table('oauth2_meta');
        // Its text converts to the number before the first blank.
        $value = TestDatabase::isMySql() ? "CONCAT($time, ' other:1:1 1')" : "$time || ' other:1:1 1'";
        $this->other->execute("INSERT INTO $meta (name, value) VALUES (?, $value)", [Lease::NAME]);
        self::assertNull((new Lease($this->other))->holder());
        $heir = new Lease($this->other);
        self::assertTrue($heir->take());
        $heir->release();
        $this->other->execute("INSERT INTO $meta (name, value) VALUES (?, '1000000000 other:1:1 1')", [Lease::NAME]);
        self::assertNull((new Lease($this->other))->holder());
        self::assertTrue((new Lease($this->other))->take(), 'long after its expiry, too');
    }

    public function testReleasingALeaseThatAnotherProcessHasTakenChangesNothing(): void
    {
        (new Schema($this->other))->migrate();
        $lost = new Lease($this->other);
        self::assertTrue($lost->take());
        $meta = $this->other->table('oauth2_meta');
        $this->other->execute("UPDATE $meta SET value = '9999999999 other:1:1 1' WHERE name = ?", [Lease::NAME]);
        $lost->release();
        self::assertSame('other:1', (new Lease($this->other))->holder());
    }

    public function testRenewingKeepsTheLease(): void
    {
        (new Schema($this->other))->migrate();
        $lease = new Lease($this->other, 2);
        self::assertTrue($lease->take());
        for ($tenth = 0; $tenth < 3; $tenth++) {
            usleep(900_000);
            $lease->renew();
        }
        self::assertFalse((new Lease($this->other))->take());
    }

    public function testAProcessThatLostTheLeaseWritesNothing(): void
    {
        (new Schema($this->other))->migrate();
        $old = new Lease($this->other, 0);
        self::assertTrue($old->take());
        self::assertTrue((new Lease($this->other))->take());
        $database = new StepDatabase($this->other, $old, []);
        foreach (
            [
                static fn () => $database->execute('DROP TABLE ' . $database->table('oauth2_client')),
                static fn () => $database->addColumn('oauth2_client', 'late', 'BIGINT NULL', 'INTEGER NULL'),
                static fn () => $database->once('step-9', static fn () => null),
            ] as $write
        ) {
            try {
                $write();
                self::fail('no exception');
            } catch (MigrationBusy) {
            }
        }
        // A lost lease cannot be released.
        $old->release();
        self::assertNotNull((new Lease($this->other))->holder());
        self::assertNull((new MetaTable($this->other))->get('step-9'));
        self::assertEquals(OfficialTables::describe($this->connection), OfficialTables::describe($this->other));
    }

    public function testTheTablesAreMarkedWithTheirSchema(): void
    {
        SchemaFixture::load($this->other, 'schema-1');
        $meta = new MetaTable($this->other);
        (new Schema($this->other))->migrate();
        (new Schema($this->other))->confirm();
        self::assertNotNull($meta->get(Schema::MARK));
        $this->migrate();

        self::assertNotNull($meta->get('schema-' . self::LATER));
        self::assertNull($meta->get(Schema::MARK));
        $this->expectException(SchemaMismatch::class);
        (new Schema($this->other))->confirm();
    }

    public function testTheSchemaNumberNeverDecreases(): void
    {
        $this->migrate();
        $meta = new MetaTable($this->other);
        self::assertFalse($meta->replace('schema', '1', '2'));
        self::assertSame((string) self::LATER, $meta->get('schema'));
    }

    /** @return iterable<string, array{string|int|null, bool}> */
    public static function numbers(): iterable
    {
        yield 'none' => [null, false];
        yield 'older' => [(string) (Schema::VERSION - 1), false];
        yield 'this one' => [(string) Schema::VERSION, true];
        yield 'as an int' => [Schema::VERSION, true];
        yield 'newer' => [(string) (Schema::VERSION + 1), false];
        yield 'no number' => ['x', false];
    }

    #[DataProvider('numbers')]
    public function testOnlyTheSchemaOfTheCodeIsAccepted(string|int|null $number, bool $right): void
    {
        try {
            Schema::expect($number);
            self::assertTrue($right);
        } catch (SchemaMismatch $mismatch) {
            self::assertFalse($right);
            self::assertSame(Schema::VERSION, $mismatch->needed);
            self::assertSame((int) $number > Schema::VERSION, $mismatch->isNewer());
        }
    }

    public function testCheckReportsTheSchemaThatItFinds(): void
    {
        try {
            (new Schema($this->other))->check();
            self::fail('no exception');
        } catch (SchemaMismatch $mismatch) {
            self::assertSame(0, $mismatch->found);
        }
        (new Schema($this->other))->migrate();
        (new Schema($this->other))->check();
    }

    /** @return array<int, class-string<Step>> */
    private static function steps(): array
    {
        return LaterSteps::with(StepOfColumns::class, StepThatCounts::class);
    }

    /** @return class-string<Step> */
    private static function failingStep(): string
    {
        return (new class () implements Step {
            public function run(StepDatabase $database): void
            {
                throw new MigrationBusy('the step fails');
            }
        })::class;
    }

    private function migrate(): void
    {
        (new Migrator($this->other, self::steps(), []))->run();
    }

    private function runs(): int
    {
        $row = $this->other->row(
            'SELECT hits FROM ' . $this->other->table('oauth2_throttle') . ' WHERE bucket = ?',
            [StepThatCounts::BUCKET],
        );

        return (int) ($row['hits'] ?? 0);
    }

    private function clear(): void
    {
        (new Schema($this->other))->uninstall();
        OfficialTables::drop($this->other);
        $this->other->execute('DROP TABLE IF EXISTS ' . $this->other->table('oauth2_later'));
    }
}
