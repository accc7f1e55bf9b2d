<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

/** An access token that is not to be trusted. The message never holds a part of it. */
final class InvalidAccessToken extends \RuntimeException
{
    public function __construct(public readonly bool $expired = false)
    {
        parent::__construct($expired ? 'The access token has expired' : 'The access token is not valid');
    }
}
