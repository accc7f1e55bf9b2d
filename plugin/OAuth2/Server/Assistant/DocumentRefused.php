<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** A client ID metadata document breaks a rule. */
final class DocumentRefused extends \RuntimeException
{
    public function __construct(public readonly DocumentProblem $problem)
    {
        parent::__construct('The client ID metadata document is refused: ' . $problem->value);
    }
}
