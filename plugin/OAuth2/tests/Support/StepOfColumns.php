<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Migration\Step;
use Piwik\Plugins\OAuth2\Storage\Migration\StepDatabase;

/** An example of a future step: it adds columns, an index and a table, and computes values of existing rows. */
final class StepOfColumns implements Step
{
    public function run(StepDatabase $database): void
    {
        $text = 'CHARACTER SET ascii COLLATE ascii_bin';
        $database->addColumn('oauth2_authorization', 'later_scope', "VARCHAR(255) $text NULL", 'TEXT NULL');
        $database->addColumn('oauth2_client', 'later_number', 'BIGINT NOT NULL DEFAULT 7', 'INTEGER NOT NULL DEFAULT 7');
        $database->addIndex('oauth2_client', 'idx_oauth2_client_later', 'later_number, owner_login');
        $database->execute(
            'CREATE TABLE IF NOT EXISTS ' . $database->table('oauth2_later') . ' (id INTEGER NOT NULL, PRIMARY KEY (id))',
        );
        $table = $database->table('oauth2_authorization');
        $database->once('step-later-scopes', static function () use ($database, $table): void {
            $database->execute("UPDATE $table SET later_scope = scope WHERE later_scope IS NULL");
        });
    }
}
