<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Container\StaticContainer;
use Piwik\DI;

/**
 * The plugin's lines of the system check. Plugins usually declare them in config/config.php, which every request of Matomo
 * reads. So config/cli.php declares them for the console, and {@see offer()} for pages.
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
        ProxyCheck::class,
        AssistantsCheck::class,
        SelfTestCheck::class,
    ];

    /** @return list<DiagnosticCheck> */
    public static function checks(): array
    {
        return array_map(static fn (string $class): DiagnosticCheck => StaticContainer::get($class), self::CHECKS);
    }

    /** Adds the lines to Matomo's container. Call it before anything reads the system check in this request. */
    public static function offer(): void
    {
        foreach (self::definitions() as $name => $definition) {
            StaticContainer::getContainer()->set($name, $definition);
        }
    }

    /** @return array<string, mixed> definitions for Matomo's container */
    public static function definitions(): array
    {
        return ['diagnostics.optional' => DI::add(array_map(DI::get(...), self::CHECKS))];
    }
}
