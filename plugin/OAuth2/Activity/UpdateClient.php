<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class UpdateClient extends ClientActivity
{
    protected const ACTION = 'updated';

    protected const SENTENCE = 'OAuth2_ActivityClientUpdated';

    /** @var string */
    protected $eventName = 'OAuth2.client.updated';
}
