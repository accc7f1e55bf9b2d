<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Http\HttpCodeException;

/** A request has a bearer token and another credential: 400 (RFC 6750 2). */
final class ConflictingCredentials extends \Exception implements HttpCodeException
{
    public function __construct()
    {
        parent::__construct('The request has a bearer token and another credential: send one of them only', 400);
    }
}
