<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\tests\Support\ArrayCache;

/** If the tables have another schema than the code, everything that uses them answers 503 and an event is logged. */
final class SchemaMismatchTest extends ServerTestCase
{
    protected function tearDown(): void
    {
        $this->connection->failing = null;
        $schema = new Schema($this->connection);
        $schema->uninstall();
        $schema->migrate();
    }

    /** @return iterable<string, array{int}> */
    public static function schemas(): iterable
    {
        yield 'an older one' => [Schema::VERSION - 1];
        yield 'a newer one' => [Schema::VERSION + 1];
    }

    #[DataProvider('schemas')]
    public function testEveryEndpointThatUsesTablesAnswers503(int $schema): void
    {
        $this->client();
        $code = $this->code();
        $accessToken = self::token($this->clientCredentials());
        $this->server->jwks(new Request('GET'));
        $this->events->events = [];
        $this->setSchema($schema);

        foreach (
            [
                'token' => fn (): int => $this->redeem($code)->status,
                'token by client credentials' => fn (): int => $this->clientCredentials()->status,
                'token by a refresh token' => fn (): int => $this->refresh("$code")->status,
                'revoke' => fn (): int => $this->server->revoke(self::post(['token' => $accessToken], self::basic()))->status,
                'introspect' => fn (): int
                    => $this->server->introspect(self::post(['token' => $accessToken], self::basic()))->status,
                'jwks' => fn (): int => $this->server->jwks(new Request('GET'))->status,
                'authorize' => fn (): int => $this->page(new Request('GET', 'client_id=app&response_type=code')),
                'bearer' => fn (): int => $this->bearerStatus($accessToken),
                'bearer of an authorization that is gone' => function () use ($accessToken): int {
                    $this->connection->execute('DELETE FROM ' . $this->connection->table('oauth2_authorization'));

                    return $this->bearerStatus($accessToken);
                },
            ] as $endpoint => $status
        ) {
            $this->events->events = [];
            self::assertSame(503, $status(), $endpoint);
            $this->assertTold($schema, $endpoint);
        }
    }

    /** The tables of version 1 have no mark. The first request reads the schema and marks them for the next ones. */
    public function testTheFirstRequestMarksUnmarkedTables(): void
    {
        $this->client();
        $this->clientCredentials();
        $meta = $this->connection->table('oauth2_meta');
        $this->connection->execute("DELETE FROM $meta WHERE name = ?", [Schema::MARK]);
        $this->connection->forget();
        self::assertSame(200, $this->clientCredentials()->status);
        $first = \count($this->connection->reads);
        self::assertNotNull((new MetaTable($this->connection))->get(Schema::MARK));
        $this->connection->forget();
        self::assertSame(200, $this->clientCredentials()->status);
        self::assertCount($first - 2, $this->connection->reads);
    }

    public function testADecisionIsNotCarriedOut(): void
    {
        $this->client();
        $this->setSchema(0);
        $before = $this->authorizations();
        $nonce = str_repeat('n', 43);
        (new ConsentTable($this->connection))->issue(
            oauth2_token_digest($nonce),
            'anna',
            oauth2_token_digest("authorization request\nclient_id=app"),
            $this->clock->now() + 60,
        );
        $answer = $this->server->authorization()->decide(
            new Request('POST', '', ['content-type' => ['application/x-www-form-urlencoded']], http_build_query([
                'request' => 'client_id=app', 'nonce' => $nonce, 'decision' => 'allow', 'scope' => 'matomo:read',
            ])),
            new User('anna', Scope::SuperUser),
        );

        self::assertInstanceOf(ErrorPage::class, $answer);
        self::assertSame(503, $answer->status);
        self::assertSame($before, $this->authorizations());
    }

    public function testAMissingColumnIsReportedAsASchemaMismatch(): void
    {
        $this->client();
        $table = $this->connection->table('oauth2_client');
        $this->connection->execute("ALTER TABLE $table DROP COLUMN epoch");
        $this->setSchema(0);

        self::assertSame(503, $this->clientCredentials()->status);
        $this->assertTold(0);
    }

    public function testMissingTablesAreReportedAsASchemaMismatch(): void
    {
        (new Schema($this->connection))->uninstall();

        self::assertSame(503, $this->clientCredentials()->status);
        $this->assertTold(0);
    }

    public function testAnUnavailableDatabaseIsNotReportedAsASchemaMismatch(): void
    {
        $this->client();
        $this->connection->failing = '';

        self::assertSame(503, $this->clientCredentials()->status);
        self::assertSame([], $this->events->names());
    }

    /** Sets the schema number as code of another schema would; that code uses another cache entry. */
    private function setSchema(int $schema): void
    {
        $meta = $this->connection->table('oauth2_meta');
        $this->connection->execute("DELETE FROM $meta WHERE name = ?", [Schema::MARK]);
        (new MetaTable($this->connection))->set('schema', (string) $schema);
        $this->cache = new ArrayCache($this->clock);
        $this->server = $this->serverWith();
    }

    private function page(Request $request): int
    {
        $page = $this->server->authorization()->open($request, new User('anna', Scope::SuperUser));
        self::assertInstanceOf(ErrorPage::class, $page);

        return $page->status;
    }

    private function assertTold(int $found, string $message = ''): void
    {
        self::assertEquals(
            [new Event('schema.mismatch', ['found' => $found, 'needed' => Schema::VERSION])],
            $this->events->events,
            $message,
        );
    }

    private function authorizations(): int
    {
        $row = $this->connection->row('SELECT COUNT(*) AS n FROM ' . $this->connection->table('oauth2_authorization'));

        return (int) ($row['n'] ?? 0);
    }
}
