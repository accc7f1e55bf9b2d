<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

class ChangeClientKeys extends ClientActivity
{
    protected const ACTION = 'keys_changed';

    protected const SENTENCE = 'OAuth2_ActivityKeysChanged';

    /** @var string */
    protected $eventName = 'OAuth2.client.keys_changed';

    protected function stored(array $context): array|false
    {
        $stored = parent::stored($context);

        return $stored === false ? false : $stored + [
            'leaked' => $context['leaked'] ?? null,
            'method' => $context['method'] ?? null,
        ];
    }

    protected function describe(array $stored): string
    {
        return match (true) {
            ($stored['leaked'] ?? false) === true => Piwik::translate('OAuth2_ActivityKeysLeaked', [self::label($stored)]),
            ($stored['method'] ?? '') === 'client_secret' => Piwik::translate('OAuth2_ActivityKeysRemoved', [self::label($stored)]),
            default => parent::describe($stored),
        };
    }
}
