<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The secret with which a client authenticated. */
final readonly class SecretUse
{
    /**
     * @param string $hash the hash that was read with the client
     * @param bool $isOld true for the secret before the last rotation
     */
    public function __construct(#[\SensitiveParameter] public string $hash, public bool $isOld)
    {
    }
}
