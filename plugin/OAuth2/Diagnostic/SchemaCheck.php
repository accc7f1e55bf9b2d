<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\SchemaAdvice;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;

/** Checks that the tables have the schema that the plugin's files need: files may be copied without an update. */
final class SchemaCheck extends DiagnosticCheck
{
    protected function label(): string
    {
        return 'OAuth2_CheckSchema';
    }

    protected function items(): array
    {
        $schema = Installation::schema();
        try {
            $schema->check();
        } catch (SchemaMismatch $mismatch) {
            $numbers = [$mismatch->found, $mismatch->needed];

            return [$mismatch->isNewer()
                ? self::error(self::say('CheckSchemaNewer', $numbers))
                : self::error(self::say('CheckSchemaOlder', $numbers) . self::code(SchemaAdvice::COMMAND))];
        }

        return [self::ok(self::say('CheckSchemaFine', [$schema->version()]))];
    }
}
