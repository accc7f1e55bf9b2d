<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * What the tables look like.
 *
 * @internal
 */
final class Tables
{
    /** @return array<string, TableDefinition> by name without prefix */
    public static function all(): array
    {
        return [
            'oauth2_meta' => new TableDefinition(['name' => 'ascii(64)', 'value' => 'text'], 'name'),
            'oauth2_client' => self::client(),
            'oauth2_authorization' => self::authorization(),
            'oauth2_revoked_token' => new TableDefinition(
                ['jti' => 'ascii(80)', 'expires_at' => 'int'],
                'jti',
                indexes: ['idx_oauth2_revoked_token_expires' => 'expires_at'],
            ),
            'oauth2_key' => new TableDefinition(
                [
                    'kid' => 'ascii(128)',
                    'algorithm' => 'ascii(16)',
                    'state' => 'ascii(16)',
                    'slot' => 'ascii(16) null',
                    'sealed' => 'text',
                    'public_jwk' => 'text',
                    'created_at' => 'int',
                    'activated_at' => 'int null',
                    'retired_at' => 'int null',
                    'expires_at' => 'int null',
                ],
                'kid',
                unique: ['idx_oauth2_key_slot' => 'slot'],
            ),
            'oauth2_consent' => new TableDefinition(
                [
                    'digest' => 'ascii(43)',
                    'login' => 'text(100)',
                    'request_digest' => 'ascii(43)',
                    'expires_at' => 'int',
                ],
                'digest',
                indexes: ['idx_oauth2_consent_expires' => 'expires_at'],
            ),
            'oauth2_throttle' => new TableDefinition(
                ['bucket' => 'ascii(43)', 'hits' => 'int', 'window_start' => 'int', 'expires_at' => 'int'],
                'bucket',
                indexes: ['idx_oauth2_throttle_expires' => 'expires_at'],
            ),
        ];
    }

    /** The official plugin's columns and, from secret_hint on, ours. */
    private static function client(): TableDefinition
    {
        return new TableDefinition(
            [
                'client_id' => 'ascii(80)',
                'name' => 'text(255)',
                'description' => 'text',
                'secret_hash' => 'text(255) null',
                'redirect_uris' => 'longtext',
                'grant_types' => 'longtext',
                'scopes' => 'longtext',
                'type' => 'text(20)',
                'active' => 'flag default 1',
                'owner_login' => 'text(100)',
                'created_at' => 'datetime',
                'updated_at' => 'datetime',
                'last_used_at' => 'datetime null',
                'secret_hint' => 'ascii(16) null',
                'epoch' => 'int default 0',
                'require_pkce' => 'flag default 1',
            ],
            'client_id',
            indexes: ['idx_oauth2_client_owner' => 'owner_login'],
        );
    }

    private static function authorization(): TableDefinition
    {
        return new TableDefinition(
            [
                'id' => 'ascii(80)',
                'client_id' => 'ascii(80)',
                'login' => 'text(100)',
                'kind' => 'ascii(20)',
                'scope' => 'ascii(255)',
                'resource' => 'text',
                'client_epoch' => 'int',
                'created_at' => 'int',
                'expires_at' => 'int',
                'last_used_at' => 'int null',
                'ended_at' => 'int null',
                'end_reason' => 'ascii(40) null',
                'code_digest' => 'ascii(43) null',
                'code_expires_at' => 'int null',
                'code_redeemed_at' => 'int null',
                'code_challenge' => 'ascii(128) null',
                'redirect_uri' => 'text null',
                'redirect_uri_sent' => 'flag default 0',
                'family_digest' => 'ascii(43) null',
                'refresh_digest' => 'ascii(43) null',
                'previous_digest' => 'ascii(43) null',
                'successor_sealed' => 'text null',
                'rotated_at' => 'int null',
                'refresh_expires_at' => 'int null',
                'credentials_key' => 'ascii(43) null',
                'credentials_number' => 'int default 0',
            ],
            'id',
            unique: ['idx_oauth2_authorization_credentials' => 'credentials_key, credentials_number'],
            indexes: [
                'idx_oauth2_authorization_client' => 'client_id',
                'idx_oauth2_authorization_login' => 'login',
                'idx_oauth2_authorization_expires' => 'expires_at',
            ],
        );
    }
}
