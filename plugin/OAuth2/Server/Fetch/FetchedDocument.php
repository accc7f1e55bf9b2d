<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** A fetched document. Nobody has parsed it yet. */
final readonly class FetchedDocument
{
    /**
     * @param string $body at most {@see Fetcher::SIZE} bytes
     * @param ?int $maxAge the number of seconds that the host allows to cache the document; null if it does not say
     */
    public function __construct(
        public string $body,
        public ?int $maxAge = null,
    ) {
    }
}
