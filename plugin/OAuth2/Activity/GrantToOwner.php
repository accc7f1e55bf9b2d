<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/**
 * A client got its first token by the client credentials grant, where no user decides. The class has the name of the official
 * plugin, whose clients acted as their owners.
 */
class GrantToOwner extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.authorization.granted';

    protected function stored(array $context): array|false
    {
        $client = self::client($context);
        if ($client === null || isset($context['requested'])) {
            // AuthorizeClient is the entry for a user's decision.
            return false;
        }

        return [
            'version' => 'v1',
            'client' => $client,
            'userLogin' => $context['login'] ?? null,
            'scopes' => [$context['scope'] ?? ''],
        ];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate('OAuth2_ActivityOwnerGranted', [
            self::label($stored),
            self::shown($stored['userLogin'] ?? ''),
            self::scopes($stored['scopes'] ?? []),
        ]);
    }
}
