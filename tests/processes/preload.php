<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests\Processes;

/*
 * What opcache preloads: a class that uses the extension. The key is parsed here, by php-fpm's master, and so it stands in the
 * cache of every child. A key object itself does not outlive preloading.
 */

use OAuth2\InvalidTokenException;
use OAuth2\Key;
use OAuth2\KeySet;

final class Service
{
    public const ALGORITHM = 'ES256';

    public function __construct(private ?Key $key = null, private readonly KeySet $others = new KeySet())
    {
    }

    public static function pem(): string
    {
        return (string) file_get_contents(__DIR__ . '/../keys/p256_pkcs8.pem');
    }

    public function key(): Key
    {
        return $this->key ??= Key::fromPem(self::pem(), algorithm: self::ALGORITHM, keyId: 'preloaded');
    }

    public function reason(#[\SensitiveParameter] string $token): string
    {
        try {
            oauth2_jwt_verify($token, new KeySet($this->key(), ...$this->others), ['now' => 1000]);
        } catch (InvalidTokenException $e) {
            return $e->reason;
        }

        return 'accepted';
    }

    /** @return array<string, string> rows of phpinfo() */
    public static function info(): array
    {
        ob_start();
        (new \ReflectionExtension('oauth2'))->info();
        preg_match_all('/^(.*?) => (.*)$/m', strip_tags(str_replace(['</td><td', '</tr>'], [' => <td', "\n"], (string) ob_get_clean())), $rows);

        return array_combine(array_map(trim(...), $rows[1]), array_map(trim(...), $rows[2]));
    }

    /** Values that must differ between processes, although all processes come from one. */
    public function draws(): array
    {
        $token = oauth2_jwt_sign(['exp' => 2000], $this->key());

        return [
            'secret' => oauth2_secret_generate(),
            'hex' => oauth2_random_hex(),
            'salt' => substr(oauth2_secret_hash('one secret'), 0, 36),
            'verifier' => oauth2_pkce_verifier(),
            'nonce of a seal' => substr(oauth2_seal('data', str_repeat('k', 32)), 0, 30),
            'Ed25519 key' => Key::generate('EdDSA')->thumbprint(),
            'EC key' => Key::generate('ES256')->thumbprint(),
            'nonce of a signature' => substr($token, (int) strrpos($token, '.') + 1, 43),
        ];
    }
}

(new Service())->key();
