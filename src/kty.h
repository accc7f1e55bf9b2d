/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KTY_H
#define PHP_OAUTH2_KTY_H

#include <stddef.h>

/* The kinds of keys (RFC 7518 6.1, RFC 8037 2) and their members. Without PHP. */
typedef enum {
	PHP_OAUTH2_KTY_RSA,
	PHP_OAUTH2_KTY_EC,
	PHP_OAUTH2_KTY_OKP,
} php_oauth2_kty;

/* A decoded member of a key: an unsigned big-endian number without leading zero octets, or octets. */
typedef struct {
	const unsigned char *octets;
	size_t length;
} php_oauth2_member;

/* The members of each kty, in this order; those from the first private one on are absent from a public key. */
#define PHP_OAUTH2_RSA_MEMBERS 8 /* n, e, d, p, q, dp, dq, qi */
#define PHP_OAUTH2_EC_MEMBERS 3 /* x, y, d */
#define PHP_OAUTH2_OKP_MEMBERS 2 /* x, d */
#define PHP_OAUTH2_MEMBERS_MAX PHP_OAUTH2_RSA_MEMBERS

/* The number of octets of a coordinate or a private number of P-256. */
#define PHP_OAUTH2_P256_BYTES 32

typedef struct {
	const char *kty;
	const char *crv; /* NULL for RSA */
	size_t count;
	size_t first_private;
	const char *names[PHP_OAUTH2_MEMBERS_MAX];
} php_oauth2_kty_members;

const php_oauth2_kty_members *php_oauth2_members_of(php_oauth2_kty kty);

#endif
