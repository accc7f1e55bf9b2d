<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** Fetches nothing, for servers that cannot: see the reasons Proxy, SwitchedOff and NoCurl of {@see FetchProblem}. */
final readonly class NoFetcher implements Fetcher
{
    public function __construct(public FetchProblem $reason)
    {
    }

    public function fetch(string $url, int $milliseconds = self::TIME): FetchedDocument
    {
        throw new FetchFailed($this->reason);
    }

    public function refusal(string $url): FetchProblem
    {
        return $this->reason;
    }
}
