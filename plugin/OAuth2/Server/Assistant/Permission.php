<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Storage\DocumentRecord;

/** The settings and decisions that allow a client to connect by itself. */
final readonly class Permission
{
    /**
     * @param ?KnownAssistant $known null if the plugin does not know the client
     * @param bool $follows true if the document is used as its host publishes it now
     * @param bool $needsApproval true if an administrator has to approve the document first
     */
    public function __construct(
        public DocumentAddress $address,
        public ?DocumentRecord $record,
        public ?KnownAssistant $known,
        public bool $follows,
        public bool $needsApproval,
    ) {
    }
}
