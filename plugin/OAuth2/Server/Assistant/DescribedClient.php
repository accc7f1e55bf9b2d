<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** A client as its document describes it now. Nothing of it is stored before a user consents. */
final readonly class DescribedClient
{
    /**
     * @param ClientRecord $client the row that consent stores
     * @param bool $isNew true if there is no row yet
     * @param ?KnownAssistant $known null if the plugin does not know the client
     * @param ?string $looksLike the name of the known assistant that the client looks like without being it
     */
    public function __construct(
        public ClientRecord $client,
        public ClientDocument $document,
        public bool $isNew,
        public ?KnownAssistant $known,
        public ?string $looksLike,
    ) {
    }
}
