<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Assistant\AssistantSwitch;
use Piwik\Plugins\OAuth2\Server\Assistant\Trust;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;
use Piwik\Plugins\OAuth2\Server\Client\LoggedEvent;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Client\TrialStep;
use Piwik\Plugins\OAuth2\Server\Discovery\Connects;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderProblem;
use Piwik\Plugins\OAuth2\Server\Discovery\Place;
use Piwik\Plugins\OAuth2\Server\Discovery\Verdict;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\SettingGroup;

/** The translation keys for the server's enums, derived from the cases' names: a new case needs texts, but no code. */
final class TextKeys
{
    public static function grant(GrantType $type): string
    {
        return 'OAuth2_Grant' . $type->name;
    }

    public static function grantMeaning(GrantType $type): string
    {
        return 'OAuth2_Grant' . $type->name . 'Meaning';
    }

    /** Why this Matomo cannot fetch documents: Proxy, NoCurl or SwitchedOff. */
    public static function outgoing(FetchProblem $problem): string
    {
        return 'OAuth2_Outgoing' . $problem->name;
    }

    public static function scope(Scope $scope): string
    {
        return 'OAuth2_Scope' . $scope->name . 'Title';
    }

    public static function scopeMeaning(Scope $scope): string
    {
        return 'OAuth2_Scope' . $scope->name . 'Meaning';
    }

    public static function problem(ClientRule $rule): string
    {
        return 'OAuth2_Problem' . $rule->name;
    }

    public static function warning(ClientWarningKind $kind): string
    {
        return 'OAuth2_Warning' . $kind->name;
    }

    public static function event(LoggedEvent $event): string
    {
        return 'OAuth2_Event' . $event->name;
    }

    public static function oldSecretTime(OldSecretTime $time): string
    {
        return 'OAuth2_OldSecret' . $time->name;
    }

    public static function trialStep(TrialStep $step): string
    {
        return 'OAuth2_Trial' . $step->name;
    }

    public static function verdict(Verdict $verdict): string
    {
        return 'OAuth2_Verdict' . $verdict->name;
    }

    public static function place(Place $place): string
    {
        return 'OAuth2_Place' . $place->name;
    }

    public static function connects(Connects $connects): string
    {
        return 'OAuth2_Connects' . $connects->name;
    }

    /** Why the metadata cannot be written as files; its argument is the path. */
    public static function folder(FolderProblem $problem): string
    {
        return 'OAuth2_Documents' . $problem->name;
    }

    public static function endReason(EndReason $reason): string
    {
        return 'OAuth2_EndedBy' . $reason->name;
    }

    public static function endpoint(Endpoint $endpoint): string
    {
        return 'OAuth2_Endpoint' . $endpoint->name;
    }

    public static function template(ClientKind $kind): string
    {
        return 'OAuth2_Template' . $kind->name;
    }

    public static function templateMeaning(ClientKind $kind): string
    {
        return 'OAuth2_Template' . $kind->name . 'Meaning';
    }

    /** The title of a setting; {@see help()} derives the key of its help text. */
    public static function setting(Setting $setting): string
    {
        return 'OAuth2_Setting' . $setting->name;
    }

    /** The title of a word of a choice; null where the words are names, as those of algorithms are. */
    public static function word(Setting $setting, string $word): ?string
    {
        return match ($setting) {
            Setting::Assistants => 'OAuth2_SettingAssistants' . Trust::from($word)->name,
            Setting::CleanRoutes => [
                'auto' => 'OAuth2_SettingCleanRoutesAuto',
                'on' => 'OAuth2_SettingCleanRoutesOn',
                'off' => 'OAuth2_SettingCleanRoutesOff',
            ][$word] ?? null,
            Setting::AssistantScope => self::scope(Scope::from("matomo:$word")),
            default => null,
        };
    }

    public static function assistantSwitch(AssistantSwitch $switch): string
    {
        return 'OAuth2_Assistant' . $switch->name;
    }

    public static function settingGroup(SettingGroup $group): string
    {
        return 'OAuth2_SettingGroup' . $group->name;
    }

    /** The title of the setting that enables a grant type. */
    public static function grantSwitch(GrantType $type): string
    {
        return 'OAuth2_SettingEnable' . SettingValues::switchedBy($type);
    }

    /** The help text for a setting's title. */
    public static function help(string $title): string
    {
        return $title . 'Help';
    }
}
