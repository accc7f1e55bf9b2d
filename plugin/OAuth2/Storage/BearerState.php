<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Everything that a bearer check asks storage, from one query. */
final readonly class BearerState
{
    /** @param ?ClientRecord $client null when the client has been deleted */
    public function __construct(
        public AuthorizationRecord $authorization,
        public ?ClientRecord $client,
        public bool $jtiRevoked,
    ) {
    }
}
