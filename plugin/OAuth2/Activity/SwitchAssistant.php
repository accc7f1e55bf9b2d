<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** An administrator switched an assistant that the plugin knows. */
class SwitchAssistant extends BaseActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.assistant.switched';

    protected function stored(array $context): array|false
    {
        return isset($context['assistant'], $context['state'])
            ? ['version' => 'v1', 'assistant' => $context['assistant'], 'state' => $context['state']]
            : false;
    }

    protected function describe(array $stored): string
    {
        return Piwik::translate(
            'OAuth2_ActivityAssistantSwitched',
            [self::shown($stored['assistant'] ?? ''), self::shown($stored['state'] ?? '')],
        );
    }
}
