<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/**
 * The valid tokens and keys from which the mutations are made. The keys in keys.json are used for nothing else. ext/openssl
 * and ext/sodium sign the tokens, so that the extension under test is not its own reference. Neither of them supports
 * PS256, so keys.json contains that token.
 */
final class Fixtures
{
    public const NOW = 1_800_000_000;

    /**
     * @var array<string, array{
     *     private: array<string, string>, public: array<string, string>, pkcs8: string, spki: string, token?: string
     * }>
     */
    public readonly array $keys;

    /** @var array<string, string> */
    public readonly array $tokens;

    /** @var array<string, \OpenSSLAsymmetricKey> */
    private array $opened = [];

    public function __construct()
    {
        $this->keys = json_decode((string) file_get_contents(__DIR__ . '/keys.json'), true, 8, JSON_THROW_ON_ERROR);
        $tokens = [];
        foreach (array_keys($this->keys) as $algorithm) {
            $tokens[$algorithm] = $this->keys[$algorithm]['token']
                ?? $this->token($algorithm, self::header($algorithm), self::claims());
        }
        $this->tokens = $tokens;
    }

    public static function header(string $algorithm): string
    {
        return '{"alg":"' . $algorithm . '","typ":"JWT","kid":"k1"}';
    }

    public static function claims(): string
    {
        $now = self::NOW;

        return '{"iss":"https://a.example","sub":"u","aud":"https://r.example","iat":' . ($now - 60) . ',"nbf":'
            . ($now - 60) . ',"exp":' . ($now + 600) . ',"scope":"matomo:read","n":{"a":[1,2.5,{"b":null}]}}';
    }

    public static function encode(string $bytes): string
    {
        return sodium_bin2base64($bytes, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
    }

    /** Signs header and claims, which may be any text. */
    public function token(string $algorithm, string $header, string $claims): string
    {
        $input = self::encode($header) . '.' . self::encode($claims);

        return $input . '.' . self::encode($this->signature($algorithm, $input));
    }

    public function signature(string $algorithm, string $input): string
    {
        if ($algorithm === 'EdDSA') {
            $raw = static fn (string $text): string =>
                sodium_base642bin($text, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
            $jwk = $this->keys['EdDSA']['private'];

            return sodium_crypto_sign_detached($input, $raw($jwk['d']) . $raw($jwk['x']));
        }
        $this->opened[$algorithm] ??= openssl_pkey_get_private($this->keys[$algorithm]['pkcs8'])
            ?: throw new \RuntimeException('a fixture key cannot be read');
        openssl_sign($input, $signature, $this->opened[$algorithm], OPENSSL_ALGO_SHA256);

        return $algorithm === 'ES256' ? self::rawEcdsa($signature) : $signature;
    }

    /** Converts a SEQUENCE of two INTEGERs to two numbers of 32 bytes (RFC 7518 3.4). */
    private static function rawEcdsa(string $der): string
    {
        $raw = '';
        $at = 2;
        for ($i = 0; $i < 2; ++$i) {
            $length = ord($der[$at + 1]);
            $raw .= str_pad(ltrim(substr($der, $at + 2, $length), "\0"), 32, "\0", STR_PAD_LEFT);
            $at += 2 + $length;
        }

        return $raw;
    }
}
