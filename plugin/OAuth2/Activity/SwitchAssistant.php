<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantSwitch;

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
            [self::shown($stored['assistant'] ?? ''), self::state($stored['state'] ?? '')],
        );
    }

    /** The state as the screen of the assistants calls it. */
    private static function state(mixed $state): string
    {
        $switch = \is_string($state) ? AssistantSwitch::tryFrom($state) : null;

        return $switch === null ? self::shown($state) : Piwik::translate(TextKeys::assistantSwitch($switch));
    }
}
