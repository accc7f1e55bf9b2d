<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** A client that came by itself, for display to administrators. Times are Unix seconds. Escape all strings for display. */
final readonly class AssistantView
{
    /**
     * @param string $clientId the address of the document; for a blocked host its name; for a client that registered itself its ID
     * @param ?string $name null if nothing is known but the address
     * @param ?string $host the host of the document; null if the client registered itself
     * @param list<string> $redirectHosts
     * @param ?string $assistant the key of the known assistant
     * @param 'allowed'|'pending'|'blocked'|'paused' $state
     * @param bool $isKept true if an administrator keeps the client, with scopes of its own
     * @param list<string> $scopes the scopes of the client's row; empty before the first consent
     * @param int $users the number of users who have connected it
     * @param ?string $askedBy the user for whom it waits for approval
     * @param bool $differs true if the vendor's document differs from the one in use
     * @param ?string $checkProblem why the vendor's document could not be compared last
     * @param bool $isSelfRegistered true if the client registered itself, false if it has a document
     */
    public function __construct(
        public string $clientId,
        public ?string $name,
        public ?string $host,
        public array $redirectHosts,
        public ?string $assistant,
        public string $state,
        public bool $isKept,
        public array $scopes,
        public int $users,
        public ?int $lastUsedAt,
        public ?string $askedBy,
        public bool $differs,
        public ?int $checkedAt,
        public ?string $checkProblem,
        public bool $isSelfRegistered = false,
    ) {
    }
}
