<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** An entry about a change of a client by an administrator. */
abstract class ClientActivity extends BaseActivity
{
    protected const ACTION = '';

    protected const SENTENCE = '';

    protected function stored(array $context): array|false
    {
        $client = self::client($context);

        return $client === null ? false : ['version' => 'v1', 'client' => $client, 'action' => static::ACTION];
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(static::SENTENCE, [self::label($stored)]);
    }
}
