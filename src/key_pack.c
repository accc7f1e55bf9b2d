/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_pack.h"

#include "material_make.h"

#define PACK_VERSION 1

typedef struct {
	const unsigned char *cursor;
	const unsigned char *end;
} reader;

/* Writes a length of two octets, then the octets. */
static void write_field(unsigned char **cursor, const void *octets, size_t length)
{
	ZEND_ASSERT(length <= 0xffff);
	*(*cursor)++ = (unsigned char) (length >> 8);
	*(*cursor)++ = (unsigned char) length;
	memcpy(*cursor, octets, length);
	*cursor += length;
}

static bool read_field(reader *in, php_oauth2_member *field)
{
	if (in->end - in->cursor < 2) {
		return false;
	}
	field->length = (size_t) in->cursor[0] << 8 | in->cursor[1];
	field->octets = in->cursor += 2;
	if ((size_t) (in->end - in->cursor) < field->length) {
		return false;
	}
	in->cursor += field->length;
	return true;
}

size_t php_oauth2_key_pack(const php_oauth2_material *material, unsigned char packed[PHP_OAUTH2_KEY_PACKED_MAX_BYTES])
{
	const php_oauth2_kty_members *members = php_oauth2_members_of(material->alg->kty);
	size_t count = material->is_private ? members->count : members->first_private;
	unsigned char octets[PHP_OAUTH2_RSA_MAX_BYTES], *cursor = packed;

	*cursor++ = PACK_VERSION;
	*cursor++ = material->is_private;
	write_field(&cursor, material->alg->name, strlen(material->alg->name));
	write_field(&cursor, material->key_id, material->key_id_length);
	for (size_t i = 0; i < count; i++) {
		size_t length = php_oauth2_material_member(material, i, octets);

		if (length == 0) {
			sodium_memzero(packed, (size_t) (cursor - packed));
			cursor = packed;
			break;
		}
		write_field(&cursor, octets, length);
	}
	sodium_memzero(octets, sizeof(octets));
	return (size_t) (cursor - packed);
}

php_oauth2_material *php_oauth2_key_unpack(const unsigned char *packed, size_t length)
{
	reader in = {packed, packed + length};
	php_oauth2_member name, key_id, values[PHP_OAUTH2_MEMBERS_MAX];
	const php_oauth2_kty_members *members;
	const php_oauth2_alg *alg;
	const char *flaw;
	bool is_private;
	size_t count;

	if (length < 2 || packed[0] != PACK_VERSION || packed[1] > 1) {
		return NULL;
	}
	is_private = packed[1];
	in.cursor += 2;
	if (!read_field(&in, &name) || !read_field(&in, &key_id)) {
		return NULL;
	}
	alg = php_oauth2_alg_find((const char *) name.octets, name.length);
	if (alg == NULL || !php_oauth2_key_id_valid((const char *) key_id.octets, key_id.length)) {
		return NULL;
	}
	members = php_oauth2_members_of(alg->kty);
	count = is_private ? members->count : members->first_private;
	for (size_t i = 0; i < count; i++) {
		if (!read_field(&in, &values[i])) {
			return NULL;
		}
	}
	return in.cursor == in.end ? php_oauth2_material_from_members(alg, values, is_private, (const char *) key_id.octets,
		key_id.length, &flaw) : NULL;
}
