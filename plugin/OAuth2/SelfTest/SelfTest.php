<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Db;
use Piwik\Log\LoggerInterface;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Lease;
use Piwik\Plugins\OAuth2\Storage\MigrationBusy;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Updater;

/**
 * Runs the self-test, one process at a time, and stores the verdict.
 *
 * Whatever starts it by itself calls {@see schedule()}: the self-test then runs after the response has been sent and the
 * process ends with it, so that no request is served by a process that it may have changed.
 */
final class SelfTest
{
    public const COMMAND = './console oauth2:self-test';

    /** The name of the lease's row in oauth2_meta. */
    private const LEASE = 'self-test';

    /** It is not renewed during the checks, whose transaction would undo that; they take a few seconds. */
    private const LEASE_SECONDS = 120;

    private static bool $scheduled = false;

    /** @param ?Lease $lease as in {@see Verdicts} */
    public static function verdicts(?Lease $lease = null): Verdicts
    {
        return new Verdicts(new MetaTable(ServerFactory::instance()->connection()), new SystemClock(), $lease);
    }

    /**
     * Starts the self-test at the end of this process, unless the fingerprint has a verdict and no attempt is due.
     *
     * @param ?Fingerprint $expected that of the request that needs the verdict
     */
    public static function schedule(?Fingerprint $expected = null): void
    {
        if (self::$scheduled) {
            return;
        }
        self::$scheduled = true;
        register_shutdown_function(static function () use ($expected): void {
            try {
                if (self::endResponse()) {
                    self::run(false, $expected);
                }
            } catch (ExtensionMissing | NotConfigured | NotRunnable) {
                // The system check says what is missing; the first bearer call tries again.
                return;
            } catch (\Throwable $failure) {
                StaticContainer::get(LoggerInterface::class)->warning('OAuth2 could not run its self-test: {why}', [
                    'why' => $failure->getMessage(),
                ]);
            }
        });
    }

    /**
     * Sends what is left of the response, so that Matomo cannot change its status and headers during the self-test.
     *
     * @return bool false if the headers are still not sent
     */
    public static function endResponse(): bool
    {
        // PHP would end the process at a later flush(), when the client has gone.
        ignore_user_abort(true);
        foreach (['fastcgi_finish_request', 'litespeed_finish_request'] as $finish) {
            if (\function_exists($finish)) {
                $finish();

                return true;
            }
        }
        while (ob_get_level() > 0 && @ob_end_flush()) {
            continue;
        }
        flush();

        return PHP_SAPI === 'cli' || headers_sent();
    }

    /**
     * Runs the self-test. With a fingerprint whatever goes wrong is stored as its verdict, so that the next attempt waits.
     *
     * @param bool $again true to run it whatever the present verdict is
     * @param ?Fingerprint $expected as in {@see schedule()}
     * @return ?Verdict null if another process is running it
     * @throws NotRunnable only without a fingerprint
     * @throws StorageException
     */
    public static function run(bool $again, ?Fingerprint $expected = null): ?Verdict
    {
        $factory = ServerFactory::instance();
        $factory->checkedServer();
        if ($expected === null) {
            self::checkMatomo();
        }
        $lease = self::lease();
        if (!$lease->take()) {
            return null;
        }
        try {
            $verdicts = self::verdicts($lease);
            $fingerprint = $expected ?? (new Sandbox(Db::get()))->fingerprint();
            $known = $verdicts->find($fingerprint->id);
            if (!$again && $known !== null && ($known->clears() || $known->nextAttempt() > time())) {
                $verdicts->affirm($known);

                return $known;
            }
            $verdicts->begin($fingerprint);
            $problems = self::problems($fingerprint);
            $verdict = $problems === [] ? $verdicts->pass($fingerprint) : $verdicts->fail($fingerprint, $problems);
            self::log($verdicts, $verdict);

            return $verdict;
        } catch (MigrationBusy) {
            return null;
        } finally {
            $lease->release();
        }
    }

    /**
     * Begins or ends an override, while no self-test is running.
     *
     * @return ?bool false if there is no verdict about this fingerprint; null if another process is running the self-test
     * @throws StorageException
     */
    public static function override(string $id, bool $on): ?bool
    {
        $lease = self::lease();
        if (!$lease->take()) {
            return null;
        }
        try {
            return self::verdicts($lease)->override($id, $on);
        } catch (MigrationBusy) {
            return null;
        } finally {
            $lease->release();
        }
    }

    private static function lease(): Lease
    {
        return new Lease(ServerFactory::instance()->connection(), self::LEASE_SECONDS, self::LEASE);
    }

    /** @return array<string, list<string>> what is wrong, as in {@see Verdict} */
    private static function problems(Fingerprint $fingerprint): array
    {
        try {
            self::checkMatomo();
            self::checkUnchanged($fingerprint);
            $problems = array_filter(Trial::run());
            // The result is about nothing if Matomo or a plugin was updated during the checks.
            self::checkUnchanged($fingerprint);

            return $problems;
        } catch (NotRunnable $reason) {
            return ['' => [$reason->getMessage()]];
        } catch (\Throwable $failure) {
            return ['' => ['The checks could not run: ' . $failure->getMessage()]];
        }
    }

    /** @throws NotRunnable */
    private static function checkUnchanged(Fingerprint $fingerprint): void
    {
        if ((new Sandbox(Db::get()))->fingerprint()->id !== $fingerprint->id) {
            throw new NotRunnable('The versions or plugins have changed meanwhile');
        }
    }

    /** Writes what failed to the log. */
    public static function log(Verdicts $verdicts, Verdict $verdict): void
    {
        if ($verdict->status === Status::Passed || !$verdicts->mayLog()) {
            return;
        }
        StaticContainer::get(LoggerInterface::class)->error('OAuth2 self-test of {id}: {problems}. {effect} Run {command}.', [
            'id' => $verdict->id,
            'problems' => $verdict->summary(),
            'effect' => $verdict->clears()
                ? 'Bearer tokens are accepted all the same, because an administrator has overridden the result.'
                : 'Bearer tokens get status 503.',
            'command' => self::COMMAND,
        ]);
    }

    /**
     * Checks that a request would reach the API. Otherwise Matomo would end this process in the middle of the self-test.
     *
     * @throws NotRunnable
     */
    private static function checkMatomo(): void
    {
        if ((int) (Config::getInstance()->General['maintenance_mode'] ?? 0) === 1) {
            throw new NotRunnable('Matomo is in maintenance mode. Run ' . self::COMMAND . ' when maintenance has ended.');
        }
        if ((new Updater())->getComponentUpdates() !== null) {
            throw new NotRunnable('The database needs an update. Run ./console core:update first.');
        }
    }
}
