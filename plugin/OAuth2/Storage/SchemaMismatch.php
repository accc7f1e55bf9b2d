<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The tables have another schema than the code: nothing is read or written until somebody migrates them. */
final class SchemaMismatch extends StorageUnavailable
{
    /**
     * @param int $found the tables' schema, 0 when there are none
     * @param int $needed the one that this code reads and writes
     */
    public function __construct(public readonly int $found, public readonly int $needed)
    {
        parent::__construct(match (true) {
            $this->isNewer() => "The tables have schema $found, this version of the code knows no schema above $needed."
                . ' Nothing was changed. Install the version that made the tables, or restore a backup from before it',
            $found === 0 => 'The tables are not installed',
            default => "The tables have schema $found, this version of the code needs schema $needed",
        });
    }

    /** Whether the tables are ahead of the code, so that no migration helps. */
    public function isNewer(): bool
    {
        return $this->found > $this->needed;
    }
}
