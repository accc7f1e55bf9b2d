<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Settings\FieldConfig;
use Piwik\Settings\Plugin\SystemSetting;
use Piwik\Settings\Plugin\SystemSettings as MatomoSystemSettings;

/** What a super user sets under Administration → General settings. Names and defaults are the official plugin's. */
class SystemSettings extends MatomoSystemSettings
{
    public SystemSetting $accessTokenTtl;
    public SystemSetting $refreshTokenTtl;
    public SystemSetting $authCodeTtl;
    public SystemSetting $enableAuthorizationCode;
    public SystemSetting $enableClientCredentials;
    public SystemSetting $enableRefreshTokens;
    public SystemSetting $defaultScopes;
    public SystemSetting $refreshGrace;
    public SystemSetting $signingAlgorithm;
    public SystemSetting $keyRotationDays;
    public SystemSetting $issuer;
    public SystemSetting $cleanRoutes;

    protected function init(): void
    {
        $this->accessTokenTtl = $this->number('accessTokenTtl', 'AccessTokenTtl');
        $this->refreshTokenTtl = $this->number('refreshTokenTtl', 'RefreshTokenTtl');
        $this->authCodeTtl = $this->number('authCodeTtl', 'AuthCodeTtl');
        $this->enableAuthorizationCode = $this->flag('enableAuthorizationCode', 'EnableAuthorizationCode');
        $this->enableClientCredentials = $this->flag('enableClientCredentials', 'EnableClientCredentials');
        $this->enableRefreshTokens = $this->flag('enableRefreshTokens', 'EnableRefreshTokens');
        $this->defaultScopes = $this->makeSetting(
            'defaultScopes',
            SettingValues::DEFAULTS['defaultScopes'],
            FieldConfig::TYPE_ARRAY,
            static function (FieldConfig $field): void {
                self::describe($field, 'AllowedScopes');
                $field->uiControl = FieldConfig::UI_CONTROL_CHECKBOX;
                foreach (Scope::cases() as $scope) {
                    $field->availableValues[$scope->value] = $scope->value . ' – '
                        . Piwik::translate(TextKeys::scope($scope));
                }
                $field->validate = static function (mixed $value): void {
                    if (!\is_array($value) || $value === [] || array_diff($value, Scope::values()) !== []) {
                        throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingAllowedScopesInvalid'));
                    }
                };
            },
        );
        $this->refreshGrace = $this->number('refreshGrace', 'RefreshGrace');
        $this->signingAlgorithm = $this->makeSetting(
            'signingAlgorithm',
            SettingValues::DEFAULTS['signingAlgorithm'],
            FieldConfig::TYPE_STRING,
            static function (FieldConfig $field): void {
                self::describe($field, 'SigningAlgorithm');
                $field->uiControl = FieldConfig::UI_CONTROL_RADIO;
                $field->availableValues = array_combine(SettingsFactory::ALGORITHMS, SettingsFactory::ALGORITHMS);
            },
        );
        $this->keyRotationDays = $this->number('keyRotationDays', 'KeyRotationDays');
        $this->issuer = $this->makeSetting(
            'issuer',
            SettingValues::DEFAULTS['issuer'],
            FieldConfig::TYPE_STRING,
            static function (FieldConfig $field): void {
                self::describe($field, 'Issuer');
                $field->uiControl = FieldConfig::UI_CONTROL_TEXT;
                $field->transform = static fn (mixed $value): string => rtrim(trim((string) $value), '/');
                $field->validate = static function (mixed $value): void {
                    if (!\is_string($value) || !Issuer::isValid(rtrim(trim($value), '/'))) {
                        throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingIssuerInvalid'));
                    }
                };
            },
        );
        $this->cleanRoutes = $this->flag('cleanRoutes', 'CleanRoutes');
    }

    private function number(string $name, string $key): SystemSetting
    {
        return $this->makeSetting(
            $name,
            SettingValues::DEFAULTS[$name],
            FieldConfig::TYPE_INT,
            static function (FieldConfig $field) use ($name, $key): void {
                self::describe($field, $key);
                $field->uiControl = FieldConfig::UI_CONTROL_TEXT;
                $field->validate = static function (mixed $value) use ($name): void {
                    [$least, $most] = SettingsFactory::RANGES[$name];
                    $whole = filter_var($value, FILTER_VALIDATE_INT);
                    if ($whole === false || $whole < $least || $whole > $most) {
                        throw new \InvalidArgumentException(
                            Piwik::translate('OAuth2_SettingOutOfRange', [(string) $least, (string) $most]),
                        );
                    }
                };
            },
        );
    }

    private function flag(string $name, string $key): SystemSetting
    {
        return $this->makeSetting(
            $name,
            SettingValues::DEFAULTS[$name],
            FieldConfig::TYPE_BOOL,
            static function (FieldConfig $field) use ($key): void {
                self::describe($field, $key);
                $field->uiControl = FieldConfig::UI_CONTROL_CHECKBOX;
            },
        );
    }

    private static function describe(FieldConfig $field, string $key): void
    {
        $field->title = Piwik::translate('OAuth2_Setting' . $key);
        $field->inlineHelp = Piwik::translate('OAuth2_Setting' . $key . 'Help');
    }
}
