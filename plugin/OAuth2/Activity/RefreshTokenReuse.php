<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class RefreshTokenReuse extends TheftActivity
{
    protected const SENTENCE = 'OAuth2_ActivityRefreshTokenReused';

    /** @var string */
    protected $eventName = 'OAuth2.refresh.reused';
}
