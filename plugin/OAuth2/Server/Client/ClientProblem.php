<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * Why a field of a draft is refused: a key of the translations with its values, and as a string the sentence in
 * English, for logs and the command line.
 */
final readonly class ClientProblem implements \Stringable
{
    /** By the last part of the key. lang/en.json has the same sentences; a test compares them. */
    public const SENTENCES = [
        'ClientIdAddress' => 'A client ID must not be an address: those belong to clients that describe themselves at it.',
        'ClientIdForm' => 'A client ID has 3 to 80 letters, digits, dots, underscores and hyphens, and begins with a'
            . ' letter or digit.',
        'ClientIdLogin' => 'A client ID must not be the login of a user.',
        'ClientIdTaken' => 'This client ID is taken.',
        'NameMissing' => 'A client needs a name.',
        'NameCharacters' => 'A name must not have control characters, line breaks, or invisible characters that change'
            . ' the direction of text.',
        'NameLength' => 'A name has at most %1$s characters.',
        'DescriptionCharacters' => 'A description must not have control characters, or invisible characters that change'
            . ' the direction of text.',
        'DescriptionLength' => 'A description has at most %1$s characters.',
        'Type' => 'A client is confidential or public.',
        'TypeHasNoSecret' => 'A public client has no secret.',
        'ChangedMeanwhile' => 'The client has been changed meanwhile: look at it again.',
        'GrantMissing' => 'A client needs at least one grant type.',
        'GrantUnknown' => 'The grant types are %1$s.',
        'GrantOfPublic' => 'A public client cannot keep a secret, so it cannot use client_credentials.',
        'GrantRefreshAlone' => 'The grant type refresh_token needs authorization_code: only there are refresh tokens'
            . ' issued.',
        'UriCount' => 'A client has at most %1$s redirect URIs.',
        'UriMissing' => 'The grant type authorization_code needs at least one redirect URI.',
        'UriLength' => 'Redirect URI %1$s is longer than %2$s characters.',
        'UriParameter' => 'Redirect URI %1$s must not have the query parameter %2$s, which the response adds.',
        'UriForm' => 'Redirect URI %1$s must be an absolute https URI, an http URI of 127.0.0.1, [::1] or localhost, or'
            . ' one of an app’s own scheme with a dot in it, without fragment, user name, blanks and control characters.',
        'ScopeMissing' => 'A client needs at least one scope.',
        'ScopeUnknown' => 'The scopes are %1$s.',
        'ScopeOff' => 'The scope %1$s is switched off in the settings.',
        'PkceOff' => 'PKCE cannot be switched off.',
    ];

    public string $key;

    /** @var list<string> */
    public array $values;

    /** @param key-of<self::SENTENCES> $name */
    public function __construct(private string $name, string|int ...$values)
    {
        $this->key = 'OAuth2_Problem' . $name;
        $this->values = array_map(strval(...), array_values($values));
    }

    /** The sentence in English. */
    public function __toString(): string
    {
        return vsprintf(self::SENTENCES[$this->name], $this->values);
    }
}
