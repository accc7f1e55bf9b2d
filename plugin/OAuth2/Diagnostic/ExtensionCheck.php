<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\Extension;

/** Checks that the PHP extension is loaded and recent enough. */
final class ExtensionCheck extends DiagnosticCheck
{
    protected function label(): string
    {
        return 'OAuth2_CheckExtension';
    }

    protected function items(): array
    {
        $problem = Extension::problem();

        return [$problem === null ? self::ok(self::escape((string) phpversion(Extension::NAME))) : self::error(self::escape($problem))];
    }
}
