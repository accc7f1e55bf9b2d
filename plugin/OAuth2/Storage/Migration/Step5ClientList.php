<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/**
 * The step to schema 5: what the list of clients is searched and sorted by. The database generates both columns, so that no
 * statement which writes a client can forget them. Each index holds the columns of the filters, too, so that a filter which
 * few clients pass does not look up the rows of all others.
 */
final class Step5ClientList implements Step
{
    private const TEXT = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    private const FILTERS = 'client_id, type, active';

    public function run(StepDatabase $database): void
    {
        $database->addColumn(
            'oauth2_client',
            'sort_name',
            'VARCHAR(255) ' . self::TEXT . ' GENERATED ALWAYS AS (LOWER(name)) STORED',
            'TEXT GENERATED ALWAYS AS (LOWER(name)) VIRTUAL',
        );
        // Bytes are searched several times as fast as characters.
        $database->addColumn(
            'oauth2_client',
            'search_text',
            "LONGBLOB GENERATED ALWAYS AS (CAST(LOWER(CONCAT_WS(' ', name, client_id, description, owner_login, acts_as,"
                . ' redirect_uris)) AS BINARY)) STORED',
            "TEXT GENERATED ALWAYS AS (LOWER(name || ' ' || client_id || ' ' || description || ' ' || owner_login || ' '"
                . " || COALESCE(acts_as, '') || ' ' || redirect_uris)) VIRTUAL",
        );
        foreach (['sort_name' => 'name', 'updated_at' => 'updated', 'last_used_at' => 'used'] as $column => $index) {
            $database->addIndex('oauth2_client', "idx_oauth2_client_$index", "$column, " . self::FILTERS);
        }
    }
}
