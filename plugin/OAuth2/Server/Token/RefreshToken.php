<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\Port\Randomness;

/**
 * A refresh token. Its text joins the authorization's ID (32 hex digits), the family (128 bits, the same in all tokens of an
 * authorization) and a secret (256 bits) by dots. Only parties that have held a token of the family know the family, so
 * nobody can end an authorization with its ID alone, which access tokens contain.
 */
final readonly class RefreshToken
{
    private function __construct(
        public string $authorizationId,
        #[\SensitiveParameter]
        private string $family,
        #[\SensitiveParameter]
        public string $text,
    ) {
    }

    /** Creates the first token of an authorization. */
    public static function first(string $authorizationId, Randomness $randomness): self
    {
        return self::make($authorizationId, $randomness->secret(16), $randomness);
    }

    /** Creates the next token of the same family. */
    public function successor(Randomness $randomness): self
    {
        return self::make($this->authorizationId, $this->family, $randomness);
    }

    /** Parses a text; null if it does not have the form of a refresh token. */
    public static function parse(#[\SensitiveParameter] string $text): ?self
    {
        return preg_match('/^([0-9a-f]{32})\.([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/D', $text, $match) === 1
            ? new self($match[1], $match[2], $text)
            : null;
    }

    /** Returns the digest with which storage finds the token. */
    public function digest(): string
    {
        return oauth2_token_digest($this->text);
    }

    /** Returns the digest of the family, which all its tokens share. */
    public function familyDigest(): string
    {
        return oauth2_token_digest($this->family);
    }

    /** Seals this token, so that only a holder of $predecessor can open it. */
    public function sealedUnder(#[\SensitiveParameter] self $predecessor): string
    {
        return oauth2_seal($this->text, $predecessor->successorKey(), $this->authorizationId);
    }

    /**
     * Opens the successor that {@see sealedUnder()} sealed under this token.
     *
     * @throws \OAuth2\CryptoException when it was sealed under another token
     */
    public function open(#[\SensitiveParameter] string $sealed): string
    {
        return oauth2_open($sealed, $this->successorKey(), $this->authorizationId);
    }

    private static function make(string $id, #[\SensitiveParameter] string $family, Randomness $randomness): self
    {
        return new self($id, $family, "$id.$family." . $randomness->secret());
    }

    private function successorKey(): string
    {
        return oauth2_derive_key($this->text, 'refresh successor');
    }
}
