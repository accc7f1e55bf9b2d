<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;

/**
 * The grant types of the token endpoint (RFC 6749 1.3), in the order in which metadata, forms and help name them. The
 * class that answers for each is named in {@see Grant\Grants}; settings, metadata and screens derive from this list.
 */
enum GrantType: string
{
    case AuthorizationCode = 'authorization_code';
    case ClientCredentials = 'client_credentials';
    case RefreshToken = 'refresh_token';

    /** The kind of the authorizations that it makes; null when it works on those of another grant type. */
    public function makes(): ?AuthorizationKind
    {
        return match ($this) {
            self::AuthorizationCode => AuthorizationKind::Code,
            self::ClientCredentials => AuthorizationKind::ClientCredentials,
            default => null,
        };
    }

    /** Whether it ends at a redirect URI, so that a client needs one. */
    public function redirects(): bool
    {
        return $this === self::AuthorizationCode;
    }

    /** Whether a client has to keep a secret for it, which a public one cannot. */
    public function needsSecret(): bool
    {
        return $this === self::ClientCredentials;
    }

    /** The grant type without which a client has no use for this one; null when it stands alone. */
    public function companion(): ?self
    {
        return $this === self::RefreshToken ? self::AuthorizationCode : null;
    }

    /** Whether the client may use it, as far as its row decides that. */
    public function isAllowedFor(ClientSummary $client): bool
    {
        return \in_array($this->value, $client->grantTypes, true);
    }

    /** Whether the client may use a grant type that makes authorizations of this kind. */
    public static function oneMakes(AuthorizationKind $kind, ClientSummary $client): bool
    {
        foreach ($client->grantTypes as $name) {
            if (self::tryFrom($name)?->makes() === $kind) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> the values that requests and rows have, in the order of this list */
    public static function values(): array
    {
        return array_column(self::cases(), 'value');
    }
}
