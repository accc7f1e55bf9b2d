<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

/*
 * Reads a private key, prints a line, drops the key, prints a line; wipe.php searches this process's memory after each
 * line. The input is masked, and this script wipes its own clear copies.
 */

use OAuth2\Key;

const MASK = "\x5a";

/* Stream buffers remain in the heap, so only masked text may pass through them. */
$clear = static fn (string $masked): string => $masked ^ str_repeat(MASK, strlen($masked));

while (($line = fgets(STDIN)) !== false) {
    [$form, $masked] = explode(':', rtrim($line));
    $text = $form === 'array' ? '' : $clear(hex2bin($masked));
    switch (rtrim($form)) {
        case 'jwk':
            $key = Key::fromJwk($text);
            break;
        case 'array':
            $members = [];
            foreach (explode(',', $masked) as $pair) {
                [$name, $value] = explode('=', $pair);
                $members[$name] = $clear(hex2bin($value));
            }
            $key = Key::fromJwk($members);
            foreach (array_keys($members) as $name) {
                sodium_memzero($members[$name]);
            }
            unset($members);
            break;
        case 'pem':
            $key = Key::fromPem($text);
            break;
        case 'encrypted':
            $key = Key::fromPem($text, 'correct horse');
            break;
        case 'unseal':
            $key = Key::unseal($text, str_repeat('k', 32));
            break;
        case 'broken pem':
            /* What is wrong is found after the key was decoded, and decrypted. */
            try {
                Key::fromPem($text, 'correct horse');
                exit(3);
            } catch (OAuth2\InvalidKeyException) {
                $key = Key::generate('EdDSA');
            }
            break;
        case 'as RS256':
        case 'as ES256':
            try {
                Key::fromPem($text, 'correct horse', substr($form, 3));
                exit(3);
            } catch (OAuth2\InvalidKeyException) {
                $key = Key::generate('EdDSA');
            }
            break;
        case 'broken seal':
            try {
                Key::unseal($text, str_repeat('k', 32));
                exit(3);
            } catch (OAuth2\CryptoException) {
                $key = Key::generate('EdDSA');
            }
            break;
        case 'strict set':
            try {
                OAuth2\KeySet::fromJwks($text, true);
                exit(3);
            } catch (OAuth2\InvalidKeyException) {
                $key = Key::generate('EdDSA');
            }
            break;
        case 'set':
            /* Entries that are passed over have been read, too. */
            OAuth2\KeySet::fromJwks($text);
            $key = Key::generate('EdDSA');
            break;
        case 'broken':
            /* A refused text has been read partially. */
            try {
                Key::fromJwk($text);
                exit(3);
            } catch (OAuth2\InvalidKeyException) {
                $key = Key::generate('EdDSA');
            }
            break;
        case 'broken set':
            try {
                OAuth2\KeySet::fromJwks($text);
                exit(3);
            } catch (OAuth2\InvalidKeyException) {
                $key = Key::generate('EdDSA');
            }
            break;
        case 'data':
            $sealed = oauth2_seal($text, str_repeat('k', 32));
            $opened = oauth2_open($sealed, str_repeat('k', 32));
            sodium_memzero($opened);
            oauth2_secret_verify($text, oauth2_secret_hash($text));
            oauth2_secret_equals($text, $text);
            oauth2_token_digest($text);
            oauth2_derive_key($text, 'context');
            oauth2_pkce_verify($text, oauth2_pkce_challenge($text));
            $key = Key::generate('EdDSA');
            break;
        default:
            exit(2);
    }
    if ($text !== '') {
        sodium_memzero($text);
    }
    unset($text);
    /* Signing creates intermediate values. */
    $token = oauth2_jwt_sign(['exp' => 1], $key);
    oauth2_jwt_verify($token, $key, ['now' => 0]);
    $key->seal(str_repeat('k', 32));
    $pem = $key->toPem();
    sodium_memzero($pem);
    unset($pem);
    echo "loaded\n";
    fgets(STDIN);
    unset($key);
    /* More keys than the cache of parsed keys can hold. */
    for ($i = 0; $i < 1000; ++$i) {
        $other = Key::generate('EdDSA');
        Key::fromPem($other->toPem());
    }
    unset($other);
    echo "gone\n";
}
