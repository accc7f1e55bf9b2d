/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PEM_DECRYPT_H
#define PHP_OAUTH2_PEM_DECRYPT_H

#include "pem_text.h"

/* The maximum length of a passphrase in OpenSSL's own commands. */
#define PHP_OAUTH2_PASSPHRASE_MAX_BYTES 1024

/*
 * PEM blocks can be encrypted in two ways, each with its function here. They decrypt once, into memory that the caller
 * wipes, and return NULL or the flaw as the end of a sentence that begins "The key ". passphrase may be NULL. Without PHP.
 */

/* Decrypts EncryptedPrivateKeyInfo (RFC 5208 6), which must be all of der, after a check of its key derivation's cost. */
const char *php_oauth2_pem_decrypt_info(unsigned char plain[PHP_OAUTH2_PEM_MAX_DECODED], size_t *plain_length,
	const unsigned char *der, size_t der_length, const char *passphrase, size_t passphrase_length);

/* Decrypts a block with the header DEK-Info (RFC 1421 4.6.1.3) in place. The key derivation is one round of MD5. */
const char *php_oauth2_pem_decrypt_block(unsigned char *der, size_t *der_length, php_oauth2_pem_part cipher,
	const char *passphrase, size_t passphrase_length);

#endif
