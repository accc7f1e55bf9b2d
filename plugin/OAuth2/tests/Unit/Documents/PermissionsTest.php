<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Access\CallCondition;
use Piwik\Plugins\OAuth2\Access\LastingEffect;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Access\Requirement;
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
            $needed = MethodPolicy::ofMethod($plugin, $method);
            $real = array_map(static fn (Scope $scope): bool => !$needed->never && $scope->covers($needed->scope), Scope::cases());

            self::assertSame($real, $documented, "$plugin.$method");
        }
    }

    public function testTheListsAgreeWithTheCode(): void
    {
        preg_match('~^<!-- methods:.*?-->\n(.*)^<!-- /methods -->$~ms', self::$text, $match);
        $lists = self::lists();

        self::assertSame($lists, $match[1] ?? '', "docs/permissions.md: put this between the two comments:\n$lists");
    }

    public function testTheTableOfLastingEffectsAgreesWithTheCode(): void
    {
        preg_match('~^<!-- effects:.*?-->\n(.*)^<!-- /effects -->$~ms', self::$text, $match);
        $table = self::effects();

        self::assertSame($table, $match[1] ?? '', "docs/permissions.md: put this between the two comments:\n$table");
    }

    public function testEveryWritingMethodOfTheTableHasItsEffect(): void
    {
        $without = array_filter(
            MethodPolicy::table(),
            static fn (string $name): bool => !MethodPolicy::isReading(explode('.', $name)[1])
                && LastingEffect::of(...explode('.', $name)) === null,
        );

        self::assertSame([], array_values($without));
    }

    public function testNoMethodHasTwoEffectsOrIsNotInThePolicy(): void
    {
        $names = [];
        foreach (LastingEffect::cases() as $effect) {
            foreach ($effect->methods() as $plugin => $methods) {
                foreach ($methods as $method) {
                    $names[] = "$plugin.$method";
                }
            }
        }

        self::assertSame([], array_diff_assoc($names, array_unique($names)));
        self::assertSame([], array_diff($names, MethodPolicy::table()));
    }

    /** The lists as Markdown. */
    private static function lists(): string
    {
        $headings = [
            'matomo:read' => '`matomo:read`, in addition to the reading methods',
            'matomo:write' => '`matomo:write`',
            'matomo:admin' => '`matomo:admin`',
            'matomo:superuser' => '`matomo:superuser`',
            'setting' => '`matomo:superuser`, and only with the setting "Tokens may manage users"',
            'never' => 'No token',
        ];
        $lists = array_fill_keys(array_keys($headings), []);
        foreach (MethodPolicy::table() as $name) {
            [$plugin, $method] = explode('.', $name, 2);
            $lists[self::column(MethodPolicy::ofMethod($plugin, $method))][$plugin][] = $method;
        }
        $text = '';
        foreach ($headings as $column => $heading) {
            $text .= "### $heading\n\n";
            ksort($lists[$column]);
            foreach ($lists[$column] as $plugin => $methods) {
                sort($methods);
                $text .= "- **$plugin**: " . implode(', ', $methods) . "\n";
            }
            $text .= $column === 'never' ? "- **OAuth2**: all that are not reading methods\n\n" : "\n";
        }

        return rtrim($text, "\n") . "\n";
    }

    /** The table of effects as Markdown: a row for each effect, and a column for what a token needs. */
    private static function effects(): string
    {
        $columns = ['matomo:write' => '`matomo:write`', 'matomo:admin' => '`matomo:admin`', 'matomo:superuser' => '`matomo:superuser`', 'never' => 'no token'];
        $text = '| effect | ' . implode(' | ', $columns) . " |\n|---|---|---|---|---|\n";
        foreach (LastingEffect::cases() as $effect) {
            if ($effect === LastingEffect::Nothing) {
                continue;
            }
            $cells = array_fill_keys(array_keys($columns), []);
            foreach ($effect->methods() as $plugin => $methods) {
                foreach ($methods as $method) {
                    $needed = MethodPolicy::ofMethod($plugin, $method);
                    $cells[$needed->setting ? 'matomo:superuser' : self::column($needed)]["**$plugin**"][] = $method;
                    foreach (MethodPolicy::conditions($plugin, $method) as $condition) {
                        $more = $condition->requirement();
                        $cells[$more->setting ? 'matomo:superuser' : self::column($more)][self::when($condition) . ": **$plugin**"][] = $method;
                    }
                }
            }
            if ($effect === LastingEffect::ThisPlugin) {
                $cells['never'] = ['**OAuth2**' => ['all that are not reading methods'], 'its settings: **CorePluginsAdmin**' => ['setSystemSettings', 'setUserSettings']];
            }
            $text .= '| ' . self::meaning($effect);
            foreach ($cells as $groups) {
                $parts = [];
                foreach ($groups as $group => $methods) {
                    $parts[] = "$group " . implode(', ', $methods);
                }
                $text .= ' | ' . implode('; ', $parts);
            }
            $text = rtrim($text) . " |\n";
        }

        return str_replace('|  |', '| |', str_replace('|  |', '| |', $text));
    }

    private static function column(Requirement $needed): string
    {
        return match (true) {
            $needed->never => 'never',
            $needed->setting => 'setting',
            default => $needed->scope->value,
        };
    }

    private static function when(CallCondition $condition): string
    {
        return match ($condition) {
            CallCondition::OtherRecipients => 'to anybody but the user',
            CallCondition::OwnCode => 'types that are code',
            CallCondition::ForEverybody => 'for all users or all websites',
            CallCondition::OtherUser => 'of another user',
            CallCondition::ClosedSettings => 'settings of OAuth2 and TwoFactorAuth',
            CallCondition::LoginSettings => 'settings of UsersManager and of plugins that begin with Login, only if the setting **Tokens may manage users** is on',
        };
    }

    private static function meaning(LastingEffect $effect): string
    {
        return match ($effect) {
            LastingEffect::Credentials => 'app tokens, passwords, e-mail addresses, second factors',
            LastingEffect::ThisPlugin => 'clients, authorizations, keys and settings of this plugin',
            LastingEffect::Users => 'users and their access, only if the setting **Tokens may manage users** is on',
            LastingEffect::Messages => 'messages by mail, phone, channel or webhook',
            LastingEffect::Feeds => 'data at an address that needs no login',
            LastingEffect::WebsiteCode => 'code that visitors of a website run, at once or when it is published',
            LastingEffect::SharedContent => 'what other users see, too',
            LastingEffect::OwnContent => 'what only the user sees',
            LastingEffect::Preferences => 'preferences of users',
            LastingEffect::Collection => 'what Matomo records and counts',
            LastingEffect::Configuration => 'settings of Matomo and its plugins',
            LastingEffect::ThirdParties => 'data sent to the makers of Matomo',
            LastingEffect::DeletedData => 'data that is gone',
            LastingEffect::Nothing => 'nothing',
        };
    }
}
