/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_PACK_H
#define PHP_OAUTH2_KEY_PACK_H

#include "material.h"

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
