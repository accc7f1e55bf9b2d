<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\AllowedScopes;
use Piwik\Plugins\OAuth2\Matomo\AssistantRules;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Matomo\StaticDocuments;
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
                SettingType::Flag => $this->field($setting, FieldConfig::TYPE_BOOL, FieldConfig::UI_CONTROL_CHECKBOX),
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
        StaticDocuments::refresh();
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
        $range = array_map(strval(...), $setting->range());
        $this->field($setting, FieldConfig::TYPE_INT, FieldConfig::UI_CONTROL_TEXT, static function (FieldConfig $field) use ($setting, $range): void {
            $field->title .= match ($setting->unit()) {
                0 => '',
                86400 => ' (' . Piwik::translate('OAuth2_UnitDays') . ')',
                default => ' (' . Piwik::translate('OAuth2_UnitSeconds') . ')',
            };
            $field->inlineHelp .= ' ' . Piwik::translate('OAuth2_SettingRange', $range);
            $field->validate = static function (mixed $value) use ($setting, $range): void {
                if (!$setting->accepts(filter_var($value, FILTER_VALIDATE_INT))) {
                    throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingOutOfRange', $range));
                }
            };
        });
    }

    private function choice(Setting $setting): void
    {
        $this->field($setting, FieldConfig::TYPE_STRING, FieldConfig::UI_CONTROL_RADIO, static function (FieldConfig $field) use ($setting): void {
            foreach ($setting->words() as $word) {
                $title = TextKeys::word($setting, $word);
                $field->availableValues[$word] = $title === null ? $word : Piwik::translate($title);
            }
        });
    }

    /**
     * @param class-string<WordList> $list the rules for the words
     * @param string $problem the translation key of the message about words that are unfit
     */
    private function words(Setting $setting, string $list, string $uiControl, string $problem): void
    {
        $this->field($setting, FieldConfig::TYPE_STRING, $uiControl, static function (FieldConfig $field) use ($list, $problem): void {
            $field->transform = static fn (mixed $value): string => $list::normalized((string) $value);
            $field->validate = static function (mixed $value) use ($list, $problem): void {
                $unfit = $list::unfit((string) $value);
                if ($unfit !== []) {
                    throw new \InvalidArgumentException(Piwik::translate($problem, implode(', ', $unfit)));
                }
            };
        });
    }

    private function scopes(Setting $setting): void
    {
        $this->field($setting, FieldConfig::TYPE_ARRAY, FieldConfig::UI_CONTROL_CHECKBOX, static function (FieldConfig $field): void {
            foreach (Scope::cases() as $scope) {
                $field->availableValues[$scope->value] = $scope->value . ' – ' . Piwik::translate(TextKeys::scope($scope));
            }
            $field->validate = static function (mixed $value): void {
                if (!\is_array($value) || $value === [] || array_diff($value, Scope::values()) !== []) {
                    throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingAllowedScopesInvalid'));
                }
            };
        });
    }

    /** A switch for each grant type. */
    private function grants(Setting $setting): void
    {
        foreach (GrantType::cases() as $type) {
            $this->field(
                $setting,
                FieldConfig::TYPE_BOOL,
                FieldConfig::UI_CONTROL_CHECKBOX,
                name: SettingValues::switchOf($type),
                title: TextKeys::grantSwitch($type),
            );
        }
    }

    private function issuer(Setting $setting): void
    {
        $this->field($setting, FieldConfig::TYPE_STRING, FieldConfig::UI_CONTROL_TEXT, static function (FieldConfig $field): void {
            $field->transform = static fn (mixed $value): string => rtrim(trim((string) $value), '/');
            $field->validate = static function (mixed $value): void {
                if (!\is_string($value) || !EndpointUrls::isBase(rtrim(trim($value), '/'))) {
                    throw new \InvalidArgumentException(Piwik::translate('OAuth2_SettingIssuerInvalid'));
                }
            };
        });
    }

    /**
     * Makes a field with the setting's title and help.
     *
     * @param ?\Closure(FieldConfig): void $complete adds what only this field has
     * @param ?string $name the stored name if it is not the setting's own
     * @param ?string $title the translation key of the title if it is not the setting's own
     */
    private function field(
        Setting $setting,
        string $type,
        string $control,
        ?\Closure $complete = null,
        ?string $name = null,
        ?string $title = null,
    ): void {
        $title ??= TextKeys::setting($setting);
        $this->makeSetting(
            $name ?? $setting->key(),
            $setting->default(),
            $type,
            static function (FieldConfig $field) use ($title, $control, $complete): void {
                $field->title = Piwik::translate($title);
                $field->inlineHelp = Piwik::translate(TextKeys::help($title));
                $field->uiControl = $control;
                if ($complete !== null) {
                    $complete($field);
                }
            },
        );
    }
}
