<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

/** A client's owner was deleted. */
class LoseOwner extends DeletedUserActivity
{
    protected const SENTENCE = 'OAuth2_ActivityClientOwnerDeleted';

    /** @var string */
    protected $eventName = 'OAuth2.client.owner_deleted';
}
