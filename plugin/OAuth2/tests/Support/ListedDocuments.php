<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Fetch\FetchedDocument;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;

/** Documents of other hosts; counts the fetches. */
final class ListedDocuments implements Fetcher
{
    /** @var array<string, string|FetchProblem> */
    public array $documents = [];

    /** @var list<array{string, int}> the address and the maximum duration of each fetch */
    public array $fetches = [];

    public function fetch(string $url, int $milliseconds = self::TIME): FetchedDocument
    {
        $this->fetches[] = [$url, $milliseconds];
        $document = $this->documents[$url] ?? FetchProblem::Status;

        return \is_string($document) ? new FetchedDocument($document) : throw new FetchFailed($document);
    }

    public function refusal(string $url): ?FetchProblem
    {
        return null;
    }
}
