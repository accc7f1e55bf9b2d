<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/** Advice to administrators about signing keys, for the log, the console and the system check. */
final class KeyAdvice
{
    /** The command that creates new keys; it runs in Matomo's folder. */
    public const COMMAND = './console oauth2:rotate-keys';

    public const UNREADABLE = 'The signing keys cannot be opened, because the salt in config.ini.php is not the one that they were'
        . ' sealed with. If other servers of this installation work, copy their salt. Otherwise put the old salt back, or run '
        . self::COMMAND . ' to create new keys.';
}
