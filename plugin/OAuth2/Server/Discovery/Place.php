<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** Where a client looks for something. */
enum Place: string
{
    /** The well-known URL of the issuer at the root of its host (RFC 8414 3). */
    case Root = 'root';

    /** The well-known URL inside the issuer's own path (OpenID Connect Discovery 4). */
    case Inside = 'inside';

    /** The well-known URL of a protected resource (RFC 9728 3.1). */
    case Resource = 'resource';

    /** The URL below index.php, which works without rules of the web server. */
    case Index = 'index';

    /** The well-known URL of the issuer below index.php, which is not the present one (OpenID Connect Discovery 4). */
    case OtherIssuer = 'other_issuer';

    /** The challenge of the protected resource (RFC 9728 5.1). */
    case Challenge = 'challenge';

    /** The clean route of an endpoint. */
    case Route = 'route';
}
