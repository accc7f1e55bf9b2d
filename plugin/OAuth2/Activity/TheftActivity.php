<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** A code or refresh token was used twice, perhaps by a thief. */
abstract class TheftActivity extends BaseActivity
{
    /**
     * @param array<mixed> $stored
     * @return string the key of its translation
     */
    abstract protected function sentence(array $stored): string;

    protected function stored(array $context): array|false
    {
        $client = self::client($context);

        return $client === null ? false : [
            'version' => 'v1',
            'client' => $client,
            'userLogin' => $context['login'] ?? null,
            'authorizationId' => $context['authorization_id'] ?? null,
        ];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate($this->sentence($stored), [self::label($stored), self::shown($stored['userLogin'] ?? '')]);
    }
}
