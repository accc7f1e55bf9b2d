<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** A token_auth of a super user, for the self-test only. */
final readonly class TrialTokenAuth
{
    public function __construct(public int $id, public string $login, #[\SensitiveParameter] public string $value)
    {
    }
}
