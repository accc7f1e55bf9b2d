<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** A signing key that somebody else may have was withdrawn. */
class WithdrawKey extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.keys.withdrawn';

    protected function stored(array $context): array|false
    {
        return ['version' => 'v1', 'kid' => $context['kid'] ?? null, 'withdrawn' => $context['withdrawn'] ?? null];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(
            'OAuth2_ActivityKeyWithdrawn',
            [self::shown($stored['withdrawn'] ?? ''), self::shown($stored['kid'] ?? '')],
        );
    }
}
