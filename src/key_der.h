/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_DER_H
#define PHP_OAUTH2_KEY_DER_H

#include "kty.h"

#include <stdbool.h>

/* What the label of a PEM block says that its DER is. */
typedef enum {
	PHP_OAUTH2_KEY_DER_PRIVATE, /* PrivateKeyInfo, also with the public key (RFC 5208 5, RFC 5958 2) */
	PHP_OAUTH2_KEY_DER_PRIVATE_RSA, /* RSAPrivateKey (RFC 8017 A.1.2) */
	PHP_OAUTH2_KEY_DER_PRIVATE_EC, /* ECPrivateKey (RFC 5915 3) */
	PHP_OAUTH2_KEY_DER_PUBLIC, /* SubjectPublicKeyInfo (RFC 5280 4.1) */
	PHP_OAUTH2_KEY_DER_PUBLIC_RSA, /* RSAPublicKey (RFC 8017 A.1.1) */
} php_oauth2_key_form;

/* A key as its members. Those point into the DER, or into the buffers behind them; both are the caller's to wipe. */
typedef struct {
	php_oauth2_kty kty;
	bool is_private;
	php_oauth2_member members[PHP_OAUTH2_MEMBERS_MAX];
	unsigned char buffers[PHP_OAUTH2_EC_MEMBERS][PHP_OAUTH2_P256_BYTES];
} php_oauth2_key_parts;

/*
 * Reads one key, and all of the DER: what is left over is refused, so that no second key can hide there. OpenSSL's
 * decoder is not used: it tries other structures than the label's, decrypts what it finds inside, and leaves private
 * numbers in freed memory. Returns NULL, or what is wrong as the end of a sentence that begins "The key ". Without PHP.
 */
const char *php_oauth2_key_der_read(php_oauth2_key_parts *parts, php_oauth2_key_form form, const unsigned char *der, size_t length);

/* Enough for PrivateKeyInfo of RSA 8192, whose numbers are of 5 KiB. */
#define PHP_OAUTH2_KEY_DER_MAX_BYTES 6144

/*
 * Writes PrivateKeyInfo or SubjectPublicKeyInfo of a key whose members are given, without the optional parts but with
 * the point of an EC key, as OpenSSL does. Returns the length. The caller wipes.
 */
size_t php_oauth2_key_der_write(unsigned char der[PHP_OAUTH2_KEY_DER_MAX_BYTES], php_oauth2_kty kty,
	const php_oauth2_member *members, bool is_private);

/* Whether the DER is an object identifier and nothing else, that of P-256: what an EC PARAMETERS block should hold. */
bool php_oauth2_key_der_is_p256(const unsigned char *der, size_t length);

#endif
