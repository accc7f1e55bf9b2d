<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorizations;

use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;

/** An authorization as a user or an administrator sees it. Times are unix seconds; texts are to be escaped. */
final readonly class AuthorizationView
{
    /**
     * @param string $clientName the id when the client has been deleted
     * @param ?string $redirectHost whom the user was sent to when he allowed it; null when nobody was
     * @param ?string $endReason the value of an EndReason; null unless it was ended
     */
    public function __construct(
        public string $id,
        public string $clientId,
        public string $clientName,
        public ?string $redirectHost,
        public string $login,
        public AuthorizationKind $kind,
        public ?Scope $scope,
        public string $resource,
        public AuthorizationStatus $state,
        public int $createdAt,
        public ?int $lastUsedAt,
        public int $expiresAt,
        public ?int $endedAt,
        public ?string $endReason,
    ) {
    }

    /** Whether it was given by a user's consent. */
    public function isConsent(): bool
    {
        return $this->kind === AuthorizationKind::Code;
    }
}
