<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** Something about a stored client that an administrator should see to; the client works meanwhile. */
final readonly class ClientWarning
{
    /** @param string $detail the redirect URI or the owner's login; empty otherwise. As stored: to be escaped */
    public function __construct(
        public ClientWarningKind $kind,
        public string $detail = '',
    ) {
    }
}
