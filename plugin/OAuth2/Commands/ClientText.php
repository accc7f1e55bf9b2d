<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

/** A client in words, for people at a terminal. */
final class ClientText
{
    private const WARNINGS = [
        'redirect_uri' => 'This redirect URI works until the client is next edited, and is refused then: ',
        'no_pkce' => 'The client may leave PKCE out. When it sends a code challenge, use --require-pkce.',
        'no_owner' => 'The owner does not exist, so what it does by client credentials is refused: ',
    ];

    /**
     * @param array<string, mixed> $client Presentation::client()'s
     * @return array<string, string> by label
     */
    public static function fields(array $client): array
    {
        $warnings = array_map(
            static fn (array $warning): string => (self::WARNINGS[$warning['code']] ?? $warning['code'])
                . $warning['detail'],
            $client['warnings'],
        );

        return array_filter([
            'Client ID' => $client['client_id'],
            'Name' => $client['name'],
            'Description' => $client['description'],
            'Type' => $client['type'],
            'Status' => $client['active'] === true ? 'active' : 'paused',
            'Grant types' => implode("\n", $client['grant_types']),
            'Scopes' => implode("\n", $client['scopes']),
            'Redirect URIs' => implode("\n", $client['redirect_uris']),
            'PKCE' => $client['require_pkce'] === true ? 'required' : 'not required',
            'Owner' => $client['owner_login'],
            'Secret ends with' => $client['secret_hint'] ?? '',
            'Created (UTC)' => $client['created_at'] ?? '',
            'Changed (UTC)' => $client['updated_at'] ?? '',
            'Last used (UTC)' => $client['last_used_at'] ?? 'never',
            'Warnings' => implode("\n", $warnings),
        ], static fn (string $value): bool => $value !== '');
    }
}
