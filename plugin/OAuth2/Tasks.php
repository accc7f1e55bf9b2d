<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Plugin\Tasks as MatomoTasks;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;

/** What Matomo's scheduler does for the authorization server. */
class Tasks extends MatomoTasks
{
    /** How many rows of each table one run removes at most, so that it ends soon; the next run goes on. */
    private const BUDGET = 10000;

    public function schedule(): void
    {
        $this->hourly('purge', null, self::LOW_PRIORITY);
        $this->daily('rotateKeys', null, self::LOW_PRIORITY);
    }

    /** Removes authorizations, revoked token ids, consent requests and throttle counters that have expired. */
    public function purge(): void
    {
        self::server()?->maintenance()->purge(self::BUDGET);
    }

    /** Lets the next key sign when the current one has reached its age, and drops keys whose last token has expired. */
    public function rotateKeys(): void
    {
        self::server()?->keys()->rotateIfDue();
    }

    /** Nothing without the extension or an issuer: the system check says so, an error every hour would not help. */
    private static function server(): ?AuthorizationServer
    {
        try {
            return ServerFactory::instance()->checkedServer();
        } catch (ExtensionMissing | NotConfigured) {
            return null;
        }
    }
}
