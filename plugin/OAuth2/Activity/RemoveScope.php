<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** An administrator removed a scope from the allowed scopes, which ended authorizations. */
class RemoveScope extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.scope.removed';

    protected function stored(array $context): array|false
    {
        $scope = $context['scope'] ?? null;
        $count = $context['count'] ?? null;

        return \is_string($scope) && \is_int($count) ? ['version' => 'v1', 'scope' => $scope, 'count' => $count] : false;
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(
            'OAuth2_ActivityScopeRemoved',
            [self::shown($stored['scope'] ?? ''), self::shown($stored['count'] ?? '')],
        );
    }
}
