<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** The values of a client ID metadata document that this server uses. */
final readonly class ClientDocument
{
    public const NONE = 'none';
    public const PRIVATE_KEY_JWT = 'private_key_jwt';

    /**
     * @param non-empty-list<string> $redirectUris
     * @param bool $refreshes true if the client may get refresh tokens
     * @param non-empty-list<string> $methods the methods of client authentication that client and server support
     * @param ?string $jwks the JWK Set within the document, as JSON
     * @param ?string $jwksUri the address of the client's JWK Set
     */
    public function __construct(
        public DocumentAddress $address,
        public string $name,
        public array $redirectUris,
        public bool $refreshes,
        public array $methods,
        public ?string $jwks = null,
        public ?string $jwksUri = null,
    ) {
    }

    /**
     * The same document with further redirect URIs.
     *
     * @param list<string> $uris
     */
    public function withRedirectUris(array $uris): self
    {
        $all = array_values(array_unique([...$this->redirectUris, ...$uris]));

        return new self($this->address, $this->name, $all, $this->refreshes, $this->methods, $this->jwks, $this->jwksUri);
    }

    /** True if the client may be used without a key, with PKCE alone. */
    public function isPublic(): bool
    {
        return \in_array(self::NONE, $this->methods, true);
    }

    /**
     * The digest that consent is bound to: of redirect URIs, methods of client authentication and jwks_uri. A key may be
     * replaced, see {@see keepsAKeyOf()}; a name may change.
     *
     * @return string 43 characters
     */
    public function digest(): string
    {
        $uris = $this->redirectUris;
        $methods = $this->methods;
        sort($uris);
        sort($methods);

        return oauth2_token_digest("client document\n" . json_encode([$uris, $methods, $this->jwksUri], JSON_THROW_ON_ERROR));
    }

    /**
     * True if this document has a key of an earlier one, or both have none within. Otherwise all keys were replaced at once:
     * then somebody else may have the client's address.
     *
     * @param ?string $jwks the JWK Set of the earlier document
     */
    public function keepsAKeyOf(?string $jwks): bool
    {
        if ($jwks === null || $this->jwks === null) {
            return $jwks === $this->jwks;
        }

        return array_intersect(self::thumbprints($jwks), self::thumbprints($this->jwks)) !== [];
    }

    /** @return list<string> */
    private static function thumbprints(string $jwks): array
    {
        $thumbprints = [];
        foreach (\OAuth2\KeySet::fromJwks($jwks) as $key) {
            $thumbprints[] = $key->thumbprint();
        }

        return $thumbprints;
    }
}
