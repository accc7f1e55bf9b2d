<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

/*
 * Reads a private key, says so, drops it, says so. wipe.php looks at this process's memory after each line. What comes
 * in is masked, and the only clear copies are strings that this script wipes itself.
 */

use OAuth2\Key;

const MASK = "\x5a";

/* The buffers of streams stay behind in the heap: only masked text may pass through them. */
$clear = static fn (string $masked): string => $masked ^ str_repeat(MASK, strlen($masked));

while (($line = fgets(STDIN)) !== false) {
    [$form, $masked] = explode(':', rtrim($line));
    $text = $form === 'array' ? '' : $clear(hex2bin($masked));
    switch ($form) {
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
        case 'unseal':
            $key = Key::unseal($text, str_repeat('k', 32));
            break;
        case 'broken':
            /* A text that is refused has been read in part. */
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
    /* Signing makes intermediate values of its own. */
    $token = oauth2_jwt_sign(['exp' => 1], $key);
    oauth2_jwt_verify($token, $key, ['now' => 0]);
    $key->seal(str_repeat('k', 32));
    echo "loaded\n";
    fgets(STDIN);
    unset($key);
    /* More keys than any cache of parsed keys holds. */
    for ($i = 0; $i < 1000; ++$i) {
        $other = Key::generate('EdDSA');
        Key::fromPem($other->toPem());
    }
    unset($other);
    echo "gone\n";
}
