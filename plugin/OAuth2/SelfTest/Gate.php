<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Refuses bearer tokens while the self-test has not passed. Only calls with a valid token get here. */
final class Gate
{
    /** The seconds after which a client may try again while the self-test is running. */
    private const WAIT = 5;

    /** Returns the response, and starts the self-test if an attempt is due. */
    public static function refusal(): BearerError
    {
        $wait = self::WAIT;
        try {
            $fingerprint = Fingerprint::current();
            $verdicts = SelfTest::verdicts();
            $verdict = $verdicts->find($fingerprint->id);
            if ($verdict === null || $verdict->clears() || $verdict->nextAttempt() <= time()) {
                SelfTest::schedule($fingerprint);
            } elseif (!$verdict->isRunning(time())) {
                $wait = max(self::WAIT, $verdict->nextAttempt() - time());
                SelfTest::log($verdicts, $verdict);
            }
        } catch (StorageUnavailable) {
            return BearerError::unavailable();
        }

        return BearerError::unavailable(
            'This Matomo has not yet verified that it can limit access tokens. Try again later, or ask its administrator',
            $wait,
        );
    }
}
