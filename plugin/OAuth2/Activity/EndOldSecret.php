<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class EndOldSecret extends ClientActivity
{
    protected const ACTION = 'old_secret_ended';

    protected const SENTENCE = 'OAuth2_ActivityOldSecretEnded';

    /** @var string */
    protected $eventName = 'OAuth2.client.old_secret_ended';
}
