<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\tests\Support\OfficialTables;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

final class SchemaTest extends StorageTestCase
{
    private Connection $taken;

    protected function setUp(): void
    {
        parent::setUp();
        $this->taken = TestDatabase::connect('taken_');
        (new Schema($this->taken))->uninstall();
    }

    protected function tearDown(): void
    {
        (new Schema($this->taken))->uninstall();
        OfficialTables::drop($this->taken);
    }

    public function testASecondInstallationChangesNothing(): void
    {
        $schema = new Schema($this->taken);
        self::assertSame(0, $schema->version());
        $schema->migrate();
        self::assertSame(Schema::VERSION, $schema->version());
        (new ClientTable($this->taken))->insert(Records::client());
        $schema->migrate();

        self::assertNotNull((new ClientTable($this->taken))->find('app'));
        self::assertSame(Schema::VERSION, $schema->version());
    }

    public function testUninstallingLeavesNothing(): void
    {
        $schema = new Schema($this->taken);
        $schema->migrate();
        $schema->uninstall();

        self::assertSame(0, $schema->version());
        self::assertSame([], OfficialTables::describe($this->taken));
        $schema->uninstall();
    }

    public function testTakingOverAndInstallingGiveTheSameSchema(): void
    {
        OfficialTables::create($this->taken);
        (new Schema($this->taken))->migrate();

        self::assertEquals(OfficialTables::describe($this->connection), OfficialTables::describe($this->taken));
    }

    public function testAnInterruptedTakeOverIsCompleted(): void
    {
        OfficialTables::create($this->taken);
        OfficialTables::client($this->taken, 'one', 'confidential', '["matomo:write"]');
        $schema = new Schema($this->taken);
        $schema->migrate();
        $this->taken->execute('DELETE FROM ' . $this->taken->table('oauth2_meta'));
        $this->taken->execute('UPDATE ' . $this->taken->table('oauth2_client') . ' SET require_pkce = 1');
        $schema->migrate();

        $client = (new ClientTable($this->taken))->find('one');
        self::assertFalse($client?->requirePkce);
        self::assertSame(['matomo:read', 'matomo:write'], $client->scopes);
        self::assertEquals(OfficialTables::describe($this->connection), OfficialTables::describe($this->taken));
    }

    public function testATakenOverClientKeepsItsValues(): void
    {
        OfficialTables::create($this->taken);
        $hash = '$2y$10$abcdefghijklmnopqrstuu5Lw5ABCDEFGHIJKLMNOPQRSTUVWXYZa';
        OfficialTables::client($this->taken, '0a1b', 'confidential', '["matomo:read"]', $hash, 'änna');
        (new Schema($this->taken))->migrate();

        $client = (new ClientTable($this->taken))->find('0a1b');
        self::assertSame('0a1b', $client?->clientId);
        self::assertSame("Anna's app \u{1F980}", $client->name);
        self::assertSame('', $client->description);
        self::assertSame($hash, $client->secretHash);
        self::assertNull($client->secretHint);
        self::assertSame('änna', $client->ownerLogin);
        self::assertSame('änna', $client->actsAs);
        self::assertNull($client->oldSecretHash);
        self::assertSame(['https://app.example/cb', 'http://app.example/cb'], $client->redirectUris);
        self::assertSame(['authorization_code', 'client_credentials', 'refresh_token'], $client->grantTypes);
        self::assertTrue($client->active);
        self::assertSame(self::NOW, $client->createdAt);
        self::assertNull($client->lastUsedAt);
        self::assertTrue((new ClientTable($this->taken))->rehashSecret('0a1b', $hash, 'new hash'));
    }

    /** @return iterable<string, array{string, list<string>}> */
    public static function scopes(): iterable
    {
        yield 'the lowest' => ['["matomo:read"]', ['matomo:read']];
        yield 'a higher scope includes those below' => ['["matomo:admin"]', ['matomo:read', 'matomo:write', 'matomo:admin']];
        yield 'the highest' => ['["matomo:superuser"]', ['matomo:read', 'matomo:write', 'matomo:admin', 'matomo:superuser']];
        yield 'none: all that are allowed' => ['[]', ['matomo:read', 'matomo:write']];
        yield 'null: all that are allowed' => ['null', ['matomo:read', 'matomo:write']];
        yield 'an unknown one only: all that are allowed' => ['["other"]', ['matomo:read', 'matomo:write']];
        yield 'an unknown one beside' => ['["other","matomo:write"]', ['matomo:read', 'matomo:write']];
    }

    /** @param list<string> $expected */
    #[DataProvider('scopes')]
    public function testATakenOverScopeIsConvertedFromAMaximum(string $scopes, array $expected): void
    {
        OfficialTables::create($this->taken);
        OfficialTables::client($this->taken, 'one', 'public', $scopes);
        (new Schema($this->taken, ['matomo:read', 'matomo:write']))->migrate();

        self::assertSame($expected, (new ClientTable($this->taken))->find('one')?->scopes);
    }

    public function testOnlyConfidentialTakenOverClientsMayOmitPkce(): void
    {
        OfficialTables::create($this->taken);
        OfficialTables::client($this->taken, 'server', ClientRecord::CONFIDENTIAL, '[]');
        OfficialTables::client($this->taken, 'browser', ClientRecord::PUBLIC, '[]');
        (new Schema($this->taken))->migrate();
        $clients = new ClientTable($this->taken);

        self::assertFalse($clients->find('server')?->requirePkce);
        self::assertTrue($clients->find('browser')?->requirePkce);
        self::assertFalse($clients->find('browser')?->isConfidential());
    }

    public function testTheTokensOfTheOfficialPluginAreDeleted(): void
    {
        OfficialTables::create($this->taken);
        self::assertSame(4, count(OfficialTables::describe($this->taken)));
        (new Schema($this->taken))->migrate();

        $names = array_keys(OfficialTables::describe($this->taken));
        self::assertSame([], array_values(array_intersect($names, OfficialTables::GONE)));
        self::assertCount(12, $names);
    }

    public function testANewerSchemaIsRefusedAndUnchanged(): void
    {
        $schema = new Schema($this->taken);
        $schema->migrate();
        (new MetaTable($this->taken))->set('schema', (string) (Schema::VERSION + 1));
        $before = OfficialTables::describe($this->taken);
        try {
            $schema->migrate();
            self::fail('no exception');
        } catch (SchemaMismatch $mismatch) {
            self::assertTrue($mismatch->isNewer());
            self::assertStringContainsString('have schema ' . (Schema::VERSION + 1), $mismatch->getMessage());
            self::assertStringContainsString('no schema above ' . Schema::VERSION, $mismatch->getMessage());
        }

        self::assertSame(Schema::VERSION + 1, $schema->version());
        self::assertSame($before, OfficialTables::describe($this->taken));
        self::assertNull((new MetaTable($this->taken))->get('migration'));
    }
}
