<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** Which clients find the server's metadata by themselves. */
enum Connects: string
{
    case All = 'all';

    /** Those that do not care about the media type of the document. */
    case Lenient = 'lenient';

    case None = 'none';

    /** None: the web server asks for a password before it lets anybody through to Matomo. */
    case Password = 'password';

    /** None: the issuer's address redirects, which clients do not follow. */
    case Redirect = 'redirect';

    /** None: the issuer's address does not lead to this server. */
    case Elsewhere = 'elsewhere';

    /** The server cannot reach its own address. */
    case Unknown = 'unknown';

    /** The server does not know the host name of its own address. */
    case UnknownName = 'unknown_name';

    /** The server does not trust the certificate of its own address. */
    case Certificate = 'certificate';

    /** True if clients find their way. */
    public function isFine(): bool
    {
        return $this === self::All || $this === self::Lenient;
    }
}
