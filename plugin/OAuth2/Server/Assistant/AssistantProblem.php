<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** The reasons why a client that came by itself is refused. */
enum AssistantProblem
{
    /** No client may connect by itself. */
    case Off;

    /** The client ID is neither an address that a document may have, nor the ID of a client. */
    case Address;

    /** The settings do not allow this client. */
    case NotAllowed;

    case Blocked;

    /** An administrator has paused it. */
    case Paused;

    /** It registered itself, and that has expired, or it was deleted. */
    case Gone;

    /** It waits for an administrator's approval. */
    case Pending;

    /** Too many documents were asked for, or there are too many clients. */
    case TooMany;

    /** The user has allowed too many clients. */
    case TooManyOfUser;

    /** The document could not be fetched. */
    case Unreachable;

    /** The document breaks a rule. */
    case Document;
}
