<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The tables have another schema than the code requires. Nothing is read or written until they are migrated. */
final class SchemaMismatch extends StorageUnavailable
{
    /**
     * @param int $found the schema of the tables; 0 when there are none
     * @param int $needed the schema that this code reads and writes
     */
    public function __construct(public readonly int $found, public readonly int $needed)
    {
        parent::__construct(match (true) {
            $this->isNewer() => "The tables have schema $found, but this version supports no schema above $needed."
                . ' Nothing was changed. Install the version that created the tables, or restore a backup made before it',
            $found === 0 => 'The tables are not installed',
            default => "The tables have schema $found, but this version needs schema $needed",
        });
    }

    /** True when the tables are newer than the code, so that a migration cannot help. */
    public function isNewer(): bool
    {
        return $this->found > $this->needed;
    }
}
