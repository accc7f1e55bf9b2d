<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Http\HttpCodeException;

/** The server cannot answer until an administrator has completed its configuration. */
final class NotConfigured extends \Exception implements HttpCodeException
{
    public function __construct(string $message)
    {
        parent::__construct($message, 503);
    }
}
