<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage\Migration;

/**
 * The step to schema 8: a client that registered itself has the network that sent it and whoever looks at its page, as digests, and
 * the user who allowed it first. Limits for each of these keep one of them from taking the places of all others.
 */
final class Step8RegistrationOrigin implements Step
{
    private const DIGEST = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

    public function run(StepDatabase $database): void
    {
        foreach (['site', 'network', 'visitor'] as $column) {
            $database->addColumn('oauth2_registration', $column, self::DIGEST . " NOT NULL DEFAULT ''", "TEXT NOT NULL DEFAULT ''");
        }
        $database->addColumn('oauth2_registration', 'visited_at', 'BIGINT NOT NULL DEFAULT 0', 'INTEGER NOT NULL DEFAULT 0');
        // It has all that decides who makes room, so that the rows themselves are not read.
        $database->addIndex('oauth2_registration', 'idx_oauth2_registration_place', 'site, network, visitor, visited_at');
        $database->addColumn('oauth2_client', 'allowed_by', self::DIGEST . ' NULL', 'TEXT NULL');
        $database->addIndex('oauth2_client', 'idx_oauth2_client_allowed_by', 'allowed_by');
        // The number of those that registered themselves is asked for whenever one more may be allowed.
        $database->addIndex('oauth2_client', 'idx_oauth2_client_registered', 'self_registered, updated_at');
    }
}
