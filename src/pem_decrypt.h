/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PEM_DECRYPT_H
#define PHP_OAUTH2_PEM_DECRYPT_H

#include "pem_text.h"

/* The longest passphrase that OpenSSL's own commands take. */
#define PHP_OAUTH2_PASSPHRASE_MAX_BYTES 1024

/*
 * The two ways in which a PEM block is encrypted, each decrypted once, into memory of the caller, who wipes it. Both return
 * NULL, or what is wrong as the end of a sentence that begins "The key ". A passphrase of NULL is none. Without PHP.
 */

/* EncryptedPrivateKeyInfo (RFC 5208 6), all of der. The cost of its key derivation is looked at first. */
const char *php_oauth2_pem_decrypt_info(unsigned char plain[PHP_OAUTH2_PEM_MAX_DECODED], size_t *plain_length,
	const unsigned char *der, size_t der_length, const char *passphrase, size_t passphrase_length);

/* A block with the header DEK-Info (RFC 1421 4.6.1.3), in its place. OpenSSL derives the key by one round of MD5. */
const char *php_oauth2_pem_decrypt_block(unsigned char *der, size_t *der_length, php_oauth2_pem_part cipher,
	const char *passphrase, size_t passphrase_length);

#endif
