<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Fetch\FetchedDocument;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;

/** Fetches some documents from another address, so that a test's server can have those of vendors, which are on port 443. */
final readonly class MovedDocuments implements Fetcher
{
    /** @param string $file a JSON object: addresses by address; it may be missing */
    public function __construct(private Fetcher $fetcher, private string $file)
    {
    }

    public function fetch(string $url, int $milliseconds = self::TIME): FetchedDocument
    {
        return $this->fetcher->fetch($this->address($url), $milliseconds);
    }

    public function refusal(string $url): ?FetchProblem
    {
        return $this->fetcher->refusal($this->address($url));
    }

    private function address(string $url): string
    {
        $moved = is_file($this->file) ? json_decode((string) file_get_contents($this->file), true) : null;
        $address = \is_array($moved) ? $moved[$url] ?? null : null;

        return \is_string($address) ? $address : $url;
    }
}
