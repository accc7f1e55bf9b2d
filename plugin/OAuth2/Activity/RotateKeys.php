<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** The signing key was rotated. */
class RotateKeys extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.keys.rotated';

    protected function stored(array $context): array|false
    {
        return ['version' => 'v1', 'kid' => $context['kid'] ?? null, 'retired' => $context['retired'] ?? null];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate('OAuth2_ActivityKeysRotated', [self::shown($stored['kid'] ?? '')]);
    }
}
