<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Container\StaticContainer;
use Piwik\Plugin\Tasks as MatomoTasks;
use Piwik\Plugins\OAuth2\Matomo\AssistantRules;
use Piwik\Plugins\OAuth2\Matomo\Discovery;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\OutgoingRequests;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\Server\Assistant\Trust;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Setting;

/** The scheduled tasks: a missed update, removal of expired rows, key rotation, the self-test, and assistants' documents. */
class Tasks extends MatomoTasks
{
    /** The maximum number of rows that one run removes from each table, so that it ends soon; the next run continues. */
    private const BUDGET = 10000;

    public function schedule(): void
    {
        $this->hourly('migrate', null, self::HIGH_PRIORITY);
        $this->daily('selfTest', null, self::LOW_PRIORITY);
        $this->daily('fetchClientKeys', null, self::LOW_PRIORITY);
        $this->daily('assistants', null, self::LOW_PRIORITY);
        $this->daily('discovery', null, self::LOW_PRIORITY);
        // The configuration file may change the settings, and nothing else notices that.
        $this->hourly('enforceAssistants', null, self::LOW_PRIORITY);
        $this->hourly('purge', null, self::LOW_PRIORITY);
        // Every hour, so that a change of the algorithm needs no second step: one run prepares the key, the next one rotates.
        $this->hourly('rotateKeys', null, self::LOW_PRIORITY);
    }

    /** Finishes the change from 6.1.0 to this line on Matomo 5, which Matomo's updater does not see. */
    public function migrate(): void
    {
        if (Installation::isOfHigherLine()) {
            Installation::update();
        }
    }

    /** Removes authorizations, revoked token ids, consent requests and throttle counters that have expired, and old events. */
    public function purge(): void
    {
        self::server()?->maintenance()->purge(self::BUDGET);
    }

    /** Rotates the signing key when the current one is old enough, and removes keys whose last token has expired. */
    public function rotateKeys(): void
    {
        self::server()?->keys()->rotateIfDue();
    }

    /** Fetches the keys of clients again that give the address of a JWK Set, so that removed keys stop working. */
    public function fetchClientKeys(): void
    {
        self::server()?->refreshClientKeys();
    }

    /** Runs the self-test when this process ends, if versions or plugins have changed, or if it has failed. */
    public function selfTest(): void
    {
        if (self::server() !== null) {
            SelfTest::schedule();
        }
    }

    /** Pauses and resumes the assistants that connect by themselves, as the settings say now. */
    public function enforceAssistants(): void
    {
        AssistantRules::enforce();
    }

    /** Compares the documents of assistants with those that their vendors publish, if assistants may connect by themselves. */
    public function assistants(): void
    {
        if (self::server() === null) {
            return;
        }
        AssistantRules::enforce();
        $factory = ServerFactory::instance()->forPages();
        if ($factory->settings()->word(Setting::Assistants) !== Trust::Off->value && OutgoingRequests::problem() === null) {
            $factory->server()->vendorDocuments()->compare();
        }
    }

    /** Brings the metadata that are files up to date, and tests whether the clean routes still answer that metadata name. */
    public function discovery(): void
    {
        if (self::server() !== null) {
            StaticContainer::get(Discovery::class)->watch();
        }
    }

    /** Null without the extension or an issuer: the system check reports it, so the tasks need not fail every hour. */
    private static function server(): ?AuthorizationServer
    {
        try {
            return ServerFactory::instance()->checkedServer();
        } catch (ExtensionMissing | NotConfigured) {
            return null;
        }
    }
}
