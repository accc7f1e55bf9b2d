<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/** Random values from the extension's cryptographic generator. */
final readonly class ExtensionRandomness implements Randomness
{
    public function secret(int $bytes = 32): string
    {
        return oauth2_secret_generate($bytes);
    }

    public function hex(int $bytes = 16): string
    {
        return oauth2_random_hex($bytes);
    }
}
