<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The sources keep the rules of Matomo's guide to plugins on the way from Matomo 5 to Matomo 6. */
final class MigrationGuideTest extends TestCase
{
    private const PLUGIN = __DIR__ . '/../../..';

    /** @return iterable<string, array{string, string, list<string>}> a pattern, the files, and those that may match */
    public static function rules(): iterable
    {
        $php = '/\.php$/';
        yield 'the plugin asks what core offers, never which version it is' => [
            '/Version::(?:VERSION|MAJOR_VERSION)|getMatomoVersion\(/', $php,
            // They note for which version a result holds.
            ['OAuth2.php', 'SelfTest/Fingerprint.php'],
        ];
        yield 'no removed class or method' => [
            '/getBlob\(|clearStaticCache\(|setIsPartialArchive\(|getDefaultPort|saveCORSHostnameInConfig|getThirdLeveltableDimension'
                . '|optimizeTables\(|isOptimizeInnoDBSupported|setUncommitted|isTokenAuthProvidedSecurely|Plugins\\\\SEO\\\\/', $php, [],
        ];
        yield 'no removed global function' => ['/(?<![\w>:\\\\])(?:_glob|_?safe_serialize|_parse_ini_file)\(/', $php, []];
        yield 'no injection by annotation' => ['/@Inject\b/', $php, []];
        yield 'no handler, formatter or processor of Monolog' => ['/Monolog\\\\/', $php, []];
        yield 'no override of what Symfony 6 has given types' => [
            '/function (?:addOption|addArgument|getHelper|getSubscribedSignals|handleSignal)\(/', $php, [],
        ];
        yield 'no removed Less variable or stylesheet' => [
            '/@color-(?:black|blue|red|green)-piwik|@color-(?:orange-brand|green-brandSocial|blue-brandSocial)|@color-gray-(?:light|bright|400)\b'
                . '|@color-jetstream|@color-silver-l|@color-mode-|@top-menu-nav-color|@color-period-selector|@add-widget-|@calendar|@login-section'
                . '|@theme-color-new-brand|mode-colors\.less/', '/\.less$/', [],
        ];
        yield 'no import with the suffix .ts' => ['/from \'[^\']+\.ts\'|from "[^"]+\.ts"/', '/\.(?:ts|vue)$/', []];
        yield 'no import of types that CoreHome exports as types only, as values' => [
            '/import \{[^}]*\b(?:SiteRef|WidgetType|WidgetContainerType|GroupedWidgetsType)\b[^}]*\} from .CoreHome/', '/\.(?:ts|vue)$/', [],
        ];
        yield 'lists and objects in props have a type' => ['/type: (?:Array|Object),/', '/\.vue$/', []];
        yield 'no this in a template' => ['/<template>(?:(?!<script).)*\bthis\./s', '/\.vue$/', []];
        yield 'no jest' => ['/\bjest\.|liveWidget/', '/\.(?:ts|vue|js)$/', []];
    }

    /** @param list<string> $exceptions */
    #[DataProvider('rules')]
    public function testRule(string $pattern, string $files, array $exceptions): void
    {
        $found = [];
        $looked = 0;
        foreach (self::files($files) as $name => $text) {
            $looked++;
            if (preg_match($pattern, $text) === 1 && !\in_array($name, $exceptions, true)) {
                $found[] = $name;
            }
        }
        self::assertGreaterThan(0, $looked);
        self::assertSame([], $found);
    }

    /** Types are exported as types: a build file by file cannot know what a name is. */
    public function testTypesAreExportedAndImportedAsTypes(): void
    {
        $types = [];
        foreach (self::files('/\.(?:ts|vue)$/') as $text) {
            preg_match_all('/^export (?:interface|type) (\w+)/m', $text, $names);
            array_push($types, ...$names[1]);
        }
        self::assertNotSame([], $types);
        $found = [];
        foreach (self::files('/\.(?:ts|vue)$/') as $name => $text) {
            preg_match_all('/^export \{([^}]*)\}/m', $text, $exports);
            foreach (explode(',', implode(',', $exports[1])) as $export) {
                if (\in_array(trim(explode(' as ', $export)[0]), $types, true)) {
                    $found[] = "$name: " . trim($export);
                }
            }
        }
        self::assertSame([], $found);
    }

    /** @return iterable<string, string> texts of the plugin's files by name; tests and built files are left out */
    private static function files(string $pattern): iterable
    {
        $root = (string) realpath(self::PLUGIN);
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($root, \FilesystemIterator::SKIP_DOTS));
        /** @var \SplFileInfo $file */
        foreach ($files as $file) {
            $name = substr($file->getPathname(), \strlen($root) + 1);
            if (preg_match($pattern, $name) === 1 && !str_starts_with($name, 'tests/')) {
                yield $name => (string) file_get_contents($file->getPathname());
            }
        }
    }
}
