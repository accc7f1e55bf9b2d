<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** How a client came into the list. */
enum ClientOrigin: string
{
    /** An administrator registered it. */
    case Administrator = 'administrator';

    /** It describes itself in a document, whose address is its ID. */
    case Document = 'document';

    /** It registered itself, and a user has allowed it. */
    case Registration = 'registration';
}
