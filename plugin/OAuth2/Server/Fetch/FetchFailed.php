<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** A document could not be fetched. */
final class FetchFailed extends \RuntimeException
{
    public function __construct(public readonly FetchProblem $problem)
    {
        parent::__construct('The document could not be fetched: ' . $problem->value);
    }
}
