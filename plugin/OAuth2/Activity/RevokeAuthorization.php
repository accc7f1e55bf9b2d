<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Server\EndReason;

/** An authorization ended: the user, an administrator or the client revoked it, or the user was deleted. */
class RevokeAuthorization extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.authorization.revoked';

    protected function stored(array $context): array|false
    {
        return [
            'version' => 'v1',
            'client' => self::client($context) ?? [],
            'userLogin' => $context['login'] ?? null,
            'authorizationId' => $context['authorization_id'] ?? null,
            'count' => $context['count'] ?? 1,
            'reason' => $context['reason'] ?? null,
        ];
    }

    protected function describe(array $stored): string
    {
        $login = self::shown($stored['userLogin'] ?? '');
        if (($stored['client'] ?? []) === []) {
            return Piwik::translate('OAuth2_ActivityRevokedAll', [$login, self::shown($stored['reason'] ?? '')]);
        }

        if ($login === '') {
            return Piwik::translate('OAuth2_ActivityRevokedOfClient', [self::label($stored), self::shown($stored['count'] ?? '')]);
        }

        return Piwik::translate(
            ($stored['reason'] ?? '') === EndReason::App->value ? 'OAuth2_ActivityRevokedByClient' : 'OAuth2_ActivityRevoked',
            [self::label($stored), $login],
        );
    }
}
