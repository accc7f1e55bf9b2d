<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Storage\ClientState;
use Piwik\Plugins\OAuth2\Storage\RequestState;

/** A request whose client has authenticated, and what storage said about it. */
final readonly class AuthenticatedRequest
{
    public function __construct(public ClientState $client, public RequestState $state)
    {
    }
}
