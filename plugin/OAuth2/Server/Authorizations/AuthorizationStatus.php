<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorizations;

/** The states of an authorization as users and administrators see them. */
enum AuthorizationStatus: string
{
    case Active = 'active';
    /** The client is paused. The authorization works again when the client is resumed. */
    case Paused = 'paused';
    /** Its last token has expired. */
    case Expired = 'expired';
    /** The authorization was revoked, a token or code was reused, or the client was deleted or has a new secret. */
    case Ended = 'ended';
}
