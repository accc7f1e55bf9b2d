<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\LiveAuthorization;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The authorizations of one client, read and ended in batches. */
final readonly class ClientAuthorizations
{
    /** The maximum number of rows that one statement reads or ends. */
    private const BATCH = 500;

    public function __construct(private AuthorizationTable $authorizations)
    {
    }

    /**
     * Reads the authorizations of a client that have not ended.
     *
     * @return \Generator<LiveAuthorization>
     * @throws StorageUnavailable
     */
    public function live(ClientRecord $client, int $now): \Generator
    {
        $after = '';
        do {
            $page = $this->authorizations->liveForClient($client->clientId, $client->epoch, $now, $after, self::BATCH);
            yield from $page;
            $after = $page === [] ? '' : $page[count($page) - 1]->id;
        } while (count($page) === self::BATCH);
    }

    /**
     * Ends the authorizations that the client could not obtain now, after a change.
     *
     * @throws StorageUnavailable
     */
    public function endReduced(ClientRecord $changed, int $now): void
    {
        $reduction = new Reduction($changed, false);
        $ids = [];
        foreach ($this->live($changed, $now) as $authorization) {
            if ($reduction->cause($authorization) !== null) {
                $ids[] = $authorization->id;
            }
        }
        foreach (array_chunk($ids, self::BATCH) as $some) {
            $this->authorizations->endMany($some, EndReason::ClientChange->value, $now);
        }
    }
}
