<?php

// SPDX-License-Identifier: GPL-3.0-or-later

// For PHPStan (phpstan-matomo.neon): the base class of the plugin ActivityLog, which is not part of Matomo, as far as known.

declare(strict_types=1);

namespace Piwik\Plugins\ActivityLog\Activity;

abstract class Activity
{
    public const USER_SYSTEM = 'system';

    /** @var string */
    protected $eventName = '';

    /**
     * @param array<mixed> $eventData
     * @return array<string, mixed>|false
     */
    abstract public function extractParams($eventData);

    /**
     * @param array<mixed> $activityData
     * @param string $performingUser
     * @return string
     */
    abstract public function getTranslatedDescription($activityData, $performingUser);

    /**
     * @param mixed $eventData
     * @return string
     */
    public function getPerformingUser($eventData = null)
    {
        return self::USER_SYSTEM;
    }
}
