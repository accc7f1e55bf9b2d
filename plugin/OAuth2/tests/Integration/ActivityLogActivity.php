<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Piwik;

/**
 * Stands for the class that the plugin ActivityLog offers to others, of which its documentation and open plugins show
 * this much. Tests alias it where that plugin isn't.
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
