<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

/** An access token is invalid, expired or revoked. The message never contains a part of the token. */
final class InvalidAccessToken extends \RuntimeException
{
    public function __construct(public readonly bool $expired = false)
    {
        parent::__construct($expired
            ? 'The access token has expired. Request a new one'
            : 'The access token is invalid or revoked. Request a new one');
    }
}
