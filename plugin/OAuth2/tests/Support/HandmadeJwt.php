<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use OAuth2\Key;

/** JWTs with headers that oauth2_jwt_sign() refuses to make. */
final class HandmadeJwt
{
    /**
     * @param array<string, mixed> $header
     * @param array<string, mixed> $claims
     */
    public static function sign(array $header, array $claims, Key $key): string
    {
        $signed = self::encode(self::json($header)) . '.' . self::encode(self::json($claims));

        return $signed . '.' . self::encode(match ($key->algorithm) {
            'ES256' => self::numbers(self::byOpenSsl($signed, $key)),
            'EdDSA' => self::bySodium($signed, $key),
            default => self::byOpenSsl($signed, $key),
        });
    }

    /**
     * A JWT whose signature is a MAC.
     *
     * @param array<string, mixed> $header
     * @param array<string, mixed> $claims
     */
    public static function mac(array $header, array $claims, string $secret): string
    {
        $signed = self::encode(self::json($header)) . '.' . self::encode(self::json($claims));

        return $signed . '.' . self::encode(hash_hmac('sha256', $signed, $secret, true));
    }

    private static function byOpenSsl(string $signed, Key $key): string
    {
        openssl_sign($signed, $signature, $key->toPem(), OPENSSL_ALGO_SHA256);

        return \is_string($signature) ? $signature : throw new \LogicException('OpenSSL did not sign');
    }

    private static function bySodium(string $signed, Key $key): string
    {
        // PKCS#8 of Ed25519 ends with the seed (RFC 8410 7).
        $der = (string) base64_decode((string) preg_replace('/-----[^-]+-----|\s/', '', $key->toPem()), true);
        $seed = substr($der, -SODIUM_CRYPTO_SIGN_SEEDBYTES);
        $pair = sodium_crypto_sign_seed_keypair($seed === '' ? throw new \LogicException('The key is empty') : $seed);

        return sodium_crypto_sign_detached($signed, sodium_crypto_sign_secretkey($pair));
    }

    /** @param array<string, mixed> $value */
    private static function json(array $value): string
    {
        return json_encode($value, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES);
    }

    private static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }

    /** From DER to r and s of 32 octets each (RFC 7518 3.4). */
    private static function numbers(string $der): string
    {
        $length = \ord($der[3]);

        return implode('', array_map(
            static fn (string $number): string => str_pad(ltrim($number, "\0"), 32, "\0", STR_PAD_LEFT),
            [substr($der, 4, $length), substr($der, 6 + $length)],
        ));
    }
}
