<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorizations;

/** What has become of an authorization. */
enum AuthorizationStatus: string
{
    case Active = 'active';
    /** The client is paused: resuming it brings the authorization back. */
    case Paused = 'paused';
    /** Its last token has expired. */
    case Expired = 'expired';
    /** Revoked, reused, or its client has been deleted or given another secret. */
    case Ended = 'ended';
}
