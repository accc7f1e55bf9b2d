/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_MATERIAL_MAKE_H
#define PHP_OAUTH2_MATERIAL_MAKE_H

#include "material.h"

/*
 * Creates a material with one reference from a key's members. On failure it returns NULL and sets flaw to the end of a
 * sentence that begins "The key ". If key_id is NULL, the thumbprint is the key id.
 */
php_oauth2_material *php_oauth2_material_from_members(const php_oauth2_alg *alg, const php_oauth2_member *members,
	bool is_private, const char *key_id, size_t key_id_length, const char **flaw);

/* Generates a private key; bits is for RSA only. Returns NULL if the library failed. */
php_oauth2_material *php_oauth2_material_generate(const php_oauth2_alg *alg, unsigned bits, const char *key_id,
	size_t key_id_length);

/* Copies the public part, with the same key id. Returns NULL if the library failed. */
php_oauth2_material *php_oauth2_material_public(const php_oauth2_material *material);

#endif
