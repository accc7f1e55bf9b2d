<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\AllowedScopes;
use Piwik\Plugins\OAuth2\Matomo\AssistantRules;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Server\Assistant\HostList;
use Piwik\Plugins\OAuth2\Server\Client\PrivateUseSchemes;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\SettingType;
use Piwik\Plugins\OAuth2\Server\WordList;
use Piwik\Settings\FieldConfig;
use Piwik\Settings\Plugin\SystemSetting;
use Piwik\Settings\Plugin\SystemSettings as MatomoSystemSettings;

/**
 * The fields under Administration → General settings: one for each {@see Setting}, and a switch for each grant type.
 * Each is also a property of the same name, as in the official plugin.
 *
 * @property-read SystemSetting $assistantHosts
 * @property-read SystemSetting $assistants
 * @property-read SystemSetting $defaultScopes
 * @property-read SystemSetting $issuer
 */
class SystemSettings extends MatomoSystemSettings
{
    protected function init(): void
    {
        Texts::load();
        foreach (Setting::cases() as $setting) {
            match ($setting->type()) {
                SettingType::Number => $this->number($setting),
                SettingType::Flag => $this->flag($setting->key(), TextKeys::setting($setting), $setting->default()),
                SettingType::Choice => $this->choice($setting),
                SettingType::Schemes => $this->words(
                    $setting,
                    PrivateUseSchemes::class,
                    FieldConfig::UI_CONTROL_TEXTAREA,
                    'OAuth2_SettingPrivateUseSchemesInvalid',
                ),
                SettingType::Hosts => $this->words(
                    $setting,
                    HostList::class,
                    FieldConfig::UI_CONTROL_TEXT,
                    'OAuth2_SettingAssistantHostsInvalid',
                ),
                SettingType::Scopes => $this->scopes($setting),
                SettingType::Grants => $this->grants($setting),
                SettingType::Issuer => $this->issuer($setting),
            };
        }
    }

    /** Saves the settings. A scope that is no longer allowed ends its tokens for good; an assistant that is not, is paused. */
    public function save(): void
    {
        parent::save();
        AllowedScopes::enforce(Scope::named($this->getSetting(Setting::AllowedScopes->key())?->getValue()));
        AssistantRules::enforce();
    }

    /**
     * Checks values without storing them.
     *
     * @param array<string, mixed> $values by the names of settings; unknown names are ignored
     * @return array<string, string> messages in the user's language by the names of settings
     */
    public function problems(array $values): array
    {
        $problems = [];
        foreach ($values as $name => $value) {
            try {
                $validate = $this->getSetting($name)?->configureField()->validate;
                if ($validate instanceof \Closure) {
                    $validate($value);
                }
            } catch (\InvalidArgumentException $problem) {
                $problems[$name] = $problem->getMessage();
            }
        }

        return $problems;
    }

    public function __get(string $name): SystemSetting
    {
        $setting = $this->getSetting($name);

        return $setting instanceof SystemSetting ? $setting : throw new \LogicException("Unknown setting \"$name\"");
    }

    private function number(Setting $setting): void
    {
        $this->makeSetting(
            $setting->key(),
            $setting->default(),
            FieldConfig::TYPE_INT,
            static function (FieldConfig $field) use ($setting): void {
                $range = array_map(strval(...), $setting->range());
                self::describe($field, TextKeys::setting($setting));
                $field->title .= match ($setting->unit()) {
                    0 => '',
                    86400 => ' (' . Piwik::translate('OAuth2_UnitDays') . ')',
                    default => ' (' . Piwik::translate('OAuth2_UnitSeconds') . ')',
                };
                $field->inlineHelp .= ' ' . Piwik::translate('OAuth2_SettingRange', $range);
                $field->uiControl = FieldConfig::UI_CONTROL_TEXT;
                $field->validate = static function (mixed $value) use ($setting, $range): void {
                    if (!$setting->accepts(filter_var($value, FILTER_VALIDATE_INT))) {
                        throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingOutOfRange', $range));
                    }
                };
            },
        );
    }

    private function flag(string $name, string $title, mixed $default): void
    {
        $this->makeSetting(
            $name,
            $default,
            FieldConfig::TYPE_BOOL,
            static function (FieldConfig $field) use ($title): void {
                self::describe($field, $title);
                $field->uiControl = FieldConfig::UI_CONTROL_CHECKBOX;
            },
        );
    }

    private function choice(Setting $setting): void
    {
        $this->makeSetting(
            $setting->key(),
            $setting->default(),
            FieldConfig::TYPE_STRING,
            static function (FieldConfig $field) use ($setting): void {
                self::describe($field, TextKeys::setting($setting));
                $field->uiControl = FieldConfig::UI_CONTROL_RADIO;
                foreach ($setting->words() as $word) {
                    $title = TextKeys::word($setting, $word);
                    $field->availableValues[$word] = $title === null ? $word : Piwik::translate($title);
                }
            },
        );
    }

    /**
     * @param class-string<WordList> $list the rules for the words
     * @param string $problem the translation key of the message about words that are unfit
     */
    private function words(Setting $setting, string $list, string $uiControl, string $problem): void
    {
        $this->makeSetting(
            $setting->key(),
            $setting->default(),
            FieldConfig::TYPE_STRING,
            static function (FieldConfig $field) use ($setting, $list, $uiControl, $problem): void {
                self::describe($field, TextKeys::setting($setting));
                $field->uiControl = $uiControl;
                $field->transform = static fn (mixed $value): string => $list::normalized((string) $value);
                $field->validate = static function (mixed $value) use ($list, $problem): void {
                    $unfit = $list::unfit((string) $value);
                    if ($unfit !== []) {
                        throw new \InvalidArgumentException(Piwik::translate($problem, implode(', ', $unfit)));
                    }
                };
            },
        );
    }

    private function scopes(Setting $setting): void
    {
        $this->makeSetting(
            $setting->key(),
            $setting->default(),
            FieldConfig::TYPE_ARRAY,
            static function (FieldConfig $field) use ($setting): void {
                self::describe($field, TextKeys::setting($setting));
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
    }

    private function grants(Setting $setting): void
    {
        foreach (GrantType::cases() as $type) {
            $title = TextKeys::grantSwitch($type);
            $this->flag(SettingValues::switchOf($type), $title, $setting->default());
        }
    }

    private function issuer(Setting $setting): void
    {
        $this->makeSetting(
            $setting->key(),
            $setting->default(),
            FieldConfig::TYPE_STRING,
            static function (FieldConfig $field) use ($setting): void {
                self::describe($field, TextKeys::setting($setting));
                $field->uiControl = FieldConfig::UI_CONTROL_TEXT;
                $field->transform = static fn (mixed $value): string => rtrim(trim((string) $value), '/');
                $field->validate = static function (mixed $value): void {
                    if (!\is_string($value) || !EndpointUrls::isBase(rtrim(trim($value), '/'))) {
                        throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingIssuerInvalid'));
                    }
                };
            },
        );
    }

    private static function describe(FieldConfig $field, string $title): void
    {
        $field->title = Piwik::translate($title);
        $field->inlineHelp = Piwik::translate(TextKeys::help($title));
    }
}
