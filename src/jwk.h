/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JWK_H
#define PHP_OAUTH2_JWK_H

#include "material.h"

/* JSON text of one key or of a set. About a hundred keys of 4096 bits fit. */
#define PHP_OAUTH2_JWK_MAX_BYTES 65536

typedef enum {
	PHP_OAUTH2_JWK_READ,
	PHP_OAUTH2_JWK_UNSUPPORTED, /* well formed as far as read, but not a key for us: a set skips it (RFC 7517 5) */
	PHP_OAUTH2_JWK_INVALID,
} php_oauth2_jwk_status;

/*
 * Reads a JWK (RFC 7517 4, RFC 7518 6, RFC 8037 2). alg NULL: as the JWK says, or the default of its kind. result is a
 * Key only on PHP_OAUTH2_JWK_READ; otherwise flaw ends a sentence that begins "The key ", and nothing is thrown.
 */
php_oauth2_jwk_status php_oauth2_jwk_read(zval *result, HashTable *members, const php_oauth2_alg *alg, const char **flaw);

/* The same for Key::fromJwk(): an InvalidKeyException unless it was read. */
void php_oauth2_jwk_import(zval *result, HashTable *members, const php_oauth2_alg *alg);
void php_oauth2_jwk_import_text(zval *result, const zend_string *text, const php_oauth2_alg *alg);

/* The public JWK as an array; a CryptoException if the library failed. */
void php_oauth2_jwk_export(zval *result, const php_oauth2_material *material);

#endif
