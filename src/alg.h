/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_ALG_H
#define PHP_OAUTH2_ALG_H

#include "php.h"

#include "kty.h"

typedef struct php_oauth2_material php_oauth2_material;

/*
 * One row per JOSE algorithm. A key points to exactly one row, so that no header can choose another one (RFC 8725 3.1).
 * Other algorithms, such as "none", cannot be represented.
 */
typedef struct {
	const char *name;
	const char *alias; /* a second name of the very same algorithm, or NULL */
	php_oauth2_kty kty;

	/* Writes material->signature_length octets. False if the library failed. The material has a private part. */
	bool (*sign)(php_oauth2_material *material, const unsigned char *message, size_t length, unsigned char *signature);

	/* Verifies a signature of any length over the message. */
	bool (*verify)(php_oauth2_material *material, const unsigned char *message, size_t length,
		const unsigned char *signature, size_t signature_length);
} php_oauth2_alg;

/* The row of an exact, case-sensitive name (RFC 7515 4.1.1), or NULL. */
const php_oauth2_alg *php_oauth2_alg_find(const char *name, size_t length);

/* The default algorithm of a key: RS256, ES256 or EdDSA. */
const php_oauth2_alg *php_oauth2_alg_default(php_oauth2_kty kty);

/* Returns the first row for NULL, otherwise the next one; NULL after the last. */
const php_oauth2_alg *php_oauth2_alg_next(const php_oauth2_alg *alg);

/* The maximum length of a row's name. */
#define PHP_OAUTH2_ALG_NAME_MAX_BYTES 8

bool php_oauth2_alg_is_named(const php_oauth2_alg *alg, const char *name, size_t length);

/* The length of the longest signature, which is that of RSA 8192. */
#define PHP_OAUTH2_SIGNATURE_MAX_BYTES 1024

#endif
