<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;

/** The translation keys for what the server names. They are made of the cases' names: a new case needs texts, no code. */
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

    public static function endReason(EndReason $reason): string
    {
        return 'OAuth2_EndedBy' . $reason->name;
    }
}
