<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** A client as stored, with its new secret if it has one. The secret can be shown only now: storage has its hash alone. */
final readonly class CreatedClient
{
    /** @param ?string $secret 64 hex digits; null when no secret was created */
    public function __construct(
        public ClientRecord $client,
        #[\SensitiveParameter]
        public ?string $secret,
    ) {
    }
}
