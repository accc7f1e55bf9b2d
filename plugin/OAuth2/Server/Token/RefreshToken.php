<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Token;

use Piwik\Plugins\OAuth2\Server\Port\Randomness;

/**
 * A refresh token's text: authorization id (32 hex digits), family (128 bits, the same in all tokens of one
 * authorization) and secret (256 bits), joined by dots. Only somebody who once held a token of the family knows it, so
 * that the id alone, which access tokens show, ends nothing.
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

    /** The first token of an authorization. */
    public static function first(string $authorizationId, Randomness $randomness): self
    {
        return self::make($authorizationId, $randomness->secret(16), $randomness);
    }

    /** The next token of the same family. */
    public function successor(Randomness $randomness): self
    {
        return self::make($this->authorizationId, $this->family, $randomness);
    }

    /** null when the text is not of the form of a refresh token. */
    public static function parse(#[\SensitiveParameter] string $text): ?self
    {
        return preg_match('/^([0-9a-f]{32})\.([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/D', $text, $match) === 1
            ? new self($match[1], $match[2], $text)
            : null;
    }

    /** What the token is looked up by. */
    public function digest(): string
    {
        return oauth2_token_digest($this->text);
    }

    /** What all tokens of the family have in common in the table. */
    public function familyDigest(): string
    {
        return oauth2_token_digest($this->family);
    }

    /** This token, readable only by whoever holds $predecessor. */
    public function sealedUnder(#[\SensitiveParameter] self $predecessor): string
    {
        return oauth2_seal($this->text, $predecessor->successorKey(), $this->authorizationId);
    }

    /**
     * The successor that {@see sealedUnder()} closed under this token.
     *
     * @throws \OAuth2\CryptoException when it was closed under another one
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
