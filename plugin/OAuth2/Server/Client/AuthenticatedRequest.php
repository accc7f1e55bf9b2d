<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Storage\ClientSummary;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\RequestResult;
use Piwik\Plugins\OAuth2\Storage\SecretUse;

/** The client of an authenticated request, and the rows that were read for the request. */
final readonly class AuthenticatedRequest
{
    public function __construct(
        public ClientSummary $client,
        public RequestResult $state,
        private ?SecretUse $use = null,
    ) {
    }

    /** The use of the client's secret, if its time is to be recorded again; null for other ways to authenticate. */
    public function dueUse(int $now): ?SecretUse
    {
        return $this->use !== null && ($this->state->secretUsedAt($this->use->isOld) ?? 0) <= $now - ClientTable::TOUCH_INTERVAL
            ? $this->use
            : null;
    }
}
