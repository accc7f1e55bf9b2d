<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;

/** Advice to administrators about tables of another schema, for the log, the console and the API. */
final class SchemaAdvice
{
    /** The command that migrates, from Matomo's folder. */
    public const COMMAND = './console oauth2:migrate';

    /** The problem and its remedy, in complete sentences. */
    public static function of(SchemaMismatch $mismatch): string
    {
        return $mismatch->getMessage() . '.' . ($mismatch->isNewer() ? '' : ' Run ' . self::COMMAND . '.');
    }
}
