/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_PEM_H
#define PHP_OAUTH2_KEY_PEM_H

#include "material.h"
#include "pem_text.h"

/*
 * Reads the only key of a text (pem_text.h) of at most PHP_OAUTH2_PEM_MAX_BYTES; its label says if it is private or
 * public. If alg is NULL, the default of the key's kind applies. On failure returns NULL and sets flaw (material_make.h).
 */
php_oauth2_material *php_oauth2_key_pem_read(const zend_string *pem, const zend_string *passphrase,
	const php_oauth2_alg *alg, const char *key_id, size_t key_id_length, const char **flaw);

/* The same for the public key of the only certificate of a text. The sentence begins "The key of the certificate ". */
php_oauth2_material *php_oauth2_key_pem_read_certificate(const zend_string *pem, const php_oauth2_alg *alg, const char *key_id,
	size_t key_id_length, const char **flaw);

/* Writes PKCS#8 or SubjectPublicKeyInfo. Returns an empty string if the library failed. */
zend_string *php_oauth2_key_pem_write(const php_oauth2_material *material, bool with_private);

#endif
