<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** An administrator gave a client another owner. */
class ChangeOwner extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.client.owner_changed';

    protected function stored(array $context): array|false
    {
        $client = self::client($context);

        return $client === null ? false : [
            'version' => 'v1',
            'client' => $client,
            'ownerLogin' => $context['owner'] ?? null,
            'previousLogin' => $context['previous'] ?? null,
        ];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(
            'OAuth2_ActivityClientOwnerChanged',
            [self::label($stored), self::shown($stored['ownerLogin'] ?? '')],
        );
    }
}
