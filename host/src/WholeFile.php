<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/** Writes files that other processes may read at the same time. */
final class WholeFile
{
    /** Writes a new file and renames it, so that readers see the old or the new content, never a part. */
    public static function write(string $file, #[\SensitiveParameter] string $content): void
    {
        if (!is_dir(\dirname($file))) {
            // Another process may have created it first.
            @mkdir(\dirname($file), 0700, true);
        }
        $draft = (string) tempnam(\dirname($file), 'new');
        file_put_contents($draft, $content);
        rename($draft, $file);
    }
}
