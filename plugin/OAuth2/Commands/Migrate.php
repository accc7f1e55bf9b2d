<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Installation;

final class Migrate extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'migrate',
            'Migrates the tables to the schema that this version of the plugin needs',
            'Run it if you copied the plugin\'s files without updating Matomo: until then the endpoints answer 503. Back up the'
                . ' database first, because you cannot go back to an older schema. The command does nothing if the tables are'
                . ' up to date, continues where an interrupted run stopped, and waits for another process that migrates.',
        );
    }

    protected function perform(): int
    {
        Extension::check();
        $schema = Installation::schema();
        $before = $schema->version();
        Installation::update();
        $after = $schema->version();
        if ($this->isJson()) {
            $this->writeJson(['before' => $before, 'schema' => $after]);

            return self::SUCCESS;
        }
        $this->write(match ($before) {
            $after => "The tables have schema $after already.",
            0 => "The tables have been created with schema $after.",
            default => "The tables have been migrated from schema $before to schema $after.",
        });

        return self::SUCCESS;
    }
}
