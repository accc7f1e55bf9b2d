<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Fetch\FetchedDocument;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;

/** Answers from a list instead of the network, and remembers what was fetched. */
final class ScriptedFetcher implements Fetcher
{
    /** @var list<string> */
    public array $fetched = [];

    public ?int $maxAge = null;

    /** @var array<string, FetchProblem> by URL; the documents that are refused without a request */
    public array $refusals = [];

    /** @param array<string, string|FetchProblem> $documents by URL; all others do not answer */
    public function __construct(public array $documents = [])
    {
    }

    public function fetch(string $url, int $milliseconds = self::TIME): FetchedDocument
    {
        $this->fetched[] = $url;
        $document = $this->documents[$url] ?? FetchProblem::Connection;

        return $document instanceof FetchProblem
            ? throw new FetchFailed($document)
            : new FetchedDocument($document, $this->maxAge);
    }

    public function refusal(string $url): ?FetchProblem
    {
        return $this->refusals[$url] ?? null;
    }
}
