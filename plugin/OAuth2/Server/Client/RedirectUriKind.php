<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The kinds of redirect URIs, with the values of oauth2_redirect_uri_parse(). */
enum RedirectUriKind: string
{
    case Https = 'https';

    /** http on the user's own computer (RFC 8252 7.3). */
    case Loopback = 'loopback';

    /** http on another host. Registration refuses it; older versions could register it. */
    case Http = 'http';

    /** An installed app's own scheme (RFC 8252 7.1). */
    case PrivateUse = 'private-use';
}
