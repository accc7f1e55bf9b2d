<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\tests\Support\TestSettings;

/** Ranges, units and defaults of settings. */
final class SettingTest extends TestCase
{
    public function testEveryNumberHasItsRange(): void
    {
        $ranges = [
            [Setting::AccessTokenTtl, 60, 86400],
            [Setting::RefreshTokenTtl, 60, 63244800],
            [Setting::AuthCodeTtl, 10, 600],
            [Setting::RefreshGrace, 0, 300],
            [Setting::KeyRotationDays, 1, 1830],
        ];
        foreach ($ranges as [$setting, $least, $most]) {
            self::assertSame([$least, $most], $setting->range());
            self::assertTrue($setting->accepts($least));
            self::assertTrue($setting->accepts($most));
            foreach ([$least - 1, $most + 1, PHP_INT_MIN, PHP_INT_MAX, (string) $least, (float) $least, true, null, [], false] as $wrong) {
                self::assertFalse($setting->accepts($wrong), $setting->name);
            }
            self::assertSame($least, $setting->nearest($least - 1));
            self::assertSame($most, $setting->nearest($most + 1));
            self::assertSame($most, $setting->nearest((string) $most));
            self::assertSame($least, $setting->nearest('many'));
            self::assertSame($least, $setting->nearest(null));
        }
    }

    public function testAChoiceAcceptsOnlyItsValues(): void
    {
        $setting = Setting::SigningAlgorithm;
        foreach (['RS256', 'PS256', 'ES256', 'EdDSA'] as $word) {
            self::assertTrue($setting->accepts($word));
            self::assertSame($word, $setting->nearest($word));
        }
        foreach (['none', 'HS256', 'rs256', '', 'RS256 ', true, null, 0, ['RS256']] as $wrong) {
            self::assertFalse($setting->accepts($wrong));
            self::assertSame('RS256', $setting->nearest($wrong));
        }
    }

    public function testAFlagIsOnOrOff(): void
    {
        self::assertTrue(Setting::UserManagement->accepts(false));
        self::assertFalse(Setting::UserManagement->accepts(0));
        self::assertTrue(Setting::UserManagement->nearest('1'));
        self::assertFalse(Setting::UserManagement->nearest('0'));
    }

    public function testAChoiceThatWasAFlagKeepsItsMeaning(): void
    {
        foreach (['on' => ['on', true, '1', 1], 'off' => ['off', false, '0', 0], 'auto' => ['auto', '', null, '2', 'yes', []]] as $word => $values) {
            foreach ($values as $value) {
                self::assertSame($word, Setting::CleanRoutes->nearest($value));
            }
        }
        self::assertSame('RS256', Setting::SigningAlgorithm->nearest('1'), 'others never were flags');
    }

    public function testAListOfSchemesIsAText(): void
    {
        $setting = Setting::PrivateUseSchemes;
        foreach (['', 'cursor zed', 'javascript'] as $text) {
            self::assertTrue($setting->accepts($text));
            self::assertSame($text, $setting->nearest($text));
        }
        foreach ([null, 1, ['cursor'], true] as $wrong) {
            self::assertFalse($setting->accepts($wrong));
            self::assertSame($setting->default(), $setting->nearest($wrong));
        }
    }

    /** What an administrator has not allowed knowingly must not be possible. */
    public function testMailsAboutNewConnectionsAreOnUnlessSwitchedOff(): void
    {
        self::assertTrue(TestSettings::make()->isOn(Setting::ConnectionMail));
        self::assertFalse(TestSettings::make()->with(connectionMail: false)->isOn(Setting::ConnectionMail));
    }

    public function testUserManagementByTokensIsOffUnlessSwitchedOn(): void
    {
        self::assertFalse(TestSettings::make()->isOn(Setting::UserManagement));
        self::assertTrue(TestSettings::make()->with(userManagement: true)->isOn(Setting::UserManagement));
    }

    public function testASettingWithItsOwnParameterHasNoSingleValue(): void
    {
        foreach ([Setting::GrantTypes, Setting::AllowedScopes, Setting::Issuer] as $setting) {
            self::assertFalse($setting->accepts($setting->default()), $setting->name);
            try {
                $setting->nearest($setting->default());
                self::fail("$setting->name has a single value");
            } catch (\LogicException $expected) {
                self::assertStringContainsString($setting->name, $expected->getMessage());
            }
        }
    }

    public function testSettingsReturnGivenValuesAndDefaults(): void
    {
        $url = 'https://matomo.example';
        $plain = new Settings($url, new EndpointUrls($url), [$url], str_repeat('s', 32));
        self::assertSame(3600, $plain->seconds(Setting::AccessTokenTtl));
        self::assertSame(90, $plain->number(Setting::KeyRotationDays));
        self::assertSame(90 * 86400, $plain->seconds(Setting::KeyRotationDays));
        self::assertSame('RS256', $plain->word(Setting::SigningAlgorithm));
        self::assertFalse($plain->isOn(Setting::UserManagement));
        self::assertSame([Scope::Read, Scope::Write, Scope::Admin], $plain->allowedScopes);
        $other = $plain->with(accessTokenTtl: 60, keyRotationDays: 1, signingAlgorithm: 'EdDSA', userManagement: true);
        self::assertSame(60, $other->seconds(Setting::AccessTokenTtl));
        self::assertSame(86400, $other->seconds(Setting::KeyRotationDays));
        self::assertSame('EdDSA', $other->word(Setting::SigningAlgorithm));
        self::assertTrue($other->isOn(Setting::UserManagement));
        self::assertSame(600, $other->seconds(Setting::AuthCodeTtl), 'the default of a setting that was not given');
        $third = $other->with(accessTokenTtl: 120, allowedScopes: [Scope::Write]);
        self::assertSame([120, 86400], [$third->seconds(Setting::AccessTokenTtl), $third->seconds(Setting::KeyRotationDays)]);
        self::assertSame([Scope::Write], $third->allowedScopes);
        self::assertSame($url, $third->issuer);
        foreach ([[$plain->number(...), Setting::SigningAlgorithm], [$plain->word(...), Setting::AuthCodeTtl]] as [$read, $setting]) {
            try {
                $read($setting);
                self::fail("$setting->name has another type");
            } catch (\LogicException $expected) {
                self::assertStringContainsString($setting->name, $expected->getMessage());
            }
        }
    }
}
