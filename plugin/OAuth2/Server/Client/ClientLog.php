<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The log of what happened to each client. It is bounded: each client keeps its newest events, and none is older than a year.
 * Issuing a token is no event, so the log costs the token endpoint nothing.
 */
final readonly class ClientLog
{
    /** The number of events that a client keeps. */
    public const LIMIT = 200;

    /** The number of seconds that an event is kept. */
    public const AGE = 365 * 86400;

    /** The number of seconds in which a repeatable event is added once. */
    private const REPEATED = 86400;

    private const BATCH = 500;

    /**
     * The members of events that the log keeps. The address of a sender who was throttled is personal data of somebody who may
     * have nothing to do with the client, so it is in Matomo's log only.
     */
    private const MEMBERS = [
        'acts_as', 'owner', 'previous', 'method', 'leaked', 'old_until', 'login', 'scope', 'reason', 'ended', 'count', 'limit', 'decision',
    ];

    public function __construct(private ClientEventTable $events, private Clock $clock)
    {
    }

    /**
     * Adds an event to the log of its client, if it is about a client; the log of a deleted client is deleted.
     *
     * @param \Closure(): string $actor names the administrator who is logged in; empty if nobody is. It is called only for
     *                                  events that an administrator causes
     * @throws StorageUnavailable
     */
    public function add(Event $event, \Closure $actor): void
    {
        $clientId = $event->context['client_id'] ?? null;
        if (!\is_string($clientId)) {
            return;
        }
        if ($event->name === 'client.deleted' || $event->name === LoggedEvent::Created->value) {
            // A new client begins without the log of a deleted one with the same ID.
            $this->forget($clientId);
        }
        $logged = LoggedEvent::tryFrom($event->name);
        if ($logged === null || ($logged->isOfAssistants() && !ClientRecord::isAddress($clientId))) {
            return;
        }
        if ($logged->isRepeatable() && $this->events->has($clientId, $logged->value, $this->clock->now() - self::REPEATED)) {
            return;
        }
        $isAdministration = $logged->isAdministration()
            || ($event->context['reason'] ?? null) === EndReason::Administrator->value;
        $this->events->insert(new ClientEventRecord(
            $clientId,
            $logged->value,
            $this->clock->now(),
            $isAdministration ? $actor() : '',
            array_intersect_key($event->context, array_flip(self::MEMBERS)),
        ));
    }

    /**
     * Lists the events of a client, the newest first.
     *
     * @return list<ClientEventRecord> at most LIMIT
     * @throws StorageUnavailable
     */
    public function of(string $clientId): array
    {
        return $this->events->list($clientId, self::LIMIT);
    }

    /**
     * Removes events that are too old, that their client has too many of, or whose client is gone.
     *
     * @param int $budget the maximum number of rows to remove
     * @return int the number of rows removed
     * @throws StorageUnavailable
     */
    public function purge(int $budget): int
    {
        $removed = 0;
        $gone = 1;
        while ($gone > 0 && $removed < $budget) {
            $batch = min(self::BATCH, $budget - $removed);
            $gone = $this->events->purge($this->clock->now() - self::AGE, $batch);
            $gone = $gone > 0 ? $gone : $this->events->trim(self::LIMIT, $batch);
            $gone = $gone > 0 ? $gone : $this->events->purgeOrphans($batch);
            $removed += $gone;
        }

        return $removed;
    }

    /**
     * Removes the log of a client.
     *
     * @throws StorageUnavailable
     */
    public function forget(string $clientId): void
    {
        do {
            $gone = $this->events->deleteForClient($clientId, self::BATCH);
        } while ($gone === self::BATCH);
    }
}
