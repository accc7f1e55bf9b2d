/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_pem.h"

#include "material_make.h"
#include "pem_decrypt.h"

#define STRING_OR_NULL(string) ((string) ? ZSTR_VAL(string) : NULL), ((string) ? ZSTR_LEN(string) : 0)

/* Checks a block EC PARAMETERS, which some tools write before the key: it must name the curve of the key. */
static const char *parameters_flaw(php_oauth2_pem_part parameters)
{
	unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED];
	size_t length;

	return parameters.start == NULL || (php_oauth2_pem_decode(der, &length, parameters) && php_oauth2_key_der_is_p256(der, length))
		? NULL : "has EC PARAMETERS that do not name P-256";
}

/* Decodes a block, and decrypts it at most once: the result must have the form that the label names. */
static const char *read_block(unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED], size_t *length, const php_oauth2_pem_block *block,
	const zend_string *passphrase)
{
	unsigned char encrypted[PHP_OAUTH2_PEM_MAX_DECODED];
	size_t encrypted_length;

	if (block->is_encrypted && block->cipher.start) {
		return "is encrypted twice";
	}
	if (block->is_encrypted) {
		return php_oauth2_pem_decode(encrypted, &encrypted_length, block->body)
			? php_oauth2_pem_decrypt_info(der, length, encrypted, encrypted_length, STRING_OR_NULL(passphrase))
			: "is not one PEM block of a private or public key";
	}
	if (!php_oauth2_pem_decode(der, length, block->body)) {
		return "is not one PEM block of a private or public key";
	}
	return block->cipher.start ? php_oauth2_pem_decrypt_block(der, length, block->cipher, STRING_OR_NULL(passphrase)) : NULL;
}

/* Makes a key of decoded DER. */
static php_oauth2_material *make(php_oauth2_key_form form, const unsigned char *der, size_t length, const php_oauth2_alg *alg,
	const char *key_id, size_t key_id_length, const char **flaw)
{
	php_oauth2_key_parts parts;
	php_oauth2_material *material = NULL;

	*flaw = php_oauth2_key_der_read(&parts, form, der, length);
	if (*flaw == NULL && alg && alg->kty != parts.kty) {
		*flaw = "is not of the given algorithm";
	}
	if (*flaw == NULL) {
		material = php_oauth2_material_from_members(alg ? alg : php_oauth2_alg_default(parts.kty), parts.members,
			parts.is_private, key_id, key_id_length, flaw);
	}
	sodium_memzero(&parts, sizeof(parts));
	return material;
}

php_oauth2_material *php_oauth2_key_pem_read(const zend_string *pem, const zend_string *passphrase,
	const php_oauth2_alg *alg, const char *key_id, size_t key_id_length, const char **flaw)
{
	php_oauth2_pem_block block;
	php_oauth2_material *material = NULL;
	unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED];
	size_t length = 0;

	*flaw = php_oauth2_pem_find(&block, ZSTR_VAL(pem), ZSTR_LEN(pem));
	if (*flaw == NULL) {
		*flaw = parameters_flaw(block.parameters);
	}
	if (*flaw) {
		return NULL;
	}
	*flaw = read_block(der, &length, &block, passphrase);
	if (*flaw == NULL) {
		material = make(block.form, der, length, alg, key_id, key_id_length, flaw);
	}
	sodium_memzero(der, sizeof(der));
	return material;
}

php_oauth2_material *php_oauth2_key_pem_read_certificate(const zend_string *pem, const php_oauth2_alg *alg, const char *key_id,
	size_t key_id_length, const char **flaw)
{
	php_oauth2_pem_block block;
	unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED];
	size_t length = 0;

	*flaw = php_oauth2_pem_find_certificate(&block, ZSTR_VAL(pem), ZSTR_LEN(pem));
	if (*flaw) {
		return NULL;
	}
	if (!php_oauth2_pem_decode(der, &length, block.body)) {
		*flaw = "could not be read: the certificate is malformed";
		return NULL;
	}
	return make(block.form, der, length, alg, key_id, key_id_length, flaw);
}

/* Allocates the string last: Zend's allocator may bail out, and shortening a string leaves a copy of the key in the heap. */
zend_string *php_oauth2_key_pem_write(const php_oauth2_material *material, bool with_private)
{
	const php_oauth2_kty_members *kty = php_oauth2_members_of(material->alg->kty);
	size_t count = with_private ? kty->count : kty->first_private, length = 0;
	php_oauth2_member members[PHP_OAUTH2_MEMBERS_MAX];
	unsigned char octets[PHP_OAUTH2_MEMBERS_MAX][PHP_OAUTH2_RSA_MAX_BYTES], der[PHP_OAUTH2_KEY_DER_MAX_BYTES];
	char text[PHP_OAUTH2_PEM_TEXT_BYTES(PHP_OAUTH2_KEY_DER_MAX_BYTES)];
	zend_string *pem;
	size_t i;

	for (i = 0; i < count; i++) {
		members[i].octets = octets[i];
		members[i].length = php_oauth2_material_member(material, i, octets[i]);
		if (members[i].length == 0) {
			break;
		}
	}
	if (i == count) {
		length = php_oauth2_key_der_write(der, material->alg->kty, members, with_private);
		length = php_oauth2_pem_write(text, der, length, with_private);
	}
	sodium_memzero(octets, sizeof(octets));
	sodium_memzero(der, sizeof(der));
	pem = zend_string_init(text, length, 0);
	sodium_memzero(text, length);
	return pem;
}
