<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\Config;
use OAuth2Host\FileEvents;
use OAuth2Host\HostUsers;
use OAuth2Host\Setup;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Schema;

/** A host whose files were replaced while it is running answers 503 and logs the command that migrates the tables. */
final class MigrateTest extends TestCase
{
    private string $folder;

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/oauth2-migrate-' . getmypid();
        (new Setup($this->folder, 'http://127.0.0.1:8080'))->run();
    }

    protected function tearDown(): void
    {
        exec('rm -r ' . escapeshellarg($this->folder));
    }

    public function testTheCommandFromTheLogMigrates(): void
    {
        self::assertSame(401, $this->token());
        $this->setSchema(Schema::VERSION - 1);
        self::assertSame(503, $this->token());
        $log = (string) file_get_contents($this->folder . '/events.log');
        self::assertStringContainsString('"event":"schema.mismatch"', $log);
        self::assertStringContainsString("script/php host/bin/migrate.php $this->folder\"", $log);

        self::assertSame([0, 'Schema ' . (Schema::VERSION - 1) . ' -> ' . Schema::VERSION], $this->migrate());
        self::assertSame(401, $this->token());
        self::assertSame([0, 'Schema ' . Schema::VERSION . ' -> ' . Schema::VERSION], $this->migrate());
    }

    public function testStartingMigrates(): void
    {
        $this->setSchema(Schema::VERSION - 1);
        (new Setup($this->folder, 'http://127.0.0.1:8080'))->run();

        self::assertSame(401, $this->token());
    }

    public function testNewerTablesAreRefused(): void
    {
        $this->setSchema(Schema::VERSION + 1);
        self::assertSame(503, $this->token());
        self::assertStringNotContainsString('migrate.php', (string) file_get_contents($this->folder . '/events.log'));
        [$status, $text] = $this->migrate();
        self::assertSame(1, $status);
        self::assertStringContainsString('have schema ' . (Schema::VERSION + 1), $text);
        self::assertSame((string) (Schema::VERSION + 1), $this->meta()->get(Schema::VERSION_NAME));
    }

    private function meta(): MetaTable
    {
        return new MetaTable(Config::load($this->folder)->connection());
    }

    /** Sets the schema number as code of another schema would. */
    private function setSchema(int $schema): void
    {
        $connection = Config::load($this->folder)->connection();
        $connection->execute('DELETE FROM ' . $connection->table('oauth2_meta') . ' WHERE name = ?', [Schema::MARK]);
        $this->meta()->set(Schema::VERSION_NAME, (string) $schema);
    }

    /** The status of a request by an unknown client. */
    private function token(): int
    {
        $config = Config::load($this->folder);
        $server = new AuthorizationServer(
            $config->settings(),
            $config->connection(),
            new HostUsers($this->folder . '/users'),
            events: new FileEvents($this->folder . '/events.log'),
        );

        return $server->token(new Request(
            'POST',
            '',
            ['content-type' => ['application/x-www-form-urlencoded'], 'authorization' => ['Basic ' . base64_encode('x:y')]],
            'grant_type=client_credentials',
            '192.0.2.1',
        ))->status;
    }

    /** @return array{int, string} status and output */
    private function migrate(): array
    {
        exec(implode(' ', array_map(escapeshellarg(...), [
            PHP_BINARY, \dirname(__DIR__, 2) . '/bin/migrate.php', $this->folder,
        ])) . ' 2>&1', $lines, $status);

        return [$status, implode("\n", $lines)];
    }
}
