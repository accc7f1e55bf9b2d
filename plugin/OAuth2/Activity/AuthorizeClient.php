<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** A user allowed or denied an application's request. */
class AuthorizeClient extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.authorize.decision.end';

    protected function stored(array $context): array|false
    {
        $client = $context['client'] ?? null;
        $decision = $context['decision'] ?? null;
        if (!\is_array($client) || ($client['id'] ?? '') === '' || !\in_array($decision, ['allowed', 'denied'], true)) {
            return false;
        }

        return [
            'version' => 'v1',
            'client' => $client,
            'userLogin' => $context['userLogin'] ?? null,
            'scopes' => $decision === 'allowed' ? $context['scopes'] ?? [] : [],
            'requestedScopes' => $context['requestedScopes'] ?? [],
            'decision' => $decision,
        ];
    }

    protected function describe(array $stored): string
    {
        $allowed = ($stored['decision'] ?? '') === 'allowed';
        $requested = self::named($stored['requestedScopes'] ?? []);

        return $allowed
            ? Piwik::translate(
                'OAuth2_ActivityAllowed',
                [self::label($stored), self::named($stored['scopes'] ?? []), $requested],
            )
            : Piwik::translate('OAuth2_ActivityDenied', [self::label($stored), $requested]);
    }

    private static function named(mixed $names): string
    {
        $scopes = self::scopes($names);

        return $scopes === '' ? '–' : $scopes;
    }
}
