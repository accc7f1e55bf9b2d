<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Piwik;

/**
 * A stand-in for the base class of the plugin ActivityLog, as far as its documentation and open plugins show it. Tests
 * alias it if that plugin is missing.
 */
abstract class ActivityLogActivity
{
    public const USER_ANONYMOUS = 'anonymous';

    public const USER_SYSTEM = 'system';

    protected $eventName = '';

    public function getEventName()
    {
        return $this->eventName;
    }

    abstract public function extractParams($eventData);

    abstract public function getTranslatedDescription($activityData, $performingUser);

    public function getPerformingUser($eventData = null)
    {
        return Piwik::getCurrentUserLogin();
    }
}
