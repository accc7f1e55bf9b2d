/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_DER_H
#define PHP_OAUTH2_KEY_DER_H

#include "kty.h"

#include <stdbool.h>

/* The form of a key's DER, by the label of its PEM block. */
typedef enum {
	PHP_OAUTH2_KEY_DER_PRIVATE, /* PrivateKeyInfo, also with the public key (RFC 5208 5, RFC 5958 2) */
	PHP_OAUTH2_KEY_DER_PRIVATE_RSA, /* RSAPrivateKey (RFC 8017 A.1.2) */
	PHP_OAUTH2_KEY_DER_PRIVATE_EC, /* ECPrivateKey (RFC 5915 3) */
	PHP_OAUTH2_KEY_DER_PUBLIC, /* SubjectPublicKeyInfo (RFC 5280 4.1) */
	PHP_OAUTH2_KEY_DER_PUBLIC_RSA, /* RSAPublicKey (RFC 8017 A.1.1) */
	PHP_OAUTH2_KEY_DER_CERTIFICATE, /* Certificate (RFC 5280 4.1), of which only the public key is used */
} php_oauth2_key_form;

/* The members of a key. They point into the DER or into the buffers; the caller wipes both. */
typedef struct {
	php_oauth2_kty kty;
	bool is_private;
	php_oauth2_member members[PHP_OAUTH2_MEMBERS_MAX];
	unsigned char buffers[PHP_OAUTH2_EC_MEMBERS][PHP_OAUTH2_P256_BYTES];
} php_oauth2_key_parts;

/*
 * Reads one key, which must be all of the DER: extra data, which could hide a second key, is refused. It does not use
 * OpenSSL's decoder, which tries structures that the label does not name, decrypts their content, and leaves private
 * numbers in freed memory. Returns NULL, or the flaw as the end of a sentence that begins "The key ". Without PHP.
 */
const char *php_oauth2_key_der_read(php_oauth2_key_parts *parts, php_oauth2_key_form form, const unsigned char *der, size_t length);

/* Enough for PrivateKeyInfo of RSA 8192, whose numbers have 5 KiB. */
#define PHP_OAUTH2_KEY_DER_MAX_BYTES 6144

/*
 * Writes PrivateKeyInfo or SubjectPublicKeyInfo byte by byte as OpenSSL does: without optional parts, except for the point of
 * an EC key. Returns the length. The caller wipes the buffer.
 */
size_t php_oauth2_key_der_write(unsigned char der[PHP_OAUTH2_KEY_DER_MAX_BYTES], php_oauth2_kty kty,
	const php_oauth2_member *members, bool is_private);

/* True if the DER is only the object identifier of P-256, which is the content of a valid EC PARAMETERS block. */
bool php_oauth2_key_der_is_p256(const unsigned char *der, size_t length);

#endif
