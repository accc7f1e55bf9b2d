<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Option;
use Piwik\Plugins\OAuth2\OAuth2;

/**
 * Checks that the folder contains this plugin only. The official plugin has the same name: if one is copied over the
 * other, files of both remain. In a package, the files must also be those of its bundles.
 */
final class PluginFilesCheck extends DiagnosticCheck
{
    /** Files that only the official plugin has. */
    private const FOREIGN = [
        'Auth', 'Entities', 'Model', 'Repositories', 'Service', 'vendor', 'composer.json', 'scoper.inc.php',
        'Access/OAuth2Access.php', 'Diagnostic/OpenSslRsaCheck.php', 'Updates/5.3.3.php', 'Updates/6.0.2.php',
        'templates/authorize.twig',
    ];

    /** Files that this plugin needs and the official one lacks. */
    private const OWN = ['Access/BearerCall.php', 'Server/AuthorizationServer.php', 'Storage/Schema.php'];

    public function __construct(private readonly ?string $folder = null)
    {
    }

    protected function label(): string
    {
        return 'OAuth2_CheckPluginFiles';
    }

    protected function items(): array
    {
        $folder = $this->folder ?? \dirname(__DIR__);
        $missing = array_values(array_filter(self::OWN, static fn (string $name): bool => !is_file("$folder/$name")));
        // The official plugin's main class lacks this method.
        // @phpstan-ignore function.alreadyNarrowedType (the official plugin's class may have replaced ours)
        if ($missing !== [] || ($this->folder === null && !method_exists(OAuth2::class, 'answerEarly'))) {
            return [self::error(self::say('CheckPluginFilesReplaced'))];
        }
        $items = [];
        $foreign = array_values(array_filter(self::FOREIGN, static fn (string $name): bool => file_exists("$folder/$name")));
        if ($foreign !== []) {
            $items[] = self::warning(self::say('CheckPluginFilesForeign', [implode(', ', $foreign)]));
        }
        $differing = BundledFiles::differing($folder);
        if ($differing !== []) {
            $items[] = self::error(self::say('CheckPluginFilesMixed', [implode(', ', $differing)]));
        }
        $version = self::version($folder);
        $noted = (string) Option::get('version_OAuth2');
        if ($version === null) {
            $items[] = self::error(self::say('CheckPluginFilesReplaced'));
        } elseif ((int) $version === (int) $noted && version_compare($version, $noted, '<')) {
            // Another first number is that of another line, see Installation::isOfHigherLine().
            $items[] = self::error(self::say('CheckPluginFilesOlder', [$version, $noted]));
        }

        return $items === [] ? [self::ok((string) $version)] : $items;
    }

    private static function version(string $folder): ?string
    {
        $plugin = json_decode((string) @file_get_contents("$folder/plugin.json"), true);
        $version = \is_array($plugin) ? ($plugin['version'] ?? null) : null;

        return \is_string($version) ? $version : null;
    }
}
