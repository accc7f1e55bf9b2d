<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/**
 * The result when the user wants to decide as somebody else. The caller ends the user's session and opens the same request
 * again, for which a login is then needed. The consent page's nonce has been spent, so no other site can log a user out.
 */
final readonly class SwitchUser
{
    /**
     * @param string $rawQuery the query of the request, to open again unchanged
     * @param string $url the request's URL below index.php
     */
    public function __construct(public string $rawQuery, public string $url)
    {
    }
}
