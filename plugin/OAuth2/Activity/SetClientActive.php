<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Activity;

use Piwik\Piwik;

/** A client was resumed. The official plugin also used this name for paused clients. */
class SetClientActive extends ClientActivity
{
    protected const ACTION = 'resumed';

    /** @var string */
    protected $eventName = 'OAuth2.client.resumed';

    protected function describe(array $stored): string
    {
        $paused = ($stored['action'] ?? '') === 'paused' || ($stored['client']['active'] ?? null) === false;

        return Piwik::translate(
            $paused ? 'OAuth2_ActivityClientPaused' : 'OAuth2_ActivityClientResumed',
            [self::label($stored)],
        );
    }
}
