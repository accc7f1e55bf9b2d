/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_RSA_CHECK_H
#define PHP_OAUTH2_RSA_CHECK_H

#include <openssl/bn.h>

/* RFC 7518 3.3 requires 2048 bits. Above 8192, a verification costs milliseconds, at an untrusted party's choice. */
#define PHP_OAUTH2_RSA_MIN_BITS 2048
#define PHP_OAUTH2_RSA_MAX_BITS 8192
#define PHP_OAUTH2_RSA_MAX_BYTES (PHP_OAUTH2_RSA_MAX_BITS / 8)

/* The time of a verification grows with the exponent; OpenSSL has the same limit for large moduli. */
#define PHP_OAUTH2_RSA_MAX_EXPONENT_BITS 64

typedef struct {
	BIGNUM *n, *e, *d, *p, *q, *dp, *dq, *qi;
} php_oauth2_rsa;

/* Returns NULL, or a key's flaw as the end of a sentence that begins "The key ". Without PHP. */
const char *php_oauth2_rsa_public_flaw(const php_oauth2_rsa *rsa);
const char *php_oauth2_rsa_private_flaw(const php_oauth2_rsa *rsa);

/* Frees and wipes all numbers. */
void php_oauth2_rsa_clear(php_oauth2_rsa *rsa);

#endif
