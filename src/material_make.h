/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_MATERIAL_MAKE_H
#define PHP_OAUTH2_MATERIAL_MAKE_H

#include "material.h"

/*
 * A material with one reference out of a key's members; NULL with flaw set to what is wrong otherwise, as the end of a
 * sentence that begins "The key ". key_id NULL means the thumbprint.
 */
php_oauth2_material *php_oauth2_material_from_members(const php_oauth2_alg *alg, const php_oauth2_member *members,
	bool is_private, const char *key_id, size_t key_id_length, const char **flaw);

/* A fresh private key; bits is for RSA. NULL if the library failed. */
php_oauth2_material *php_oauth2_material_generate(const php_oauth2_alg *alg, unsigned bits, const char *key_id,
	size_t key_id_length);

/* The public part, with the same key id. NULL if the library failed. */
php_oauth2_material *php_oauth2_material_public(const php_oauth2_material *material);

#endif
