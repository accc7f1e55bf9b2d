<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** A client as it was stored, and its secret if it was given one: the only time that the secret is there to be shown. */
final readonly class CreatedClient
{
    /** @param ?string $secret 64 hex digits; null when no secret was made */
    public function __construct(
        public ClientRecord $client,
        #[\SensitiveParameter]
        public ?string $secret,
    ) {
    }
}
