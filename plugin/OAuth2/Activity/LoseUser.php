<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

/** The user whom a client acts as was deleted. */
class LoseUser extends DeletedUserActivity
{
    protected const SENTENCE = 'OAuth2_ActivityClientUserDeleted';

    /** @var string */
    protected $eventName = 'OAuth2.client.user_deleted';
}
