<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** An administrator's decision about a client that describes itself in a document, as oauth2_document stores it. */
enum DocumentDecision: string
{
    /** A user asked for it; nobody has decided yet. */
    case Pending = 'pending';

    case Approved = 'approved';

    case Blocked = 'blocked';
}
