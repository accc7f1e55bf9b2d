<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Presentation;

class RotateSecret extends ClientActivity
{
    protected const ACTION = 'rotated';

    protected const SENTENCE = 'OAuth2_ActivitySecretRotated';

    /** @var string */
    protected $eventName = 'OAuth2.client.secret_rotated';

    protected function stored(array $context): array|false
    {
        $stored = parent::stored($context);

        return $stored === false ? false : $stored + [
            'leaked' => $context['leaked'] ?? null,
            'oldUntil' => $context['old_until'] ?? null,
        ];
    }

    protected function describe(array $stored): string
    {
        if (($stored['leaked'] ?? false) === true) {
            return Piwik::translate('OAuth2_ActivitySecretLeaked', [self::label($stored)]);
        }
        $until = $stored['oldUntil'] ?? null;

        return \is_int($until)
            ? Piwik::translate('OAuth2_ActivitySecretRotatedKept', [self::label($stored), (string) Presentation::time($until)])
            : parent::describe($stored);
    }
}
