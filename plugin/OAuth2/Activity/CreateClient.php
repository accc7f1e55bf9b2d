<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class CreateClient extends ClientActivity
{
    protected const ACTION = 'created';

    protected const SENTENCE = 'OAuth2_ActivityClientCreated';

    /** @var string */
    protected $eventName = 'OAuth2.client.created';
}
