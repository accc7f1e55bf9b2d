<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Port;

/**
 * An event for the administrator's log. Names: client.created, client.registered, client.updated, client.paused,
 * client.resumed, client.deleted, client.secret_rotated, client.old_secret_ended, client.keys_changed,
 * client.keys_not_fetched, client.owner_changed,
 * client.owner_deleted, client.user_deleted, authorization.granted, authorization.denied,
 * authorization.revoked, scope.removed, code.replayed, refresh.reused, keys.rotated, keys.withdrawn, keys.unreadable,
 * throttle.reached, server.error, schema.mismatch, assistant.requested, assistant.decided, assistant.switched,
 * assistant.suspended, assistant.resumed,
 * document.changed, document.stale, document.differs. The context never holds a secret, token or code.
 */
final readonly class Event
{
    /**
     * @param array<string, scalar> $context keys: client_id, name, owner and acts_as (of the client), previous (owner), leaked,
     *                                       method (of authentication), old_until (Unix seconds), login, authorization_id,
     *                                       scope, requested (scopes), reason, count, ended, kid, retired, withdrawn, limit,
     *                                       address (a network), type, at, found, needed, assistant (the key of a known one),
     *                                       decision, state (of a switch)
     */
    public function __construct(
        public string $name,
        public array $context = [],
    ) {
    }
}
