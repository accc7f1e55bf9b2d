<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** The errors that are shown on a page, because a redirect to the application would not be safe (RFC 6749 4.1.2.1) or would explain nothing to the user. */
enum PageError
{
    case Method;
    case Malformed;
    case ClientMissing;
    case ClientUnknown;
    case ClientPaused;
    case RedirectUriMissing;
    case RedirectUriMismatch;
    case TooLong;
    case LoggedOut;
    case ConsentForeign;
    case ConsentUsed;
    case ConsentScope;
    case NoAccess;
    case Unavailable;
    case SwitchedOff;
    case AssistantsOff;
    case AssistantNotAllowed;
    case AssistantBlocked;
    case AssistantPending;
    case AssistantTooMany;
    case DocumentUnreachable;
    case DocumentRefused;
    case RegistrationGone;
    case AppsTooMany;

    /** The HTTP status of the page. */
    public function status(): int
    {
        return match ($this) {
            self::Method => 405,
            self::AssistantTooMany => 429,
            self::AssistantsOff, self::AssistantNotAllowed, self::AssistantBlocked, self::AssistantPending => 403,
            self::LoggedOut, self::ConsentForeign, self::ConsentUsed, self::NoAccess, self::AppsTooMany => 403,
            self::Unavailable, self::SwitchedOff => 503,
            default => 400,
        };
    }

    /** The advice that the page gives to the user. */
    public function hint(): PageHint
    {
        return match ($this) {
            self::LoggedOut, self::ConsentForeign, self::ConsentUsed, self::ConsentScope => PageHint::StartAgain,
            self::NoAccess => PageHint::Access,
            self::AssistantsOff, self::AssistantNotAllowed, self::AssistantBlocked, self::AssistantPending => PageHint::Administrator,
            self::RegistrationGone => PageHint::ConnectAgain,
            self::AppsTooMany => PageHint::AuthorizedApps,
            self::ClientPaused, self::Unavailable, self::SwitchedOff, self::AssistantTooMany, self::DocumentUnreachable => PageHint::Later,
            default => PageHint::Application,
        };
    }
}
