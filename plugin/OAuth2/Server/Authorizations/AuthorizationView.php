<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorizations;

use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;

/** An authorization for display to a user or administrator. Times are Unix seconds. Escape all strings for display. */
final readonly class AuthorizationView
{
    /**
     * @param string $clientName the client ID when the client has been deleted
     * @param ?string $redirectHost the destination of the redirect after consent; null for a client-credentials grant
     * @param ?string $endReason the value of an EndReason; null unless the authorization was ended
     * @param ?string $clientHost the host of the document in which the client describes itself; null for other clients
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
        public NamedBy $namedBy,
        public ?string $clientHost,
    ) {
    }

    /** True when a user gave consent; false for a client-credentials grant. */
    public function isConsent(): bool
    {
        return $this->kind === AuthorizationKind::Code;
    }
}
