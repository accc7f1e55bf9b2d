<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\OAuth2\Tasks;
use Piwik\Scheduler\Schedule\Daily;
use Piwik\Scheduler\Schedule\Hourly;
use Piwik\Scheduler\Scheduler;
use Piwik\Scheduler\Task;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group OAuth2Tasks
 * @group Plugins
 */
class TasksTest extends IntegrationTestCase
{
    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example');
        Installation::activate();
        ServerFactory::instance()->reset();
    }

    public function testSchedule(): void
    {
        $tasks = new Tasks();
        $tasks->schedule();
        $schedule = [];
        foreach ($tasks->getScheduledTasks() as $task) {
            $schedule[$task->getMethodName()] = $task->getScheduledTime()::class;
        }
        self::assertSame(
            [
                'migrate' => Hourly::class, 'selfTest' => Daily::class, 'fetchClientKeys' => Daily::class, 'assistants' => Daily::class,
                'discovery' => Daily::class,
                'enforceAssistants' => Hourly::class, 'purge' => Hourly::class, 'rotateKeys' => Hourly::class,
            ],
            $schedule,
        );
    }

    public function testMatomoFindsAndRunsTheTasks(): void
    {
        $connection = ServerFactory::instance()->connection();
        $consents = $connection->table('oauth2_consent');
        $revoked = $connection->table('oauth2_revoked_token');
        $connection->execute("INSERT INTO $revoked (jti, expires_at) VALUES ('old', ?), ('new', ?)", [time() - 1, time() + 600]);
        $issued = new ConsentTable($connection);
        $issued->issue('old', 'anna', 'request', time() - 1);
        $issued->issue('new', 'anna', 'request', time() + 600);
        $keys = $connection->table('oauth2_key');
        $before = $connection->row("SELECT kid FROM $keys WHERE state = 'current'");
        $connection->execute("UPDATE $keys SET activated_at = ? WHERE state = 'current'", [time() - 91 * 86400]);

        $scheduler = StaticContainer::get(Scheduler::class);
        foreach (['purge', 'rotateKeys'] as $method) {
            $name = Task::getTaskName(Tasks::class, $method);
            self::assertContains($name, $scheduler->getTaskList());
            $scheduler->runTaskNow($name);
        }
        self::assertSame([['jti' => 'new']], $connection->rows("SELECT jti FROM $revoked"));
        self::assertSame([['digest' => 'new']], $connection->rows("SELECT digest FROM $consents"));
        self::assertNotSame($before, $connection->row("SELECT kid FROM $keys WHERE state = 'current'"));
    }

    public function testEachRunIsBounded(): void
    {
        $connection = ServerFactory::instance()->connection();
        $table = $connection->table('oauth2_revoked_token');
        foreach (range(0, 10) as $part) {
            $rows = implode(', ', array_map(static fn (int $n): string => "('$part-$n', 1)", range(1, 1000)));
            $connection->execute("INSERT INTO $table (jti, expires_at) VALUES $rows");
        }
        $tasks = new Tasks();
        $left = [];
        foreach (range(1, 2) as $run) {
            $tasks->purge();
            $left[] = (int) ($connection->row("SELECT COUNT(*) AS n FROM $table")['n'] ?? -1);
        }
        self::assertSame([1000, 0], $left);
    }

    public function testWithoutASaltTheTasksDoNothing(): void
    {
        $connection = ServerFactory::instance()->connection();
        $revoked = $connection->table('oauth2_revoked_token');
        $connection->execute("INSERT INTO $revoked (jti, expires_at) VALUES ('old', ?)", [time() - 1]);
        $keys = $connection->table('oauth2_key');
        $connection->execute("UPDATE $keys SET activated_at = ? WHERE state = 'current'", [time() - 91 * 86400]);
        $before = $connection->rows("SELECT kid, state FROM $keys ORDER BY kid");
        Config::getInstance()->General['salt'] = '';
        ServerFactory::instance()->reset();
        $tasks = new Tasks();
        $tasks->purge();
        $tasks->rotateKeys();
        self::assertSame([['jti' => 'old']], $connection->rows("SELECT jti FROM $revoked"));
        self::assertSame($before, $connection->rows("SELECT kid, state FROM $keys ORDER BY kid"));
    }
}
