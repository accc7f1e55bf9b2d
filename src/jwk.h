/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JWK_H
#define PHP_OAUTH2_JWK_H

#include "material.h"

/* The maximum length of the JSON text of a key or a set: enough for about a hundred keys of 4096 bits. */
#define PHP_OAUTH2_JWK_MAX_BYTES 65536

/*
 * Reads a JWK (RFC 7517 4, RFC 7518 6, RFC 8037 2). If alg is NULL, the JWK's "alg" or the default of its kind applies.
 * On failure it returns NULL and sets flaw to the end of a sentence that begins "The key ". It throws nothing, and does
 * not use Zend's allocator, which could bail out.
 */
php_oauth2_material *php_oauth2_jwk_read(HashTable *members, const php_oauth2_alg *alg, const char **flaw);

/* The reason why the JWK must not be published, even if it cannot be read here; or NULL. */
const char *php_oauth2_jwk_secrecy(HashTable *members);

/* Sets result to the public JWK as an array. Throws a CryptoException if the library failed. */
void php_oauth2_jwk_export(zval *result, const php_oauth2_material *material);

#endif
