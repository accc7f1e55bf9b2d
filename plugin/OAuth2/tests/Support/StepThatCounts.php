<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Storage\Migration\Step;
use Piwik\Plugins\OAuth2\Storage\Migration\StepDatabase;

/** A step that counts its runs in a throttle counter and takes long enough for other processes to interfere. */
final class StepThatCounts implements Step
{
    public const BUCKET = 'runs-of-the-step';

    public function run(StepDatabase $database): void
    {
        $table = $database->table('oauth2_throttle');
        $database->execute(
            "INSERT INTO $table (bucket, hits, window_start, expires_at)"
                . " SELECT ?, 0, 0, 0 FROM {$database->table('oauth2_meta')} WHERE name = 'migration'"
                . " AND NOT EXISTS (SELECT bucket FROM $table t WHERE t.bucket = ?)",
            [self::BUCKET, self::BUCKET],
        );
        usleep(20_000);
        $database->execute("UPDATE $table SET hits = hits + 1 WHERE bucket = ?", [self::BUCKET]);
    }
}
