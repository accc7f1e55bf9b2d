<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\ClientSummary;

/**
 * The grant types of the token endpoint (RFC 6749 1.3), in the order of metadata, forms and help. Settings, metadata and
 * screens derive their lists from this enum; {@see Grant\Grants} maps each grant type to its class.
 */
enum GrantType: string
{
    case AuthorizationCode = 'authorization_code';
    case ClientCredentials = 'client_credentials';
    case RefreshToken = 'refresh_token';

    /** The kind of authorization that the grant type creates; null when it uses those of another grant type. */
    public function makes(): ?AuthorizationKind
    {
        return match ($this) {
            self::AuthorizationCode => AuthorizationKind::Code,
            self::ClientCredentials => AuthorizationKind::ClientCredentials,
            default => null,
        };
    }

    /** True when a client needs a redirect URI to use the grant type. */
    public function redirects(): bool
    {
        return $this === self::AuthorizationCode;
    }

    /** True when a client needs a secret to use the grant type, so that a public client cannot use it. */
    public function needsSecret(): bool
    {
        return $this === self::ClientCredentials;
    }

    /** The grant type that a client needs as well to use this one; null when it needs no other. */
    public function companion(): ?self
    {
        return $this === self::RefreshToken ? self::AuthorizationCode : null;
    }

    /** True when the client's row lists the grant type; the server's settings may still switch it off. */
    public function isAllowedFor(ClientSummary $client): bool
    {
        return \in_array($this->value, $client->grantTypes, true);
    }

    /** True when the client's row lists a grant type that creates authorizations of this kind. */
    public static function oneMakes(AuthorizationKind $kind, ClientSummary $client): bool
    {
        foreach ($client->grantTypes as $name) {
            if (self::tryFrom($name)?->makes() === $kind) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> all values of `grant_type`, in the order of this enum */
    public static function values(): array
    {
        return array_column(self::cases(), 'value');
    }
}
