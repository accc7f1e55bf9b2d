<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Cache;
use Piwik\Container\StaticContainer;
use Piwik\Plugin\Manager;
use Piwik\Translation\Translator;

/**
 * The plugin's texts. Matomo reads the texts in the folder lang of every plugin on nearly every request, also where none of
 * them is shown. These are in the folder texts, which Matomo reads only after {@see load()}.
 */
final class Texts
{
    private const FALLBACK = 'en';

    /** Makes the keys OAuth2_... known to Matomo. Call it before any of them is translated in this request. */
    public static function load(): void
    {
        StaticContainer::get(Translator::class)->addDirectory(self::folder());
    }

    /**
     * One text in the user's language. For pages of Matomo that show no other text of this plugin: after {@see load()} Matomo
     * reads the texts of all plugins again. Matomo's cache, which is read on every request anyway, keeps the text.
     */
    public static function single(string $key): string
    {
        $language = (string) StaticContainer::get(Translator::class)->getCurrentLanguage();
        $cache = Cache::getEagerCache();
        $id = "OAuth2Text-$language-$key";
        $text = $cache->contains($id) ? $cache->fetch($id) : null;
        if (!\is_string($text)) {
            $name = substr($key, \strlen('OAuth2_'));
            $text = self::of($language)[$name] ?? self::of(self::FALLBACK)[$name] ?? $key;
            $cache->save($id, $text);
        }

        return $text;
    }

    /** @return array<string, string> */
    private static function of(string $language): array
    {
        $file = self::folder() . "/$language.json";
        if (preg_match('/^[a-z-]+$/D', $language) !== 1 || !is_file($file)) {
            return [];
        }
        /** @var array{OAuth2?: array<string, string>} $texts */
        $texts = (array) json_decode((string) file_get_contents($file), true);

        return $texts['OAuth2'] ?? [];
    }

    private static function folder(): string
    {
        return Manager::getPluginDirectory('OAuth2') . '/texts';
    }
}
