<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\ClassLoader;

final class ClassLoaderTest extends TestCase
{
    public function testItComesFirstAndOnlyDuringTheWork(): void
    {
        $before = spl_autoload_functions();
        $during = ClassLoader::during(static fn (): array => spl_autoload_functions());

        self::assertCount(\count($before) + 1, $during);
        self::assertSame($before, \array_slice($during, 1));
        self::assertSame($before, spl_autoload_functions());
    }

    public function testItIsGoneAfterAFailure(): void
    {
        $before = spl_autoload_functions();
        try {
            ClassLoader::during(static fn (): int => intdiv(1, 0));
            self::fail('The failure was swallowed');
        } catch (\DivisionByZeroError) {
            self::assertSame($before, spl_autoload_functions());
        }
    }

    public function testItLoadsThePluginsClassesOnly(): void
    {
        $code = <<<'PHP'
            namespace Piwik\Plugins\OAuth2;
            require $argv[1] . '/Matomo/ClassLoader.php';
            echo Matomo\ClassLoader::during(static fn (): string => json_encode([
                Server\Scope::Read->value,
                Server\Http\Parameters::parse('a=1')->get('a'),
                class_exists('Piwik\Plugins\OAuth2\Reports\Missing'),
                class_exists('Piwik\Plugins\OAuth2\Missing'),
                class_exists('Piwik\Plugins\Other\Server\Scope'),
            ]));
            PHP;
        $process = proc_open([PHP_BINARY, '-n', '-r', $code, \dirname(__DIR__, 3)], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        self::assertIsResource($process);

        self::assertSame(
            ['["matomo:read","1",false,false,false]', ''],
            [stream_get_contents($pipes[1]), stream_get_contents($pipes[2])],
        );
        self::assertSame(0, proc_close($process));
    }
}
