<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Fetch\HttpsUrl;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/**
 * A client ID that is the address of a client ID metadata document (draft-ietf-oauth-client-id-metadata-document 3). Addresses
 * are compared as strings, so each has one spelling: no query, and the host in lower case.
 */
final readonly class DocumentAddress
{
    /** The maximum length in bytes, which the columns of the tables have. */
    public const MAXIMUM_BYTES = 255;

    private function __construct(public string $url, public string $host, public int $port, public string $path)
    {
    }

    /** True if a client ID is meant to be an address; the ID of a registered client never looks like one. */
    public static function isMeant(string $clientId): bool
    {
        return ClientRecord::isAddress($clientId);
    }

    /**
     * Parses a client ID.
     *
     * @param string $clientId any bytes
     * @return ?self null if no document may have this address
     */
    public static function of(string $clientId): ?self
    {
        $url = \strlen($clientId) > self::MAXIMUM_BYTES ? null : HttpsUrl::of($clientId);
        if ($url === null || $url->query !== null || \in_array($url->path, ['', '/'], true) || str_ends_with($clientId, '?')) {
            return null;
        }

        return str_starts_with($clientId, "https://$url->host") ? new self($clientId, $url->host, $url->port, $url->path) : null;
    }
}
