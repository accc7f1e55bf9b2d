<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * The rules for what an administrator types about a client, each with the sentence in English that logs and the command
 * line show. lang/en.json has the same sentences; a test compares them.
 */
enum ClientRule: string
{
    case ClientIdAddress = 'A client ID must not be an address: those belong to clients that describe themselves at it.';
    case ClientIdForm = 'A client ID has 3 to 80 letters, digits, dots, underscores and hyphens, and begins with a'
        . ' letter or digit.';
    case ClientIdLogin = 'A client ID must not be the login of a user.';
    case ClientIdTaken = 'This client ID is taken.';
    case NameMissing = 'A client needs a name.';
    case NameCharacters = 'A name must not have control characters, line breaks, or invisible characters that change'
        . ' the direction of text.';
    case NameLength = 'A name has at most %1$s characters.';
    case DescriptionCharacters = 'A description must not have control characters, or invisible characters that change'
        . ' the direction of text.';
    case DescriptionLength = 'A description has at most %1$s characters.';
    case Type = 'A client is confidential or public.';
    case TypeHasNoSecret = 'A public client has no secret.';
    case ChangedMeanwhile = 'The client has been changed meanwhile: look at it again.';
    case GrantMissing = 'A client needs at least one grant type.';
    case GrantUnknown = 'The grant types are %1$s.';
    case GrantOfPublic = 'A public client cannot keep a secret, so it cannot use %1$s.';
    case GrantRefreshAlone = 'The grant type %1$s needs %2$s: only there are refresh tokens issued.';
    case UriCount = 'A client has at most %1$s redirect URIs.';
    case UriMissing = 'The grant type %1$s needs at least one redirect URI.';
    case UriLength = 'Redirect URI %1$s is longer than %2$s characters.';
    case UriParameter = 'Redirect URI %1$s must not have the query parameter %2$s, which the response adds.';
    case UriForm = 'Redirect URI %1$s must be an absolute https URI, an http URI of 127.0.0.1, [::1] or localhost, or'
        . ' one of an app’s own scheme with a dot in it, without fragment, user name, blanks and control characters.';
    case ScopeMissing = 'A client needs at least one scope.';
    case ScopeUnknown = 'The scopes are %1$s.';
    case ScopeOff = 'The scope %1$s is switched off in the settings.';
    case PkceOff = 'PKCE cannot be switched off.';
}
