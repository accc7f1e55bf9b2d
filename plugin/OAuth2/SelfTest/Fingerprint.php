<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Version;

/** Identifies the code that a verdict is about: the versions of Matomo, PHP and all activated plugins, in their order. */
final readonly class Fingerprint
{
    /** The number of characters of an id: 96 bits. */
    private const LENGTH = 16;

    public string $id;

    /** @param array<string, string> $plugins the version by name, in the order in which Matomo loads the plugins */
    public function __construct(public string $matomo, public string $php, public array $plugins)
    {
        $parts = json_encode([$matomo, $php, $plugins], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE);
        $this->id = substr(oauth2_token_digest($parts), 0, self::LENGTH);
    }

    /**
     * The fingerprint of this process, after Matomo has loaded the plugins.
     *
     * @throws ExtensionMissing
     */
    public static function current(): self
    {
        Extension::check();
        $plugins = [];
        foreach (Manager::getInstance()->getLoadedPlugins() as $name => $plugin) {
            $plugins[(string) $name] = (string) $plugin->getVersion();
        }

        return new self(Version::VERSION, PHP_VERSION, $plugins);
    }

    /** The version of this plugin. */
    public function version(): string
    {
        return $this->plugins['OAuth2'] ?? '';
    }
}
