<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;

/** A client as labels and texts for a terminal. */
final class ClientText
{
    private const WARNINGS = [
        'redirect_uri' => 'Today\'s rules refuse this redirect URI. It works at most until you next edit the client: %s',
        'no_pkce' => 'The client may omit PKCE. Require it with --require-pkce as soon as the application sends a code challenge.',
        'no_user' => 'The client acts as no existing user, so Client Credentials does not work. Update it with --acts-as.',
        'no_owner' => 'The client has no owner. Run oauth2:set-owner to give it one.',
    ];

    private const METHODS = [
        'none' => 'none',
        'client_secret' => 'secret (client_secret_basic, client_secret_post)',
        'private_key_jwt' => 'keys (private_key_jwt)',
    ];

    /** @param array{kid: ?string, algorithm: string, thumbprint: string} $key */
    private static function key(array $key): string
    {
        return $key['algorithm'] . ', ' . ($key['kid'] === null ? 'no kid' : "kid $key[kid]") . ", thumbprint $key[thumbprint]";
    }

    /** A sentence for a question: what a change of a client ends. */
    public static function effects(ClientEffects $effects): string
    {
        $parts = [];
        if ($effects->authorizations > 0) {
            $parts[] = self::count($effects->authorizations, 'authorization') . ' of ' . self::count($effects->users, 'user');
        }
        if ($effects->own > 0) {
            $parts[] = self::count($effects->own, 'authorization') . ' of the client itself';
        }

        return $parts === [] ? 'No authorization ends.' : 'This ends ' . implode(' and ', $parts) . '.';
    }

    /**
     * @param array<string, mixed> $client from {@see Presentation::client()}
     * @return array<string, string> text by label
     */
    public static function fields(array $client): array
    {
        $warnings = array_map(
            static fn (array $warning): string => sprintf(
                self::WARNINGS[$warning['code']] ?? $warning['code'],
                $warning['detail'],
            ),
            $client['warnings'],
        );

        return array_filter([
            'Client ID' => $client['client_id'],
            'Name' => $client['name'],
            'Registered by' => $client['self_registered'] === true ? 'itself; nobody has checked its name' : '',
            'Description' => $client['description'],
            'Type' => $client['type'],
            'Status' => $client['active'] === true ? 'active' : 'paused',
            'Grant types' => implode("\n", $client['grant_types']),
            'Scopes' => implode("\n", $client['scopes']),
            'Redirect URIs' => implode("\n", $client['redirect_uris']),
            'PKCE' => $client['require_pkce'] === true ? 'required' : 'not required',
            'Owner' => $client['owner_login'],
            'Acts as' => $client['acts_as'] ?? '',
            'Authentication' => self::METHODS[$client['auth_method']] ?? $client['auth_method'],
            'Keys' => implode("\n", array_map(self::key(...), $client['keys'])),
            'Keys from' => $client['jwks_uri'] ?? '',
            'Secret ends with' => $client['secret_hint'] ?? '',
            'Old secret' => $client['old_secret_until'] === null
                ? ''
                : "ends with {$client['old_secret_hint']}, works until {$client['old_secret_until']} UTC",
            'Created (UTC)' => $client['created_at'] ?? '',
            'Changed (UTC)' => $client['updated_at'] ?? '',
            'Last used (UTC)' => $client['last_used_at'] ?? 'never',
            'Warnings' => implode("\n", $warnings),
        ], static fn (string $value): bool => $value !== '');
    }

    private static function count(int $number, string $thing): string
    {
        return "$number $thing" . ($number === 1 ? '' : 's');
    }
}
