<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\RequestResult;

/** The client of an authenticated request, and the rows that were read for the request. */
final readonly class AuthenticatedRequest
{
    public function __construct(public ClientSummary $client, public RequestResult $state)
    {
    }
}
