<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

class UpdateClient extends ClientActivity
{
    protected const ACTION = 'updated';

    protected const SENTENCE = 'OAuth2_ActivityClientUpdated';

    /** @var string */
    protected $eventName = 'OAuth2.client.updated';

    protected function stored(array $context): array|false
    {
        $stored = parent::stored($context);

        return $stored === false || !isset($context['acts_as']) ? $stored : $stored + ['actsAs' => $context['acts_as']];
    }

    protected function describe(array $stored): string
    {
        return isset($stored['actsAs'])
            ? Piwik::translate('OAuth2_ActivityClientUserChanged', [self::label($stored), self::shown($stored['actsAs'])])
            : parent::describe($stored);
    }
}
