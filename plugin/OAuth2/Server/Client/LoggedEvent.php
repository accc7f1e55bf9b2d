<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The events that are in the log of their client, by their names. */
enum LoggedEvent: string
{
    case Created = 'client.created';
    case Registered = 'client.registered';
    case Updated = 'client.updated';
    case Paused = 'client.paused';
    case Resumed = 'client.resumed';
    case SecretRotated = 'client.secret_rotated';
    case OldSecretEnded = 'client.old_secret_ended';
    case KeysChanged = 'client.keys_changed';
    case KeysNotFetched = 'client.keys_not_fetched';
    case OwnerChanged = 'client.owner_changed';
    case OwnerDeleted = 'client.owner_deleted';
    case UserDeleted = 'client.user_deleted';
    case Granted = 'authorization.granted';
    case Denied = 'authorization.denied';
    case Revoked = 'authorization.revoked';
    case CodeReplayed = 'code.replayed';
    case RefreshReused = 'refresh.reused';
    case Throttled = 'throttle.reached';
    case AssistantDecided = 'assistant.decided';
    case AssistantSuspended = 'assistant.suspended';
    case AssistantResumed = 'assistant.resumed';
    case DocumentChanged = 'document.changed';
    case DocumentDiffers = 'document.differs';
    case DocumentStale = 'document.stale';

    /** True if only an administrator makes it happen; the others are answers to applications and users. */
    public function isAdministration(): bool
    {
        return match ($this) {
            self::KeysNotFetched, self::Registered => false,
            default => str_starts_with($this->value, 'client.') || $this->isOfAssistants(),
        };
    }

    /** True if the event may also be about a host, which is no client. */
    public function isOfAssistants(): bool
    {
        return str_starts_with($this->value, 'assistant.');
    }

    /** True if a stranger can repeat it without end, so that it would displace the other events. */
    public function isRepeatable(): bool
    {
        return \in_array($this, [self::KeysNotFetched, self::Throttled, self::DocumentStale], true);
    }
}
