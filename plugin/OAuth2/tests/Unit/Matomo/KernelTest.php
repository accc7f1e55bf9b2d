<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Matomo;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Matomo\Kernel;

/** The check before the light script's classes are loaded, with kernels of core as they could become. */
final class KernelTest extends TestCase
{
    private const ENVIRONMENT = 'protected function getGlobalSettings() {}';

    private const PROVIDER = 'protected $pathGlobal; protected $pathCommon; protected $pathLocal; protected $iniFileChain;'
        . ' public function __construct($a = null) {} public function reload($a = null, $b = null) {}';

    private const CHAIN = 'protected $settingsChain; protected $mergedSettings; protected function mergeFileSettings() {}'
        . ' public function reload($files = [], $user = null) {}';

    private static int $number = 0;

    public function testTodaysKernelFits(): void
    {
        self::assertTrue(self::fits(self::ENVIRONMENT, self::PROVIDER, self::CHAIN));
    }

    /** @return iterable<string, array{string, string, string}> */
    public static function fitting(): iterable
    {
        yield 'types' => [
            'protected function getGlobalSettings(): PROVIDER {}',
            str_replace('$b = null)', '$b = null): void', self::PROVIDER),
            str_replace('($files = [], $user = null)', '(array $files = [], ?string $user = null): void', self::CHAIN),
        ];
        yield 'typed properties' => [
            self::ENVIRONMENT,
            str_replace('protected $pathGlobal', 'protected ?string $pathGlobal', self::PROVIDER),
            str_replace('protected $settingsChain', 'protected array $settingsChain', self::CHAIN),
        ];
    }

    #[DataProvider('fitting')]
    public function testAKernelThatStillFits(string $environment, string $provider, string $chain): void
    {
        self::assertTrue(self::fits($environment, $provider, $chain));
    }

    /** @return iterable<string, array{string, string, string, 3?: string}> */
    public static function unfitting(): iterable
    {
        $environment = static fn (string $code): array => [$code, self::PROVIDER, self::CHAIN];
        $provider = static fn (string $from, string $to): array => [self::ENVIRONMENT, str_replace($from, $to, self::PROVIDER), self::CHAIN];
        $chain = static fn (string $from, string $to): array => [self::ENVIRONMENT, self::PROVIDER, str_replace($from, $to, self::CHAIN)];
        yield 'no method to override' => $environment('');
        yield 'a final method' => $environment('final protected function getGlobalSettings() {}');
        yield 'a private method' => $environment('private function getGlobalSettings() {}');
        yield 'a static method' => $environment('protected static function getGlobalSettings() {}');
        yield 'a parameter' => $environment('protected function getGlobalSettings($new = 1) {}');
        yield 'another type' => $environment('protected function getGlobalSettings(): \stdClass {}');
        yield 'a union type' => $environment('protected function getGlobalSettings(): PROVIDER|\stdClass {}');
        yield 'a final class' => [...$environment(self::ENVIRONMENT), 'final '];
        yield 'a path less' => $provider('protected $pathCommon;', '');
        yield 'a private path' => $provider('protected $pathLocal', 'private $pathLocal');
        yield 'a final constructor' => $provider('public function __construct', 'final public function __construct');
        yield 'reload needs an argument' => $provider('reload($a = null', 'reload($a');
        yield 'no chain' => $provider('protected $iniFileChain;', '');
        yield 'a third parameter' => $chain('$user = null)', '$user = null, $more = null)');
        yield 'reload returns something' => $chain('$user = null)', '$user = null): bool');
        yield 'no merge' => $chain('mergeFileSettings', 'merge');
        yield 'a private merge' => $chain('protected function merge', 'private function merge');
        yield 'private settings' => $chain('protected $settingsChain', 'private $settingsChain');
        yield 'read-only settings' => $chain('protected $mergedSettings', 'protected readonly array $mergedSettings');
    }

    #[DataProvider('unfitting')]
    public function testAKernelThatHasChanged(string $environment, string $provider, string $chain, string $final = ''): void
    {
        self::assertFalse(self::fits($environment, $provider, $chain, $final));
    }

    public function testAMissingClass(): void
    {
        // @phpstan-ignore argument.type
        self::assertFalse(Kernel::isReplaceable(__NAMESPACE__ . '\NoSuchEnvironment'));
    }

    private static function fits(string $environment, string $provider, string $chain, string $final = ''): bool
    {
        $n = ++self::$number;
        $environment = str_replace('PROVIDER', "Provider$n", $environment);
        eval('namespace ' . __NAMESPACE__ . "; class Provider$n { $provider } class Chain$n { $chain } {$final}class Environment$n { $environment }");
        /** @var array{class-string, class-string, class-string} $classes */
        $classes = [__NAMESPACE__ . "\\Environment$n", __NAMESPACE__ . "\\Provider$n", __NAMESPACE__ . "\\Chain$n"];

        return Kernel::isReplaceable(...$classes);
    }
}
