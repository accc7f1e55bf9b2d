<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

use OAuth2\InvalidKeyException;
use OAuth2\InvalidTokenException;
use OAuth2\Key;
use OAuth2\KeySet;

/** Verifies with the extension and reports whether it accepted key and signature. */
final class Judge
{
    /** The reason of the last refusal. */
    public string $why = '';

    /** The message that refuses a token with a valid signature whose payload is not a JSON object. */
    private string $payloadMessage;

    public function __construct()
    {
        /* The signature is checked before the payload. One such token shows the message. */
        [$jwt, $jwk] = self::tokenWithTextPayload();
        try {
            oauth2_jwt_verify($jwt, Key::fromJwk($jwk), ['require' => []]);
            throw new \LogicException('a payload that is not a JSON object was accepted');
        } catch (InvalidTokenException $error) {
            $this->payloadMessage = $error->getMessage();
        }
        $damaged = substr_replace($jwt, $jwt[-3] === 'A' ? 'B' : 'A', -3, 1);
        if ($this->token($damaged, $jwk) || $this->why === $this->payloadMessage) {
            throw new \LogicException('the payload is checked before the signature');
        }
    }

    /** @return array{string, array<string, string>} */
    private static function tokenWithTextPayload(): array
    {
        $pair = sodium_crypto_sign_keypair();
        $text = static fn (string $raw): string => sodium_bin2base64($raw, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
        $input = $text('{"alg":"EdDSA"}') . '.' . $text('foo');
        $signature = sodium_crypto_sign_detached($input, sodium_crypto_sign_secretkey($pair));
        $x = $text(sodium_crypto_sign_publickey($pair));

        return [$input . '.' . $text($signature), ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => $x]];
    }

    /** @return array<string, string> */
    public static function anyKey(): array
    {
        return Key::generate('EdDSA')->toPublicJwk();
    }

    /** @param array<string, mixed> $jwk */
    public function key(array $jwk): ?Key
    {
        try {
            return Key::fromJwk($jwk);
        } catch (InvalidKeyException $error) {
            $this->why = $error->getMessage();

            return null;
        }
    }

    /**
     * @param array<string, mixed> $jwk
     * @param array<string, mixed> $expect
     */
    public function token(string $jwt, array $jwk, array $expect = []): bool
    {
        $key = $this->key($jwk);

        return $key !== null && $this->accepts($jwt, $key, $expect);
    }

    /** @param array<string, mixed> $jwks */
    public function tokenOfSet(string $jwt, array $jwks): bool
    {
        try {
            $keys = KeySet::fromJwks($jwks);
        } catch (InvalidKeyException $error) {
            $this->why = $error->getMessage();

            return false;
        }

        return $this->accepts($jwt, $keys, []);
    }

    /** @param array<string, mixed> $expect */
    public function reason(string $jwt, Key|KeySet $keys, array $expect): ?string
    {
        try {
            oauth2_jwt_verify($jwt, $keys, $expect);

            return null;
        } catch (InvalidTokenException $error) {
            return $error->reason;
        }
    }

    /**
     * The keys of a group of raw vectors, by the form that they were read from, or the reason of the refusal.
     *
     * @param array<string, mixed> $group
     * @return array<string, Key|string>
     */
    public function keysOf(array $group): array
    {
        $forms = ['pem' => static fn (): Key => Key::fromPem($group['publicKeyPem'])];
        $jwk = $group['publicKeyJwk'] ?? $group['keyJwk'] ?? null;
        if ($jwk !== null) {
            $forms['jwk'] = static fn (): Key => Key::fromJwk($jwk);
        }
        $keys = [];
        foreach ($forms as $form => $read) {
            try {
                $keys[$form] = $read();
            } catch (InvalidKeyException $error) {
                $keys[$form] = $error->getMessage();
            }
        }

        return $keys;
    }

    /** @param Key|string $key The key, or the reason of its refusal. */
    public function message(Key|string $key, string $message, string $signature): bool
    {
        if (is_string($key)) {
            $this->why = $key;

            return false;
        }
        $this->why = 'signature';

        return oauth2_testing_verify($key, hex2bin($message), hex2bin($signature));
    }

    /** @param array<string, mixed> $expect */
    private function accepts(string $jwt, Key|KeySet $keys, array $expect): bool
    {
        try {
            oauth2_jwt_verify($jwt, $keys, ['require' => []] + $expect);

            return true;
        } catch (InvalidTokenException $error) {
            $this->why = $error->getMessage();

            return $this->why === $this->payloadMessage;
        }
    }
}
