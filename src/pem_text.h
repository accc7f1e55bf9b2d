/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PEM_TEXT_H
#define PHP_OAUTH2_PEM_TEXT_H

#include "key_der.h"

/* The PEM of an RSA key of 8192 bits has about 6.5 KiB. */
#define PHP_OAUTH2_PEM_MAX_BYTES 16384
#define PHP_OAUTH2_PEM_MAX_DECODED (PHP_OAUTH2_PEM_MAX_BYTES / 4 * 3)

/* A part of the text. */
typedef struct {
	const char *start;
	size_t length;
} php_oauth2_pem_part;

/* The only block of a text that is a key. */
typedef struct {
	php_oauth2_key_form form;
	bool is_encrypted; /* EncryptedPrivateKeyInfo: the form is that of what it holds */
	php_oauth2_pem_part cipher; /* DEK-Info of a block that is encrypted in the old way (RFC 1421 4.6.1.3), or empty */
	php_oauth2_pem_part body; /* base64, to be decoded */
	php_oauth2_pem_part parameters; /* the body of an EC PARAMETERS block, or empty */
} php_oauth2_pem_block;

/*
 * Finds the only key of a text in the lax form of RFC 7468 3, which allows comments and certificates around the key, a byte
 * order mark, any line ends, and a block on one line. Two keys are refused as ambiguous. Returns NULL, or the flaw as the
 * end of a sentence that begins "The key ". Without PHP.
 */
const char *php_oauth2_pem_find(php_oauth2_pem_block *block, const char *text, size_t length);

/*
 * The same for the only certificate of a text, which may not have a key beside it: then two keys would be meant. The flaw is
 * the end of a sentence that begins "The key of the certificate ".
 */
const char *php_oauth2_pem_find_certificate(php_oauth2_pem_block *block, const char *text, size_t length);

/* Decodes base64 with blanks anywhere, in a time that depends only on its length. False if it is malformed or too long. */
bool php_oauth2_pem_decode(unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED], size_t *der_length, php_oauth2_pem_part body);

/* The maximum length of a text with der_length bytes of DER, including labels. */
#define PHP_OAUTH2_PEM_TEXT_BYTES(der_length) ((der_length) / 3 * 4 + 4 + ((der_length) / 48 + 1) + 64)

/* Writes a block with lines of 64 characters, and returns its length. */
size_t php_oauth2_pem_write(char *text, const unsigned char *der, size_t der_length, bool is_private);

#endif
