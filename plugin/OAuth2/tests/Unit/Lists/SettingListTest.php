<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\SettingGroup;
use Piwik\Plugins\OAuth2\Server\SettingType;

/** Each setting has its texts, documents and tests. */
final class SettingListTest extends ListTestCase
{
    #[DataProvider('settings')]
    public function testItHasTitleAndHelpInEveryLanguage(Setting $setting): void
    {
        $keys = [];
        foreach (self::titles($setting) as $title) {
            array_push($keys, $title, TextKeys::help($title));
        }
        self::assertSame([], self::withoutText($keys));
    }

    #[DataProvider('settings')]
    public function testTheWordsOfAChoiceHaveTitlesInEveryLanguage(Setting $setting): void
    {
        $titles = array_map(static fn (string $word): ?string => TextKeys::word($setting, $word), $setting->words());
        // The names of algorithms are the same in all languages.
        $named = $setting === Setting::SigningAlgorithm;
        self::assertSame($named ? \count($titles) : 0, \count(array_keys($titles, null, true)), 'TextKeys::word() knows no title');
        self::assertSame([], self::withoutText(array_values(array_filter($titles, is_string(...)))));
    }

    public function testEachGroupHasATitleInEveryLanguageAndASetting(): void
    {
        self::assertSame([], self::withoutText(array_map(TextKeys::settingGroup(...), SettingGroup::cases())));
        foreach (SettingGroup::cases() as $group) {
            $settings = array_filter(Setting::cases(), static fn (Setting $setting): bool => $setting->group() === $group);
            self::assertNotSame([], $settings, $group->name);
        }
    }

    #[DataProvider('settings')]
    public function testTheDocumentsTableSaysDefaultAndRange(Setting $setting): void
    {
        $default = $setting->default();
        [$least, $most] = $setting->range();
        [$first, $last] = match ($setting->type()) {
            SettingType::Number => [
                self::text($default) . ($setting->unit() === 86400 ? ' days' : ' s') . '( \([^)|]*\))?',
                "\b$least to $most\b.*",
            ],
            SettingType::Flag, SettingType::Grants => [$default === true ? 'on' : 'off', '.*'],
            SettingType::Choice => [self::text($default), 'or ' . implode(', ', \array_slice($setting->words(), 1)) . '\b.*'],
            SettingType::Scopes => [implode(', ', array_map(
                static fn (Scope $scope): string => strtolower($scope->name),
                Scope::named($default),
            )), '.*'],
            SettingType::Schemes, SettingType::Hosts => [$default === '' ? 'none' : str_replace(' ', ', ', self::text($default)), '.*'],
            SettingType::Issuer => ['.+', '.*'],
        };
        foreach (self::titles($setting) as $title) {
            $label = self::english($title);
            self::assertFound(
                '~^\| ' . preg_quote($label, '~') . " \\| $first \\| ?$last\\|$~m",
                self::read('docs/index.md'),
                'docs/index.md: a row of the settings',
            );
        }
    }

    #[DataProvider('settings')]
    public function testItsDefaultIsInItsRange(Setting $setting): void
    {
        if ($setting->isSingle()) {
            self::assertTrue($setting->accepts($setting->default()));
            self::assertSame($setting->default(), $setting->nearest($setting->default()));
        } else {
            self::assertFalse($setting->accepts($setting->default()), 'Settings has a separate parameter for it');
        }
    }

    #[DataProvider('settings')]
    public function testItIsTested(Setting $setting): void
    {
        $key = $setting->key();
        self::assertFound(
            "/\b(?:$key|Setting::$setting->name)\b/",
            self::tests(),
            'No unit test names it',
        );
    }

    public function testStoredSettingsKeepNameAndDefault(): void
    {
        $kept = [
            'accessTokenTtl' => 3600,
            'refreshTokenTtl' => 2592000,
            'authCodeTtl' => 600,
            'enableAuthorizationCode' => true,
            'enableClientCredentials' => true,
            'enableRefreshTokens' => true,
            'defaultScopes' => ['matomo:read', 'matomo:write', 'matomo:admin'],
            'refreshGrace' => 30,
            'signingAlgorithm' => 'RS256',
            'keyRotationDays' => 90,
            'issuer' => '',
            'cleanRoutes' => 'auto',
            'privateUseSchemes' => 'cursor vscode vscode-insiders windsurf raycast zed',
            'assistants' => 'off',
            'assistantHosts' => '',
            'assistantScope' => 'read',
            'connectionMail' => true,
        ];
        self::assertSame($kept, array_intersect_key(SettingValues::defaults(), $kept), 'the official plugin and configuration files use these names');
    }

    public function testTheGuideSaysHowLongACodeLives(): void
    {
        $minutes = (int) self::text(Setting::AuthCodeTtl->default()) / 60;
        self::assertStringContainsString("after $minutes minutes", self::read('docs/authorization-code.md'));
    }

    /** @return iterable<string, array{Setting}> */
    public static function settings(): iterable
    {
        foreach (Setting::cases() as $setting) {
            yield $setting->name => [$setting];
        }
    }

    /** @return list<string> keys */
    private static function titles(Setting $setting): array
    {
        return $setting->type() === SettingType::Grants
            ? array_map(TextKeys::grantSwitch(...), GrantType::cases())
            : [TextKeys::setting($setting)];
    }

    private static function text(mixed $value): string
    {
        self::assertTrue(\is_int($value) || \is_string($value));

        return (string) $value;
    }
}
