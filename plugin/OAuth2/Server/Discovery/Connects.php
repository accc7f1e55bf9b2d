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

    /** The server cannot reach its own address. */
    case Unknown = 'unknown';
}
