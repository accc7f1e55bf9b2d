<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/** Files that other processes read while they are written. */
final class WholeFile
{
    /** Written beside and renamed: a reader sees the old content or the new one, never half of it. */
    public static function write(string $file, #[\SensitiveParameter] string $content): void
    {
        if (!is_dir(\dirname($file))) {
            // Another process may be faster.
            @mkdir(\dirname($file), 0700, true);
        }
        $draft = (string) tempnam(\dirname($file), 'new');
        file_put_contents($draft, $content);
        rename($draft, $file);
    }
}
