<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Matomo\Cache\Backend\File;
use Piwik\Config\IniFileChain;

/**
 * Matomo's chain of configuration files, with the values of the shipped global.ini.php from a cache: parsing its thousand
 * lines costs more than a token. The installation's own files are read each time and never cached.
 */
final class QuickConfiguration extends IniFileChain
{
    private const TTL = 86400;

    /**
     * @param list<string> $defaultSettingsFiles
     * @param ?string $userSettingsFile
     */
    public function reload($defaultSettingsFiles = [], $userSettingsFile = null): void
    {
        $shipped = $defaultSettingsFiles[0] ?? '';
        $stat = $shipped === '' ? false : @stat($shipped);
        $folder = PIWIK_USER_PATH . '/tmp/cache/tracker';
        // Leave it to Matomo if its own cache is configured or a hoster changes the values.
        if (
            $stat === false
            || !is_dir($folder)
            || !empty($GLOBALS['MATOMO_MODIFY_CONFIG_SETTINGS'])
            || !empty($GLOBALS['ENABLE_CONFIG_PHP_CACHE'])
        ) {
            parent::reload($defaultSettingsFiles, $userSettingsFile);

            return;
        }
        $cache = new File($folder);
        $id = "OAuth2.global-{$stat['ino']}-{$stat['size']}-{$stat['mtime']}";
        $values = $cache->doFetch($id);
        if (!\is_array($values)) {
            parent::reload([$shipped]);
            $values = $this->settingsChain[$shipped];
            $cache->doSave($id, $values, self::TTL);
        }
        parent::reload(\array_slice($defaultSettingsFiles, 1), $userSettingsFile);
        $this->settingsChain = [$shipped => $values] + $this->settingsChain;
        $this->mergedSettings = $this->mergeFileSettings();
    }
}
