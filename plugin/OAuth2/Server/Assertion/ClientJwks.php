<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assertion;

use OAuth2\InvalidKeyException;
use OAuth2\Key;

/**
 * The public keys of a client, a JWK Set (RFC 7517 5). A key keeps its `kid` only if the client has given it one: a key without
 * is tried for assertions with any `kid`. So does an RSA key its `alg`: one without verifies RS256 and PS256 (RFC 7517 4.4).
 */
final readonly class ClientJwks
{
    /** The maximum number of keys of a client. Two are enough for a rotation; each one more makes a failure slower. */
    public const MAX_KEYS = 10;

    /** The maximum length of the JSON text in bytes. */
    public const MAX_LENGTH = 16384;

    /** The algorithms of an RSA key without `alg`. */
    private const RSA = 'RS256, PS256';

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
                $keys[] = self::stored(Key::fromJwk($jwk), $jwk);
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
     * @param array<mixed> $jwk the key as the client has written it; empty if it is no JWK
     * @return array<string, mixed>
     */
    public static function stored(Key $key, array $jwk): array
    {
        $stored = $key->toPublicJwk();
        if (!isset($jwk['kid'])) {
            unset($stored['kid']);
        }
        if (!isset($jwk['alg']) && $stored['kty'] === 'RSA') {
            unset($stored['alg']);
        }

        return $stored;
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
                'algorithm' => isset($jwk['alg']) || ($jwk['kty'] ?? null) !== 'RSA' ? $key->algorithm : self::RSA,
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
     * The keys to try for an assertion: those for its algorithm, and with its `kid` or none; at most {@see MAX_KEYS}.
     *
     * @param string $algorithm one of {@see ClientAssertion::ALGORITHMS}
     * @return \Generator<Key>
     */
    public function candidates(string $algorithm, ?string $keyId): \Generator
    {
        $algorithm = $algorithm === 'Ed25519' ? 'EdDSA' : $algorithm;
        $count = 0;
        foreach ($this->keys as $jwk) {
            $own = $jwk['kid'] ?? null;
            if (($keyId !== null && $own !== null && $own !== $keyId) || self::isSecret($jwk)) {
                continue;
            }
            try {
                $key = Key::fromJwk($jwk, $algorithm);
            } catch (InvalidKeyException) {
                // It has another algorithm; or it is unusable, as the keys of client ID metadata documents are stored as they are.
                continue;
            }
            yield $key;
            if (++$count === self::MAX_KEYS) {
                return;
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
