<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** A client was deleted because its owner was deleted: an entry of an earlier version. The event no longer happens. */
class DeleteClientWithOwner extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.deleteClientWithOwner.end';

    protected function stored(array $context): array|false
    {
        $client = $context['client'] ?? null;
        $owner = $context['ownerLogin'] ?? null;
        if (!\is_array($client) || !\is_string($owner) || $owner === '') {
            return false;
        }

        return ['version' => 'v1', 'client' => $client, 'ownerLogin' => $owner];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(
            'OAuth2_ActivityClientDeletedWithOwner',
            [self::label($stored), self::shown($stored['ownerLogin'] ?? '')],
        );
    }
}
