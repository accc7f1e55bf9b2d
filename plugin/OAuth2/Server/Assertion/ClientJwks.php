<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assertion;

use OAuth2\InvalidKeyException;
use OAuth2\Key;

/**
 * The public keys of a client, a JWK Set (RFC 7517 5). A key keeps its `kid` only if the client has given it one: a key without
 * is tried for assertions with any `kid`.
 */
final readonly class ClientJwks
{
    /** The maximum number of keys of a client. Two are enough for a rotation; each one more makes a failure slower. */
    public const MAX_KEYS = 10;

    /** The maximum length of the JSON text in bytes. */
    public const MAX_LENGTH = 16384;

    /** Members that only private keys have (RFC 7518 6, RFC 8037 2). */
    private const SECRET = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'];

    /** @param list<array<string, mixed>> $keys see {@see stored()} */
    private function __construct(public array $keys)
    {
    }

    /** Reads the keys of a client's row: those that {@see toJson()} has written, or the JWK Set of a client ID metadata document. */
    public static function fromJson(string $json): self
    {
        return new self(self::entries($json));
    }

    /**
     * Reads a fetched JWK Set and keeps the keys that can verify an assertion, at most {@see MAX_KEYS}. Keys of another kind are
     * skipped (RFC 7517 5); so are private ones, which everybody could have fetched.
     *
     * @return ?self null if the text is no JWK Set
     */
    public static function fromForeign(string $json): ?self
    {
        try {
            // The extension refuses duplicate members and invalid UTF-8, which json_decode() does not.
            \OAuth2\KeySet::fromJwks($json);
        } catch (InvalidKeyException) {
            return null;
        }
        $keys = [];
        foreach (self::entries($json) as $jwk) {
            if (self::isSecret($jwk)) {
                continue;
            }
            try {
                $keys[] = self::stored(Key::fromJwk($jwk), isset($jwk['kid']));
            } catch (InvalidKeyException) {
                continue;
            }
        }

        return new self(\array_slice($keys, 0, self::MAX_KEYS));
    }

    /** @param list<array<string, mixed>> $keys see {@see stored()} */
    public static function of(array $keys): self
    {
        return new self($keys);
    }

    /**
     * The members of a key as this class stores them.
     *
     * @param bool $named true if the client has given the key its `kid`
     * @return array<string, mixed>
     */
    public static function stored(Key $key, bool $named): array
    {
        $jwk = $key->toPublicJwk();

        return $named ? $jwk : array_diff_key($jwk, ['kid' => null]);
    }

    /**
     * True for a JWK with a secret that client and server would share.
     *
     * @param array<mixed> $jwk
     */
    public static function isSymmetric(#[\SensitiveParameter] array $jwk): bool
    {
        return ($jwk['kty'] ?? null) === 'oct' || isset($jwk['k']);
    }

    /**
     * True for a JWK with a shared secret or private members.
     *
     * @param array<mixed> $jwk
     */
    public static function isSecret(#[\SensitiveParameter] array $jwk): bool
    {
        return self::isSymmetric($jwk) || array_intersect_key($jwk, array_flip(self::SECRET)) !== [];
    }

    public function toJson(): string
    {
        return json_encode(['keys' => $this->keys], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }

    /**
     * The keys that can verify an assertion, for administrators.
     *
     * @return list<array{kid: ?string, algorithm: string, thumbprint: string}>
     */
    public function described(): array
    {
        $described = [];
        foreach ($this->keys as $jwk) {
            try {
                $key = Key::fromJwk($jwk);
            } catch (InvalidKeyException) {
                continue;
            }
            $described[] = [
                'kid' => isset($jwk['kid']) ? $key->keyId : null,
                'algorithm' => $key->algorithm,
                'thumbprint' => $key->thumbprint(),
            ];
        }

        return $described;
    }

    /** True if a key has this `kid`; never for an assertion without. */
    public function knows(?string $keyId): bool
    {
        return $keyId !== null && \in_array($keyId, array_column($this->keys, 'kid'), true);
    }

    /**
     * The keys to try for an assertion: those with its algorithm, and with its `kid` or none.
     *
     * @return \Generator<Key>
     */
    public function candidates(string $algorithm, ?string $keyId): \Generator
    {
        $algorithm = $algorithm === 'Ed25519' ? 'EdDSA' : $algorithm;
        foreach (\array_slice($this->keys, 0, self::MAX_KEYS) as $jwk) {
            $own = $jwk['kid'] ?? null;
            if (($keyId !== null && $own !== null && $own !== $keyId) || self::isSecret($jwk)) {
                continue;
            }
            try {
                $key = Key::fromJwk($jwk);
            } catch (InvalidKeyException) {
                // The keys of a client ID metadata document are stored as they are.
                continue;
            }
            if ($key->algorithm === $algorithm) {
                yield $key;
            }
        }
    }

    /** @return list<array<string, mixed>> */
    private static function entries(string $json): array
    {
        /** @var array{keys?: list<mixed>} $set */
        $set = json_decode($json, true) ?? [];
        /** @var list<array<string, mixed>> $entries */
        $entries = array_values(array_filter($set['keys'] ?? [], is_array(...)));

        return $entries;
    }
}
