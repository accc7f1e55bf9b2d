<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class PauseClient extends ClientActivity
{
    protected const ACTION = 'paused';

    protected const SENTENCE = 'OAuth2_ActivityClientPaused';

    /** @var string */
    protected $eventName = 'OAuth2.client.paused';
}
