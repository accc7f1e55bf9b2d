<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class CodeReplay extends TheftActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.code.replayed';

    protected function stored(array $context): array|false
    {
        $stored = parent::stored($context);

        return $stored === false ? false : $stored + ['ended' => $context['ended'] ?? true];
    }

    protected function sentence(array $stored): string
    {
        // Entries of earlier versions, which ended the authorization every time, do not say it.
        return (bool) ($stored['ended'] ?? true) ? 'OAuth2_ActivityCodeReplayed' : 'OAuth2_ActivityCodeRepeated';
    }
}
