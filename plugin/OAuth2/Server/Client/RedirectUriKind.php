<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** What a redirect URI leads to, in the extension's words. */
enum RedirectUriKind: string
{
    case Https = 'https';

    /** http on the user's own computer (RFC 8252 7.3). */
    case Loopback = 'loopback';

    /** http elsewhere, which only older rules registered. */
    case Http = 'http';

    /** An installed app's own scheme (RFC 8252 7.1). */
    case PrivateUse = 'private-use';
}
