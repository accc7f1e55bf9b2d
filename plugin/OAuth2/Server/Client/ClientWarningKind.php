<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** What an administrator should see to, in the order in which a check lists them. */
enum ClientWarningKind: string
{
    /** The client may leave PKCE out (RFC 9700 2.1.1 wants it of every client). */
    case NoPkce = 'no_pkce';

    /** A redirect URI that today's rules refuse: it works until the client is next edited. */
    case RedirectUri = 'redirect_uri';

    /** The owner has gone: client credentials don't work. */
    case NoOwner = 'no_owner';
}
