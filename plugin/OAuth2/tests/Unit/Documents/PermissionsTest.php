<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Server\Scope;

/** docs/permissions.md agrees with the code about each method. */
final class PermissionsTest extends TestCase
{
    private static string $text;

    public static function setUpBeforeClass(): void
    {
        self::$text = (string) file_get_contents(dirname(__DIR__, 3) . '/docs/permissions.md');
    }

    public function testEachRowOfTheTableIsCorrect(): void
    {
        preg_match_all(
            '/^\| [^|]+ \| `(\w+)\.(\w+)` \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/m',
            self::$text,
            $rows,
            PREG_SET_ORDER,
        );
        self::assertGreaterThan(20, \count($rows));
        foreach ($rows as [, $plugin, $method, $read, $write, $admin, $superUser]) {
            $documented = array_map(static fn (string $cell): bool => trim($cell) === '✓', [$read, $write, $admin, $superUser]);
            $needed = MethodPolicy::needed($plugin, $method);
            $real = array_map(static fn (Scope $scope): bool => $scope->covers($needed), Scope::cases());

            self::assertSame($real, $documented, "$plugin.$method");
        }
    }

    public function testTheListsAgreeWithTheCode(): void
    {
        preg_match('~^<!-- methods:.*?-->\n(.*)^<!-- /methods -->$~ms', self::$text, $match);
        $lists = self::lists();

        self::assertSame($lists, $match[1] ?? '', "docs/permissions.md: put this between the two comments:\n$lists");
    }

    /** The four lists as Markdown. */
    private static function lists(): string
    {
        $byScope = [];
        foreach (MethodPolicy::table() as $name) {
            [$plugin, $method] = explode('.', $name, 2);
            $byScope[MethodPolicy::needed($plugin, $method)->value][$plugin][] = $method;
        }
        $text = '';
        foreach (Scope::cases() as $scope) {
            $text .= "### `$scope->value`" . ($scope === Scope::Read ? ', in addition to the reading methods' : '') . "\n\n";
            $plugins = $byScope[$scope->value] ?? [];
            ksort($plugins);
            foreach ($plugins as $plugin => $methods) {
                sort($methods);
                $text .= "- **$plugin**: " . implode(', ', $methods) . "\n";
            }
            $text .= "\n";
        }

        return rtrim($text, "\n") . "\n";
    }
}
