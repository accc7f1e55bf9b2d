<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The client ID is unknown. The client may have been deleted. */
final class ClientNotFound extends \RuntimeException
{
    public function __construct()
    {
        parent::__construct('No client has this client ID');
    }
}
