<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class RotateSecret extends ClientActivity
{
    protected const ACTION = 'rotated';

    protected const SENTENCE = 'OAuth2_ActivitySecretRotated';

    /** @var string */
    protected $eventName = 'OAuth2.client.secret_rotated';
}
