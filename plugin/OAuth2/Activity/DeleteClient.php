<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class DeleteClient extends ClientActivity
{
    protected const ACTION = 'deleted';

    protected const SENTENCE = 'OAuth2_ActivityClientDeleted';

    /** @var string */
    protected $eventName = 'OAuth2.client.deleted';
}
