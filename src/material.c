/* SPDX-License-Identifier: BSD-3-Clause */
#include "material.h"

#include "base64url.h"
#include "evp.h"
#include "utf8.h"

#include <openssl/core_names.h>

bool php_oauth2_key_id_valid(const char *key_id, size_t length)
{
	return length > 0 && length <= PHP_OAUTH2_KEY_ID_MAX_BYTES && php_oauth2_utf8_valid(key_id, length);
}

php_oauth2_material *php_oauth2_material_allocate(const php_oauth2_alg *alg, bool is_private)
{
	php_oauth2_material *material = pecalloc(1, sizeof(*material), 1);

	material->references = 1;
	material->alg = alg;
	material->is_private = is_private;
	return material;
}

void php_oauth2_material_release(php_oauth2_material *material)
{
	if (material == NULL || --material->references > 0) {
		return;
	}
	EVP_PKEY_CTX_free(material->sign_ctx);
	EVP_PKEY_CTX_free(material->verify_ctx);
	EVP_MD_CTX_free(material->md_ctx);
	EVP_PKEY_free(material->pkey); /* OpenSSL wipes the private numbers */
	sodium_memzero(material, sizeof(*material));
	pefree(material, 1);
}

/* Writes a number in length octets, or in as few as possible if length is 0. */
static size_t write_number(const EVP_PKEY *pkey, const char *name, size_t length, unsigned char *out)
{
	BIGNUM *number = NULL;
	size_t written = 0;

	if (EVP_PKEY_get_bn_param(pkey, name, &number) > 0) {
		size_t needed = (size_t) BN_num_bytes(number);

		if (length == 0) {
			length = needed;
		}
		if (needed <= length && length <= PHP_OAUTH2_RSA_MAX_BYTES && BN_bn2binpad(number, out, (int) length) >= 0) {
			written = length;
		}
	}
	BN_clear_free(number);
	return written;
}

size_t php_oauth2_material_member(const php_oauth2_material *material, size_t index, unsigned char *out)
{
	static const char *const rsa[] = {
		OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
		OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
		OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
	};
	static const char *const ec[] = {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y, OSSL_PKEY_PARAM_PRIV_KEY};

	ZEND_ASSERT(index < php_oauth2_members_of(material->alg->kty)->first_private || material->is_private);
	switch (material->alg->kty) {
		case PHP_OAUTH2_KTY_RSA:
			return write_number(material->pkey, rsa[index], 0, out);
		case PHP_OAUTH2_KTY_EC:
			/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): index is one of its kty, as asserted above. */
			return write_number(material->pkey, ec[index], PHP_OAUTH2_P256_BYTES, out);
		case PHP_OAUTH2_KTY_OKP:
			memcpy(out, index == 0 ? material->ed25519_public : material->ed25519_secret, crypto_sign_PUBLICKEYBYTES);
			return crypto_sign_PUBLICKEYBYTES;
	}
	return 0;
}

/* Writes the required members in lexicographic order, without blanks (RFC 7638 3). base64url needs no escapes. */
static bool write_thumbprint(php_oauth2_material *material)
{
	static const char *const formats[][4] = {
		[PHP_OAUTH2_KTY_RSA] = {"{\"e\":\"", "\",\"kty\":\"RSA\",\"n\":\"", "\"}", NULL},
		[PHP_OAUTH2_KTY_EC] = {"{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"", "\",\"y\":\"", "\"}", NULL},
		[PHP_OAUTH2_KTY_OKP] = {"{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"", "\"}", NULL, NULL},
	};
	static const size_t order[][2] = {
		[PHP_OAUTH2_KTY_RSA] = {1, 0}, [PHP_OAUTH2_KTY_EC] = {0, 1}, [PHP_OAUTH2_KTY_OKP] = {0, 0},
	};
	const char *const *format = formats[material->alg->kty];
	char text[2 * (PHP_OAUTH2_RSA_MAX_BYTES / 3 + 1) * 4 + 64];
	unsigned char octets[PHP_OAUTH2_RSA_MAX_BYTES], hash[crypto_hash_sha256_BYTES];
	size_t length = 0, member_length;

	for (size_t i = 0; format[i]; i++) {
		memcpy(text + length, format[i], strlen(format[i]));
		length += strlen(format[i]);
		if (i == 2 || format[i + 1] == NULL) { /* at most two members */
			break;
		}
		member_length = php_oauth2_material_member(material, order[material->alg->kty][i], octets);
		if (member_length == 0) {
			return false;
		}
		length += php_oauth2_base64url_encode(text + length, octets, member_length);
	}
	if (EVP_Digest(text, length, hash, NULL, php_oauth2_evp_sha256(), NULL) <= 0) {
		return false;
	}
	php_oauth2_base64url_encode(material->thumbprint, hash, sizeof(hash));
	return true;
}

php_oauth2_material *php_oauth2_material_finish(php_oauth2_material *material, const char *key_id, size_t key_id_length,
	const char **flaw)
{
	if (!write_thumbprint(material)) {
		*flaw = "could not be read by OpenSSL";
		php_oauth2_material_release(material);
		return NULL;
	}
	if (key_id == NULL) {
		key_id = material->thumbprint;
		key_id_length = sizeof(material->thumbprint);
	}
	ZEND_ASSERT(key_id_length <= sizeof(material->key_id));
	memcpy(material->key_id, key_id, key_id_length);
	material->key_id_length = key_id_length;
	return material;
}
