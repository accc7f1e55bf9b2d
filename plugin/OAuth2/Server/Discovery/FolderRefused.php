<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** A file of {@see DocumentFolder} cannot be written or removed. */
final class FolderRefused extends \RuntimeException
{
    public function __construct(public readonly FolderProblem $problem, public readonly string $path)
    {
        parent::__construct("$path: $problem->value");
    }
}
