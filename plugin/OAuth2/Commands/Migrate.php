<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\Installation;

final class Migrate extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'migrate',
            'Brings the tables to the schema that this version of the plugin needs',
            'Run it after the plugin\'s files were copied without an update of Matomo: until then the endpoints answer 503. It'
                . ' does nothing where nothing is to be done, goes on where an interrupted run stopped, and waits for another'
                . ' process that migrates. Back up the database first. There is no way back to an older schema.',
        );
    }

    protected function perform(): int
    {
        $schema = Installation::schema();
        $before = $schema->version();
        Installation::update();
        $after = $schema->version();
        if ($this->isJson()) {
            $this->writeJson(['before' => $before, 'schema' => $after]);

            return self::SUCCESS;
        }
        $this->write(match ($before) {
            $after => "The tables have schema $after already",
            0 => "The tables were made, with schema $after",
            default => "The tables were migrated from schema $before to $after",
        });

        return self::SUCCESS;
    }
}
