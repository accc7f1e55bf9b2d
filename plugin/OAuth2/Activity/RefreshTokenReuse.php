<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

class RefreshTokenReuse extends TheftActivity
{
    /** @var string */
    protected $eventName = 'OAuth2.refresh.reused';

    protected function sentence(array $stored): string
    {
        return 'OAuth2_ActivityRefreshTokenReused';
    }
}
