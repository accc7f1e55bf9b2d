<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class CodeReplay extends TheftActivity
{
    protected const SENTENCE = 'OAuth2_ActivityCodeReplayed';

    /** @var string */
    protected $eventName = 'OAuth2.code.replayed';
}
