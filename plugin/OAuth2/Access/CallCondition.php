<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Scope;

/** Parameters with which a call needs more of the token than its method does otherwise. */
enum CallCondition
{
    /** The call sends, or has Matomo send later, to somebody other than the user. */
    case OtherRecipients;

    /** The call adds code of the caller's own to a website. */
    case OwnCode;

    /** The result is for all users or for all websites. */
    case ForEverybody;

    /** The call changes what belongs to another user. */
    case OtherUser;

    /** The call changes settings of this plugin or of second factors. */
    case ClosedSettings;

    /** The call changes settings of a plugin that decides who may log in. */
    case LoginSettings;

    /** The parameters that name recipients, in any plugin. */
    private const RECIPIENTS = '/(?:e_?mails?|mail_?addresse?s?|recipients?|phone_?numbers?)$|web_?hook|channel_?(?:id|name)?s?$/i';

    /** The types of tags, triggers and variables of the Tag Manager that consist of code. */
    private const CODE = ['CustomHtml', 'CustomJsFunction', 'CustomRequestProcessing'];

    /** What the call needs if the condition holds. */
    public function requirement(): Requirement
    {
        return match ($this) {
            self::OtherRecipients, self::OwnCode => Requirement::scope(Scope::Admin),
            self::ForEverybody, self::OtherUser => Requirement::scope(Scope::SuperUser),
            self::ClosedSettings => Requirement::never(),
            self::LoginSettings => Requirement::userManagement(),
        };
    }

    public function holds(MethodCall $call): bool
    {
        return match ($this) {
            self::OtherRecipients => self::hasOtherRecipients($call),
            self::OwnCode => self::isOneOf(self::CODE, $call->value('type')),
            self::ForEverybody => self::isForEverybody($call),
            self::OtherUser => !\in_array($call->value('login') ?? '', ['', $call->login], true),
            self::ClosedSettings => self::changesSettings($call, static fn (Requirement $needed): bool => $needed->never),
            self::LoginSettings => self::changesSettings($call, static fn (Requirement $needed): bool => $needed->setting),
        };
    }

    private static function hasOtherRecipients(MethodCall $call): bool
    {
        if ($call->plugin !== 'ScheduledReports') {
            return self::namesOthers($call->values, $call);
        }
        if ($call->is('ScheduledReports', 'sendReport')) {
            $report = $call->storedReport($call->value('idReport'));

            return $report !== null && self::leavesTheUser($report['type'], $report['parameters'], $call);
        }

        return self::leavesTheUser($call->value('reportType') ?? 'email', $call->value('parameters'), $call);
    }

    /** Reports of other types than e-mail go to phones, channels and the like, which belong to no user. */
    private static function leavesTheUser(mixed $type, mixed $parameters, MethodCall $call): bool
    {
        return $type !== 'email' || match (true) {
            \is_array($parameters) => self::namesOthers($parameters, $call),
            default => !\in_array($parameters, [null, false, ''], true),
        };
    }

    /** @param array<array-key, mixed> $values */
    private static function namesOthers(array $values, MethodCall $call): bool
    {
        foreach ($values as $name => $value) {
            if (preg_match(self::RECIPIENTS, (string) $name) === 1 && !$call->reachesOnlyTheUser($value)) {
                return true;
            }
        }

        return false;
    }

    /** A segment without a website is for all websites. Core converts the flag to a number, also if it is a list. */
    private static function isForEverybody(MethodCall $call): bool
    {
        $all = $call->value('enabledAllUsers');

        return (\is_array($all) ? $all !== [] : \is_scalar($all) && (int) $all !== 0)
            || \in_array($call->value('idSite'), ['', '0', 0, false, null], true);
    }

    /** @param \Closure(Requirement): bool $condition on what a change of a plugin needs */
    private static function changesSettings(MethodCall $call, \Closure $condition): bool
    {
        foreach (array_keys((array) $call->value('settingValues')) as $plugin) {
            $needed = AccountPlugin::requirement(trim((string) $plugin));
            if ($needed !== null && $condition($needed)) {
                return true;
            }
        }

        return false;
    }

    /** @param list<string> $names */
    private static function isOneOf(array $names, mixed $values): bool
    {
        foreach (\is_array($values) ? $values : [$values] as $value) {
            foreach ($names as $name) {
                if (\is_scalar($value) && strcasecmp(trim((string) $value), $name) === 0) {
                    return true;
                }
            }
        }

        return false;
    }
}
