<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Diagnostic\BundledFiles;

/** The files with several classes that packages have (script/lib/bundles.php). */
final class BundlesTest extends TestCase
{
    private const TOP = __DIR__ . '/../../../../..';

    private string $folder = '';

    protected function setUp(): void
    {
        $this->folder = sys_get_temp_dir() . '/oauth2-bundles-' . getmypid();
        foreach ([...array_merge(...array_values(self::lists())), 'Matomo/ClassLoader'] as $file) {
            @mkdir(\dirname("$this->folder/$file"), 0777, true);
            copy(self::TOP . "/plugin/OAuth2/$file.php", "$this->folder/$file.php");
        }
    }

    protected function tearDown(): void
    {
        $files = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($this->folder, \FilesystemIterator::SKIP_DOTS),
            \RecursiveIteratorIterator::CHILD_FIRST,
        );
        foreach ($files as $file) {
            self::assertInstanceOf(\SplFileInfo::class, $file);
            $file->isDir() ? rmdir($file->getPathname()) : unlink($file->getPathname());
        }
        rmdir($this->folder);
    }

    public function testTheLoaderTakesTheClassesFromTheBundle(): void
    {
        self::assertSame([0, ''], $this->bundle());
        $loaded = $this->php('return ClassLoader::during(static fn (): array => [], ClassLoader::LIGHT) + array_map(
            static fn (string $file): string => substr($file, strlen($argv[1]) + 1),
            get_included_files(),
        );');

        self::assertSame(['Matomo/ClassLoader.php', 'bundles/light.php'], $loaded['result']);
        foreach (self::lists()['light'] as $file) {
            self::assertContains('Piwik\Plugins\OAuth2\\' . strtr($file, '/', '\\'), $loaded['classes'], $file);
        }
    }

    public function testAClassThatIsThereAlreadyStays(): void
    {
        $this->bundle();
        $loaded = $this->php('require $argv[1] . "/Server/Scope.php"; require $argv[1] . "/Server/Port/Clock.php";
            return ClassLoader::during(static fn (): array => [(new \ReflectionClass(\Piwik\Plugins\OAuth2\Server\Scope::class))->getFileName()], ClassLoader::LIGHT);');

        self::assertSame(["$this->folder/Server/Scope.php"], $loaded['result']);
    }

    public function testWithoutTheBundleTheClassesAreLoadedFromTheirFiles(): void
    {
        $this->bundle();
        unlink("$this->folder/bundles/light.php");
        $loaded = $this->php('return ClassLoader::during(
            static fn (): array => [\Piwik\Plugins\OAuth2\Server\Scope::from("matomo:read")->name, error_get_last()["message"] ?? ""],
            ClassLoader::LIGHT,
        );');

        self::assertIsArray($loaded['result']);
        self::assertSame('Read', $loaded['result'][0]);
        self::assertSame(['bundles/light.php'], BundledFiles::differing($this->folder));
    }

    public function testFilesOfAnotherPackageAreFound(): void
    {
        self::assertSame([], BundledFiles::differing($this->folder), 'a checkout');
        $this->bundle();
        self::assertSame([], BundledFiles::differing($this->folder));

        foreach (['Server/Port/Clock', 'Server/Scope', 'Access/BearerCall'] as $file) {
            $code = (string) file_get_contents("$this->folder/$file.php");
            file_put_contents("$this->folder/$file.php", strtr("$code// A comment.\n", ["\n" => "\r\n"]));
            self::assertSame([], BundledFiles::differing($this->folder), 'the same code');
            file_put_contents("$this->folder/$file.php", (string) preg_replace('/}\s*$/', "    public const NEW = 1;\n}\n", $code));
            self::assertSame(["$file.php"], BundledFiles::differing($this->folder));
            file_put_contents("$this->folder/$file.php", (string) preg_replace('/^namespace .*$/m', "$0\n\nuse Another\\One;", $code));
            self::assertSame(["$file.php"], BundledFiles::differing($this->folder));
            unlink("$this->folder/$file.php");
            self::assertSame(["$file.php"], BundledFiles::differing($this->folder));
            file_put_contents("$this->folder/$file.php", $code);
        }
        self::assertSame([], BundledFiles::differing($this->folder));

        file_put_contents("$this->folder/bundles/bearer.php", '');
        self::assertSame(['bundles/bearer.php'], BundledFiles::differing($this->folder));
        copy(self::TOP . '/plugin/OAuth2/Matomo/ClassLoader.php', "$this->folder/Matomo/ClassLoader.php");
        self::assertSame([], BundledFiles::differing($this->folder), 'the loader of a checkout uses no bundle');
    }

    public function testACheckoutHasNoBundle(): void
    {
        $loaded = $this->php('return ClassLoader::during(static fn (): array => get_included_files(), ClassLoader::LIGHT);');

        self::assertSame(["$this->folder/Matomo/ClassLoader.php"], $loaded['result']);
    }

    public function testItIsNotMadeTwice(): void
    {
        $this->bundle();

        self::assertStringContainsString('is not that of a checkout', $this->bundle()[1]);
    }

    public function testAClassThatAsksForItsPlaceIsRefused(): void
    {
        $file = "$this->folder/Server/Scope.php";
        $code = (string) file_get_contents($file);
        file_put_contents($file, "$code\nconst PLACE = __DIR__;\n");
        self::assertStringContainsString('Server/Scope: __DIR__ would have another value', $this->bundle()[1]);

        file_put_contents($file, "$code\nfinal class Another\n{\n}\n");
        self::assertStringContainsString('Server/Scope: two classes in one file', $this->bundle()[1]);
    }

    /** @return array<string, list<string>> */
    private static function lists(): array
    {
        /** @var array<string, list<string>> $lists */
        $lists = require self::TOP . '/script/lib/bundled-classes.php';

        return $lists;
    }

    /** @return array{int, string} status and output */
    private function bundle(): array
    {
        return self::outcome([PHP_BINARY, '-d', 'display_errors=stderr', self::TOP . '/script/lib/bundles.php', $this->folder]);
    }

    /** @return array{result: mixed, classes: list<string>} */
    private function php(string $code): array
    {
        $code = 'use Piwik\Plugins\OAuth2\Matomo\ClassLoader; require $argv[1] . "/Matomo/ClassLoader.php";
            $result = (static function () use ($argv) { ' . $code . ' })();
            echo json_encode(["result" => $result, "classes" => [...get_declared_classes(), ...get_declared_interfaces()]]);';
        [$status, $output] = self::outcome([PHP_BINARY, '-n', '-r', $code, $this->folder]);
        self::assertSame(0, $status, $output);
        /** @var array{result: mixed, classes: list<string>} $loaded */
        $loaded = json_decode((string) strrchr("\n$output", "\n"), true, 8, JSON_THROW_ON_ERROR);

        return $loaded;
    }

    /**
     * @param list<string> $command
     * @return array{int, string}
     */
    private static function outcome(array $command): array
    {
        $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        self::assertIsResource($process);
        $output = stream_get_contents($pipes[2]) . stream_get_contents($pipes[1]);

        return [proc_close($process), $output];
    }
}
