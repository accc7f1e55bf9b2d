<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** There is no client of that id. */
final class ClientNotFound extends \RuntimeException
{
    public function __construct()
    {
        parent::__construct('There is no client of this id');
    }
}
