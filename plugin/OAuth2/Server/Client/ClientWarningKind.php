<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The kinds of warnings about a client, in the order of the system check. */
enum ClientWarningKind: string
{
    /** The client does not require PKCE, which RFC 9700 2.1.1 recommends for every client. */
    case NoPkce = 'no_pkce';

    /** A redirect URI breaks the current rules. Most such URIs work until the client is edited. */
    case RedirectUri = 'redirect_uri';

    /** The client acts as nobody, or as a user who does not exist, so the client-credentials grant fails. */
    case NoUser = 'no_user';

    /** The client has no owner, or one who does not exist. */
    case NoOwner = 'no_owner';
}
