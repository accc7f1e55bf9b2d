<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** The port for documents that the server fetches from other hosts: client ID metadata documents and JWK Sets. */
interface Fetcher
{
    /**
     * The maximum duration of a fetch in milliseconds. The resolution of the host's name counts, but PHP cannot interrupt it: if
     * name servers do not answer, it takes as long as the operating system waits for them.
     */
    public const TIME = 5000;

    /** The maximum size of a document in bytes. */
    public const SIZE = 16384;

    /**
     * Fetches a JSON document. Follows no redirect, and connects to no special-use address (RFC 6890).
     *
     * @param string $url any bytes; everything but an https URL of a host name on port 443 is refused
     * @param int $milliseconds the maximum duration, from 1 to {@see TIME}
     * @throws FetchFailed
     */
    public function fetch(string $url, int $milliseconds = self::TIME): FetchedDocument;

    /**
     * The reason why {@see fetch()} would refuse a URL without any request to another host; null if there is none.
     *
     * @param string $url any bytes
     */
    public function refusal(string $url): ?FetchProblem;
}
