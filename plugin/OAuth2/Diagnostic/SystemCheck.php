<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Container\StaticContainer;
use Piwik\DI;

/**
 * The plugin's lines of the system check. Matomo looks for such in config/config.php of each plugin, and then asks that
 * file about every object that any request makes: a third of what the plugin costs one without OAuth. So the
 * console has them by config/cli.php, and pages by {@see offer()}.
 */
final class SystemCheck
{
    private const CHECKS = [
        ExtensionCheck::class,
        PluginFilesCheck::class,
        SchemaCheck::class,
        IssuerCheck::class,
        KeyRingCheck::class,
        AuthorizationHeaderCheck::class,
        RoutesCheck::class,
        ClientsCheck::class,
    ];

    /** @return list<DiagnosticCheck> */
    public static function checks(): array
    {
        return array_map(static fn (string $class): DiagnosticCheck => StaticContainer::get($class), self::CHECKS);
    }

    /** Before anybody asks for the system check in this request. */
    public static function offer(): void
    {
        foreach (self::definitions() as $name => $definition) {
            StaticContainer::getContainer()->set($name, $definition);
        }
    }

    /** @return array<string, mixed> for Matomo's container */
    public static function definitions(): array
    {
        return ['diagnostics.optional' => DI::add(array_map(DI::get(...), self::CHECKS))];
    }
}
