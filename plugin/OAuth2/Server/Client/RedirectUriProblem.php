<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** The reasons why registration refuses a redirect URI, with the values of oauth2_redirect_uri_parse(). */
enum RedirectUriProblem: string
{
    case Length = 'length';
    case Scheme = 'scheme';
    case Together = 'together';
    case Byte = 'byte';
    case Character = 'character';
    case Wildcard = 'wildcard';
    case Incomplete = 'incomplete';
    case SchemeDot = 'scheme_dot';
    case Fragment = 'fragment';
    case Userinfo = 'userinfo';
    case Host = 'host';
    case Port = 'port';
    case Http = 'http';
    case Percent = 'percent';
    case Query = 'query';
    case DotSegment = 'dot_segment';
    case ResponseParameter = 'response_parameter';

    /** @param ?string $word null when the URI is allowed; an unknown word, of a newer extension, counts as Incomplete */
    public static function of(?string $word): ?self
    {
        return $word === null ? null : self::tryFrom($word) ?? self::Incomplete;
    }

    /** The rule whose sentence describes the problem. */
    public function rule(): ClientRule
    {
        return match ($this) {
            self::Length => ClientRule::UriLength,
            self::Scheme => ClientRule::UriScheme,
            self::Together => ClientRule::UriTogether,
            self::Byte => ClientRule::UriByte,
            self::Character => ClientRule::UriCharacter,
            self::Wildcard => ClientRule::UriWildcard,
            self::Incomplete => ClientRule::UriIncomplete,
            self::SchemeDot => ClientRule::UriSchemeDot,
            self::Fragment => ClientRule::UriFragment,
            self::Userinfo => ClientRule::UriUserinfo,
            self::Host => ClientRule::UriHost,
            self::Port => ClientRule::UriPort,
            self::Http => ClientRule::UriHttp,
            self::Percent => ClientRule::UriPercent,
            self::Query => ClientRule::UriQuery,
            self::DotSegment => ClientRule::UriDotSegment,
            self::ResponseParameter => ClientRule::UriParameter,
        };
    }
}
