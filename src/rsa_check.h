/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_RSA_CHECK_H
#define PHP_OAUTH2_RSA_CHECK_H

#include <openssl/bn.h>

/* RFC 7518 3.3 asks for 2048 bits. Above 8192 a verification costs milliseconds, which a stranger could choose. */
#define PHP_OAUTH2_RSA_MIN_BITS 2048
#define PHP_OAUTH2_RSA_MAX_BITS 8192
#define PHP_OAUTH2_RSA_MAX_BYTES (PHP_OAUTH2_RSA_MAX_BITS / 8)

/* OpenSSL takes no longer exponent for large moduli either; a verification costs time in proportion to it. */
#define PHP_OAUTH2_RSA_MAX_EXPONENT_BITS 64

typedef struct {
	BIGNUM *n, *e, *d, *p, *q, *dp, *dq, *qi;
} php_oauth2_rsa;

/* Without PHP. What is wrong with a key, as the end of a sentence that begins "The key ", or NULL. */
const char *php_oauth2_rsa_public_flaw(const php_oauth2_rsa *rsa);
const char *php_oauth2_rsa_private_flaw(const php_oauth2_rsa *rsa);

/* Frees and wipes all numbers. */
void php_oauth2_rsa_clear(php_oauth2_rsa *rsa);

#endif
