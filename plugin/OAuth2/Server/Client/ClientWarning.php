<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** A problem of a stored client that an administrator should solve. Until then most of the client keeps working. */
final readonly class ClientWarning
{
    /** @param string $detail the redirect URI, or the login of a user who does not exist; otherwise empty. Escape it for display */
    public function __construct(
        public ClientWarningKind $kind,
        public string $detail = '',
    ) {
    }
}
