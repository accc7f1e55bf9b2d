<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Discovery\CurlOwnAddress;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAddress;

/** Requests of this Matomo to its own public address. */
class OwnSite
{
    public function address(string $issuer): OwnAddress
    {
        return new CurlOwnAddress($issuer, OutgoingRequests::certificates());
    }
}
