/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JWK_H
#define PHP_OAUTH2_JWK_H

#include "material.h"

/* JSON text of one key or of a set. About a hundred keys of 4096 bits fit. */
#define PHP_OAUTH2_JWK_MAX_BYTES 65536

/*
 * Reads a JWK (RFC 7517 4, RFC 7518 6, RFC 8037 2). alg NULL: as the JWK says, or the default of its kind. NULL with flaw
 * set otherwise, as the end of a sentence that begins "The key ". Takes no memory of Zend's, which could bail out, and
 * throws nothing.
 */
php_oauth2_material *php_oauth2_jwk_read(HashTable *members, const php_oauth2_alg *alg, const char **flaw);

/* Why the JWK may not be published, whether or not it can be read here; or NULL. */
const char *php_oauth2_jwk_secrecy(HashTable *members);

/* The public JWK as an array; a CryptoException if the library failed. */
void php_oauth2_jwk_export(zval *result, const php_oauth2_material *material);

#endif
