<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Http\HttpCodeException;

/** The extension is missing or too old: 503, because an administrator has to correct it on the server. */
final class ExtensionMissing extends \Exception implements HttpCodeException
{
    public function __construct(string $message)
    {
        parent::__construct($message, 503);
    }
}
