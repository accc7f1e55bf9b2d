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

    private const LEASE_SECONDS = 60;

    private static bool $scheduled = false;

    public static function verdicts(): Verdicts
    {
        return new Verdicts(new MetaTable(ServerFactory::instance()->connection()), new SystemClock());
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
                foreach (['fastcgi_finish_request', 'litespeed_finish_request'] as $finish) {
                    if (\function_exists($finish)) {
                        $finish();
                    }
                }
                self::run(false, $expected);
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
     * Runs the self-test.
     *
     * @param bool $again true to run it whatever the present verdict is
     * @param ?Fingerprint $expected as in {@see schedule()}
     * @return ?Verdict null if another process is running it
     * @throws NotRunnable
     * @throws StorageException
     */
    public static function run(bool $again, ?Fingerprint $expected = null): ?Verdict
    {
        $factory = ServerFactory::instance();
        $factory->checkedServer();
        self::checkMatomo();
        $lease = new Lease($factory->connection(), self::LEASE_SECONDS, self::LEASE);
        if (!$lease->take()) {
            return null;
        }
        try {
            $fingerprint = (new Sandbox(Db::get()))->fingerprint();
            $verdicts = self::verdicts();
            $target = $expected ?? $fingerprint;
            $known = $verdicts->find($target->id);
            if (!$again && $known !== null && ($known->clears() || $known->nextAttempt() > time())) {
                $verdicts->affirm($known);

                return $known;
            }
            $verdicts->begin($target);
            $verdict = $target->id === $fingerprint->id
                ? self::decide($verdicts, $target)
                : $verdicts->fail($target, ['' => ['The versions or plugins have changed meanwhile']]);
            self::log($verdicts, $verdict);

            return $verdict;
        } finally {
            $lease->release();
        }
    }

    private static function decide(Verdicts $verdicts, Fingerprint $fingerprint): Verdict
    {
        try {
            $problems = array_filter(Trial::run());
        } catch (\Throwable $failure) {
            $problems = ['' => ['The checks could not run: ' . $failure->getMessage()]];
        }

        return $problems === [] ? $verdicts->pass($fingerprint) : $verdicts->fail($fingerprint, $problems);
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
