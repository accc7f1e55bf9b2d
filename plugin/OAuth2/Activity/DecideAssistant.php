<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** An administrator decided about an application that describes itself in a document, or about a host. */
class DecideAssistant extends BaseActivity
{
    /** The decisions as the event names them. */
    private const SENTENCES = [
        'approved' => 'OAuth2_ActivityAssistantApproved',
        'blocked' => 'OAuth2_ActivityAssistantBlocked',
        'kept' => 'OAuth2_ActivityAssistantKept',
        'adopted' => 'OAuth2_ActivityAssistantAdopted',
    ];

    /** @var string */
    protected $eventName = 'OAuth2.assistant.decided';

    protected function stored(array $context): array|false
    {
        $client = self::client($context);

        return $client === null ? false : ['version' => 'v1', 'client' => $client, 'decision' => $context['decision'] ?? null];
    }

    protected function describe(array $stored): string
    {
        $decision = $stored['decision'] ?? null;
        $sentence = \is_string($decision) ? self::SENTENCES[$decision] ?? null : null;

        return Piwik::translate($sentence ?? 'OAuth2_ActivityAssistantForgotten', [self::label($stored)]);
    }
}
