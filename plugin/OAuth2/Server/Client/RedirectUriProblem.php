<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** Why registration refuses a redirect URI, in the words of oauth2_redirect_uri_parse(). */
enum RedirectUriProblem: string
{
    case Length = 'length';
    case Scheme = 'scheme';
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

    /** @param ?string $word null when nothing is refused. A later extension's word is a refusal, too. */
    public static function of(?string $word): ?self
    {
        return $word === null ? null : self::tryFrom($word) ?? self::Incomplete;
    }

    public function rule(): ClientRule
    {
        return match ($this) {
            self::Length => ClientRule::UriLength,
            self::Scheme => ClientRule::UriScheme,
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
