<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;

/** Matomo knows the plugin's texts only after Texts::load(), so all code that translates must call it first. */
final class TextsTest extends TestCase
{
    private const PLUGIN = __DIR__ . '/../../..';

    /** The classes that load the texts for all classes in a folder: their base class, or their only caller. */
    private const LOADED_BY = [
        'Activity/' => 'Activity/BaseActivity.php',
        'Commands/' => 'Commands/OAuth2Command.php',
        'Diagnostic/' => 'Diagnostic/DiagnosticCheck.php',
        'Web/' => 'Controller.php',
    ];

    public function testWhoeverTranslatesLoadsTheTexts(): void
    {
        $translating = 0;
        $without = [];
        foreach (self::sources() as $path => $source) {
            if (preg_match('/\btranslate\(/', $source) !== 1) {
                continue;
            }
            $translating++;
            $folder = str_contains($path, '/') ? strtok($path, '/') . '/' : '';
            if (!str_contains(self::sources()[self::LOADED_BY[$folder] ?? $path], 'Texts::load()')) {
                $without[] = $path;
            }
        }

        self::assertSame([], $without);
        self::assertGreaterThan(15, $translating);
    }

    /** Matomo reads the folder lang of each plugin on nearly every request. */
    public function testMatomoDoesNotReadTheTextsByItself(): void
    {
        self::assertDirectoryExists(self::PLUGIN . '/texts');
        self::assertDirectoryDoesNotExist(self::PLUGIN . '/lang');
    }

    /** @return array<string, string> */
    private static function sources(): array
    {
        $sources = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(self::PLUGIN, \FilesystemIterator::SKIP_DOTS));
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $path = substr($file->getPathname(), \strlen(self::PLUGIN) + 1);
            if ($file->getExtension() === 'php' && preg_match('~^(?:tests|vue)/~', $path) !== 1) {
                $sources[$path] = (string) file_get_contents($file->getPathname());
            }
        }

        return $sources;
    }
}
