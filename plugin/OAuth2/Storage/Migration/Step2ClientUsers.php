<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/**
 * The step to schema 2: a client names the user whom its own tokens act as, apart from its owner, and may have an old secret
 * that still works for a while. An authorization keeps the highest scope that the client first asked for.
 */
final class Step2ClientUsers implements Step
{
    private const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

    public function run(StepDatabase $database): void
    {
        $database->addColumn('oauth2_client', 'acts_as', 'VARCHAR(100) ' . self::TEXT . ' NULL', 'TEXT NULL');
        $database->addColumn('oauth2_client', 'old_secret_hash', 'VARCHAR(255) ' . self::TEXT . ' NULL', 'TEXT NULL');
        $database->addColumn('oauth2_client', 'old_secret_hint', 'VARCHAR(16) ' . self::ASCII . ' NULL', 'TEXT NULL');
        $database->addColumn('oauth2_client', 'old_secret_until', 'BIGINT NULL', 'INTEGER NULL');
        $database->addIndex('oauth2_client', 'idx_oauth2_client_acts_as', 'acts_as');
        $database->addIndex('oauth2_client', 'idx_oauth2_client_old_secret', 'old_secret_until');
        $database->addColumn('oauth2_authorization', 'asked_scope', 'VARCHAR(255) ' . self::ASCII . ' NULL', 'TEXT NULL');
        // Until now a client's own tokens had the rights of its owner.
        $client = $database->table('oauth2_client');
        $database->once('step-2-acts-as', static function () use ($database, $client): void {
            $database->execute("UPDATE $client SET acts_as = owner_login WHERE acts_as IS NULL AND owner_login <> ''");
        });
    }
}
