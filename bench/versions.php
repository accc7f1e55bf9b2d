<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Bench;

/**
 * PHP and the libraries that are measured. PHP's own OPENSSL_VERSION_TEXT is of the headers that it was compiled with: the
 * library that runs may be another one.
 */
function versions(): string
{
    ob_start();
    (new \ReflectionExtension('oauth2'))->info();
    preg_match_all('/^(\w+) library version => (.*)$/m', (string) ob_get_clean(), $found);
    $libraries = array_combine($found[1], $found[2]);

    return 'PHP ' . PHP_VERSION . ", {$libraries['OpenSSL']}, libsodium {$libraries['libsodium']}";
}
