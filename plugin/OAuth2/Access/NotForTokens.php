<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\NoAccessException;

/** The method is closed to bearer tokens, so no other scope would help: 403 without a challenge. */
final class NotForTokens extends NoAccessException
{
    private function __construct(string $message)
    {
        parent::__construct($message, 403);
    }

    public static function ever(string $method): self
    {
        return new self("No bearer token may call $method, because the effect outlives the token. Log in to Matomo instead");
    }

    public static function bySetting(string $method): self
    {
        return new self("No bearer token may call $method here. A super user can allow it in the settings of OAuth2:"
            . ' tokens may manage users');
    }
}
