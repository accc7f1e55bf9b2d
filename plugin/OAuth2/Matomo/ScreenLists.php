<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;
use Piwik\Plugins\OAuth2\Server\Client\LoggedEvent;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Client\TrialStep;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\SettingGroup;
use Piwik\Plugins\OAuth2\Server\SettingType;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;

/**
 * The server's lists, such as scopes and grant types, with texts in the user's language. Pages pass them to the screens,
 * so that no screen repeats them. Their TypeScript types are in vue/src/lists.ts.
 */
final readonly class ScreenLists
{
    /** @param \Closure(string): string $translate */
    public function __construct(private \Closure $translate)
    {
    }

    /**
     * The lists for the pages of administrators.
     *
     * @return array<string, mixed>
     */
    public function forAdministrators(): array
    {
        return $this->forUsers() + [
            'warnings' => $this->texts(ClientWarningKind::cases(), TextKeys::warning(...)),
            'oldSecretTimes' => array_map($this->oldSecretTime(...), OldSecretTime::cases()),
            'endpoints' => array_map($this->endpoint(...), Endpoint::cases()),
            'events' => $this->texts(LoggedEvent::cases(), TextKeys::event(...)),
            'trialSteps' => $this->texts(TrialStep::cases(), TextKeys::trialStep(...)),
            'settings' => $this->settings(),
            'settingGroups' => $this->texts(SettingGroup::cases(), TextKeys::settingGroup(...)),
            'templates' => array_map($this->template(...), ClientTemplates::all()),
            'authorizationLimit' => AuthorizationTable::LIST_LIMIT,
        ];
    }

    /**
     * The lists for the pages of all users.
     *
     * @return array<string, mixed>
     */
    public function forUsers(): array
    {
        return [
            'grantTypes' => array_map($this->grantType(...), GrantType::cases()),
            'scopes' => array_map($this->scope(...), Scope::cases()),
            'endReasons' => $this->texts(EndReason::cases(), TextKeys::endReason(...)),
        ];
    }

    /** @return array<string, mixed> */
    private function grantType(GrantType $type): array
    {
        return [
            'name' => $type->value,
            'title' => ($this->translate)(TextKeys::grant($type)),
            'meaning' => ($this->translate)(TextKeys::grantMeaning($type)),
            'setting' => SettingValues::switchOf($type),
            'redirects' => $type->redirects(),
            'needsSecret' => $type->needsSecret(),
            'companion' => $type->companion()?->value,
            'kind' => $type->makes()?->value,
            'actsByItself' => $type->makes() === AuthorizationKind::ClientCredentials,
        ];
    }

    /** @return array<string, string> */
    private function scope(Scope $scope): array
    {
        return [
            'name' => $scope->value,
            'title' => ($this->translate)(TextKeys::scope($scope)),
            'meaning' => ($this->translate)(TextKeys::scopeMeaning($scope)),
        ];
    }

    /** @return array<string, mixed> */
    private function oldSecretTime(OldSecretTime $time): array
    {
        return [
            'name' => $time->value,
            'seconds' => $time->seconds(),
            'title' => ($this->translate)(TextKeys::oldSecretTime($time)),
        ];
    }

    /** @return array<string, mixed> */
    private function endpoint(Endpoint $endpoint): array
    {
        return [
            'name' => Presentation::endpointName($endpoint),
            'title' => ($this->translate)(TextKeys::endpoint($endpoint)),
            'usesSession' => $endpoint->usesSession(),
            'identifier' => $endpoint->identifier(),
            'isRouteExample' => $endpoint->isRouteExample(),
        ];
    }

    /**
     * @param array<string, mixed> $template see {@see ClientTemplates::all()}
     * @return array<string, mixed> with a meaning, which is empty for a product
     */
    private function template(array $template): array
    {
        $kind = \is_string($template['name']) ? ClientKind::tryFrom($template['name']) : null;

        return [...$template, ...($kind === null ? ['meaning' => ''] : [
            'title' => ($this->translate)(TextKeys::template($kind)),
            'meaning' => ($this->translate)(TextKeys::templateMeaning($kind)),
        ])];
    }

    /** @return array<string, array<string, mixed>> by the stored name of the setting */
    private function settings(): array
    {
        $settings = [];
        foreach (Setting::cases() as $setting) {
            if ($setting->type() !== SettingType::Grants) {
                $settings[$setting->key()] = $this->setting($setting, TextKeys::setting($setting));
                continue;
            }
            foreach (GrantType::cases() as $type) {
                $settings[SettingValues::switchOf($type)] = $this->setting($setting, TextKeys::grantSwitch($type));
            }
        }

        return $settings;
    }

    /** @return array<string, mixed> */
    private function setting(Setting $setting, string $title): array
    {
        [$least, $most] = $setting->range();

        return [
            'title' => ($this->translate)($title),
            'help' => ($this->translate)(TextKeys::help($title)),
            'group' => $setting->group()->value,
            'unit' => $setting->unit(),
            'least' => $setting->unit() === 0 ? 0 : $least,
            'most' => $setting->unit() === 0 ? 0 : $most,
        ];
    }

    /**
     * @template T of \BackedEnum
     * @param list<T> $cases
     * @param \Closure(T): string $key
     * @return array<string, string> text by value
     */
    private function texts(array $cases, \Closure $key): array
    {
        $texts = [];
        foreach ($cases as $case) {
            $texts[(string) $case->value] = ($this->translate)($key($case));
        }

        return $texts;
    }
}
