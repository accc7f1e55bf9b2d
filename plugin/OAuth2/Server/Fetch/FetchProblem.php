<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** The reasons why a document could not be fetched. */
enum FetchProblem: string
{
    /** The URL is not an https URL of a host name on port 443. */
    case Url = 'url';

    /** The host's name has no address. */
    case Name = 'name';

    /** The host's name has a special-use address (RFC 6890). */
    case Address = 'address';

    /** No connection, no TLS, or no HTTP response. */
    case Connection = 'connection';

    case Timeout = 'timeout';

    /** The host cannot answer now: a status from 500 to 599. */
    case Unavailable = 'unavailable';

    /** The status is another one than 200. Redirects count among these. */
    case Status = 'status';

    /** The response is not JSON, or is compressed. */
    case Type = 'type';

    case Size = 'size';

    /** This server reaches other hosts by a proxy only, which resolves names itself. So addresses cannot be checked. */
    case Proxy = 'proxy';

    /** The administrator allows no requests to other hosts. */
    case SwitchedOff = 'switched_off';

    /** PHP's extension curl is missing. */
    case NoCurl = 'no_curl';

    /** True if the host has given no answer, so that an earlier one may stand in for a while. */
    public function isSilence(): bool
    {
        return \in_array($this, [self::Name, self::Connection, self::Timeout, self::Unavailable], true);
    }
}
