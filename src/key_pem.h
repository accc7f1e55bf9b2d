/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_PEM_H
#define PHP_OAUTH2_KEY_PEM_H

#include "material.h"

/* The PEM of an RSA key of 8192 bits has about 6.5 KiB. */
#define PHP_OAUTH2_PEM_MAX_BYTES 16384

/*
 * Reads the one PEM block that the text is, private or public as its label says. alg NULL: the default of the key's
 * kind. NULL with flaw set otherwise (material.h).
 */
php_oauth2_material *php_oauth2_key_pem_read(const zend_string *pem, const zend_string *passphrase,
	const php_oauth2_alg *alg, const char *key_id, size_t key_id_length, const char **flaw);

/* PKCS#8 or SubjectPublicKeyInfo. An empty string if the library failed. */
zend_string *php_oauth2_key_pem_write(const php_oauth2_material *material, bool with_private);

/*
 * A key as octets, to be sealed: a version, the algorithm, the key id and the numbers. Sealed keys are opened by later
 * versions, so the form is fixed: any change takes a new version.
 */
#define PHP_OAUTH2_KEY_SEAL_CONTEXT "OAuth2\\Key 1"
#define PHP_OAUTH2_KEY_PACKED_MAX_BYTES \
	(1 + 1 + 2 + 16 + 2 + PHP_OAUTH2_KEY_ID_MAX_BYTES + PHP_OAUTH2_MEMBERS_MAX * (2 + PHP_OAUTH2_RSA_MAX_BYTES))

/* Writes and returns the length; 0 if the library failed, with nothing left behind. */
size_t php_oauth2_key_pack(const php_oauth2_material *material, unsigned char packed[PHP_OAUTH2_KEY_PACKED_MAX_BYTES]);

/* NULL if the octets are not a key. */
php_oauth2_material *php_oauth2_key_unpack(const unsigned char *packed, size_t length);

#endif
