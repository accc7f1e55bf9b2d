<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** An entry about a client that named a user who was deleted. */
abstract class DeletedUserActivity extends BaseActivity
{
    protected const SENTENCE = '';

    protected function stored(array $context): array|false
    {
        $client = self::client($context);

        return $client === null ? false : [
            'version' => 'v1',
            'client' => $client,
            'userLogin' => $context['login'] ?? null,
        ];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(static::SENTENCE, [self::label($stored), self::shown($stored['userLogin'] ?? '')]);
    }
}
