/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_PACK_H
#define PHP_OAUTH2_KEY_PACK_H

#include "material.h"

/*
 * A key as octets for sealing: a version, the algorithm, the key id and the numbers. Later versions of the extension have
 * to open sealed keys, so any change of the form needs a new version.
 */
#define PHP_OAUTH2_KEY_SEAL_CONTEXT "OAuth2\\Key 1"
#define PHP_OAUTH2_KEY_PACKED_MAX_BYTES \
	(1 + 1 + 2 + 16 + 2 + PHP_OAUTH2_KEY_ID_MAX_BYTES + PHP_OAUTH2_MEMBERS_MAX * (2 + PHP_OAUTH2_RSA_MAX_BYTES))

/* Writes the octets and returns their number. If the library failed, it wipes the buffer and returns 0. */
size_t php_oauth2_key_pack(const php_oauth2_material *material, unsigned char packed[PHP_OAUTH2_KEY_PACKED_MAX_BYTES]);

/* Reads a key. Returns NULL if the octets are not one. */
php_oauth2_material *php_oauth2_key_unpack(const unsigned char *packed, size_t length);

#endif
