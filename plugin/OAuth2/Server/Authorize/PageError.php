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

    /** The HTTP status of the page. */
    public function status(): int
    {
        return match ($this) {
            self::Method => 405,
            self::LoggedOut, self::ConsentForeign, self::ConsentUsed, self::NoAccess => 403,
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
            self::ClientPaused, self::Unavailable, self::SwitchedOff => PageHint::Later,
            default => PageHint::Application,
        };
    }
}
