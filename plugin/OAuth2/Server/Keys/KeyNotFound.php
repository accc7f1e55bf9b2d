<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

/** There is no signing key with this ID. */
final class KeyNotFound extends \RuntimeException
{
    public function __construct()
    {
        parent::__construct('There is no signing key with this ID');
    }
}
