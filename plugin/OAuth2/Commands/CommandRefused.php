<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

/** A command cannot do what the user asked for; the message says why. */
final class CommandRefused extends \RuntimeException
{
    /** @param array<string, string> $fields error messages by option */
    public function __construct(string $message, public readonly array $fields = [])
    {
        parent::__construct($message);
    }
}
