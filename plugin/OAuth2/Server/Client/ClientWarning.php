<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** Something about a stored client that an administrator should see to; the client works meanwhile. */
final readonly class ClientWarning
{
    /** A redirect URI that today's rules refuse: it works until the client is next edited. */
    public const REDIRECT_URI = 'redirect_uri';

    /** The client may leave PKCE out (RFC 9700 2.1.1 wants it of every client). */
    public const NO_PKCE = 'no_pkce';

    /** The owner has gone: client credentials don't work. */
    public const NO_OWNER = 'no_owner';

    /** @param string $detail the redirect URI or the owner's login; empty otherwise. As stored: to be escaped */
    public function __construct(
        public string $code,
        public string $detail = '',
    ) {
    }
}
