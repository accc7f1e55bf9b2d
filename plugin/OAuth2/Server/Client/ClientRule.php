<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * The rules for the values that an administrator enters for a client. Each has the English sentence that logs and the
 * command line show. texts/en.json has the same sentences; a test compares them.
 */
enum ClientRule: string
{
    case ClientIdAddress = 'A client ID must not be an address (a URL).';
    case ClientIdForm = 'A client ID has 3 to 80 letters, digits, dots, underscores and hyphens. It begins with'
        . ' a letter or digit.';
    case ClientIdLogin = 'A client ID must not be the login of a user.';
    case ClientIdTaken = 'This client ID is taken. Choose another one.';
    case ClientIdDocument = 'This client describes itself in a document, so its values cannot be edited here.';
    case ResumeNotAllowed = 'The settings for assistants, or a decision about this application, do not allow it. Allow it first,'
        . ' then resume it.';
    case NameMissing = 'A client needs a name.';
    case NameCharacters = 'A name must not contain control characters, line breaks, or characters that are invisible or'
        . ' change the direction of text.';
    case NameMarks = 'A name must not begin with a combining mark, and a character can have at most %1$s of them.';
    case NameLength = 'A name can have at most %1$s characters.';
    case DescriptionCharacters = 'A description must not contain control characters, or invisible characters'
        . ' that change the direction of text.';
    case DescriptionLength = 'A description can have at most %1$s characters.';
    case Type = 'The client type must be confidential or public.';
    case TypeHasNoSecret = 'A public client has no secret.';
    case ActsAsUnknown = 'There is no user with the login %1$s. Choose a user whom the client can act as.';
    case OwnerUnfit = 'The owner must be a super user of this Matomo.';
    case LeakedSecretKept = 'A leaked secret stops working at once. It cannot keep working beside the new one.';
    case OldSecretTime = 'Choose how long the old secret works: %1$s.';
    case KeysTwice = 'Give the keys or their address, not both.';
    case KeysOfPublic = 'A public client does not authenticate, so it has no keys. Choose a confidential client.';
    case KeysNoSecret = 'The client authenticates with keys, so it has no secret. Remove the keys to give it one.';
    case KeysForm = 'The keys are neither a JWK Set nor PEM text. Paste a JSON object with a list “keys”, one JWK, or public keys'
        . ' that begin with -----BEGIN PUBLIC KEY-----.';
    case KeysLength = 'The keys are longer than %1$s bytes. Paste only the keys that the client uses now.';
    case KeysCount = 'A client has at most %1$s keys.';
    case KeyPrivate = 'Key %1$s is a private key. Paste only the public key, and replace this pair of keys, because a private key must'
        . ' not leave the application.';
    case KeySymmetric = 'Key %1$s is symmetric, a secret that both sides know. Paste the public key of a key pair.';
    case KeyKind = 'Key %1$s is of a kind that is not supported: %2$s. Supported kinds: %3$s.';
    case KeyBroken = 'Key %1$s cannot be used: %2$s.';
    case KeyIdRepeated = 'Key %1$s has the same kid as another key of the client. Give each key a kid of its own.';
    case KeyRepeated = 'Key %1$s is already among the keys of the client.';
    case KeysAddress = 'The address of the keys must be an https URL with a host name, on port 443, such as'
        . ' https://app.example.org/jwks.json.';
    case KeysAddressLength = 'The address of the keys is longer than %1$s bytes.';
    case ChangedMeanwhile = 'The client was changed in the meantime. Reload it and try again.';
    case GrantMissing = 'A client needs at least one grant type.';
    case GrantUnknown = 'Unknown grant type. Choose from: %1$s.';
    case GrantOfPublic = 'A public client cannot keep a secret, so it cannot use %1$s.';
    case GrantRefreshAlone = 'The grant type %1$s needs %2$s, because only that grant type issues refresh tokens.';
    case UriCount = 'A client has at most %1$s redirect URIs.';
    case UriMissing = 'The grant type %1$s needs at least one redirect URI.';
    case UriLength = 'Redirect URI %1$s is longer than %2$s bytes.';
    case UriScheme = 'Redirect URI %1$s has the scheme %2$s, which never leads back to an app. Use https, or a scheme of the'
        . ' app’s own with a dot in it, such as com.example.app.';
    case UriTogether = 'Redirect URI %1$s contains the beginning of another one. Enter each redirect URI in a line of its own.';
    case UriByte = 'Redirect URI %1$s contains a space, a control character or a character outside US-ASCII. Percent-encode'
        . ' it; write an internationalized host name in its xn-- form.';
    case UriCharacter = 'Redirect URI %1$s contains a character that must be percent-encoded, such as a backslash, a'
        . ' quotation mark or a bracket.';
    case UriWildcard = 'Redirect URI %1$s contains an asterisk. There are no wildcards: register each redirect URI in full.';
    case UriIncomplete = 'Redirect URI %1$s is incomplete. Write it in full, such as https://app.example.org/callback.';
    case UriSchemeDot = 'Redirect URI %1$s has the scheme %2$s. A scheme of the app’s own needs a dot in it, such as'
        . ' com.example.app. Without a dot, only the schemes in the settings are accepted: %3$s.';
    case UriFragment = 'Redirect URI %1$s must not have a fragment (#).';
    case UriUserinfo = 'Redirect URI %1$s must not have a user name (@) before its host.';
    case UriHost = 'Redirect URI %1$s has no valid host. A host is a name such as app.example.org, an IPv4 address, or an'
        . ' IPv6 address in brackets.';
    case UriPort = 'Redirect URI %1$s has no valid port. A port is a number from 1 to 65535.';
    case UriHttp = 'Redirect URI %1$s must use https. Only http://127.0.0.1, http://[::1] and http://localhost may use http.'
        . ' Use https://%2$s, also on an intranet.';
    case UriPercent = 'Redirect URI %1$s has a percent sign without two hexadecimal digits, or an encoded control character.';
    case UriQuery = 'Redirect URI %1$s has a second question mark. Percent-encode it.';
    case UriDotSegment = 'Redirect URI %1$s must not have . or .. as a part of its path.';
    case UriParameter = 'Redirect URI %1$s must not have the query parameter %2$s, which the response adds.';
    case ScopeMissing = 'A client needs at least one scope.';
    case ScopeUnknown = 'Unknown scope “%1$s”. Known scopes, separated by blanks: %2$s.';
    case ScopeOff = 'The scope %1$s is switched off in the settings. Remove it here, or allow it there.';
    case PkceOff = 'PKCE cannot be switched off for a public client.';
}
