/* SPDX-License-Identifier: BSD-3-Clause */
#include "material.h"

#include <openssl/core_names.h>

/* Writes a number in length octets, or in as few as it needs if length is 0. */
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

php_oauth2_material *php_oauth2_material_public(const php_oauth2_material *material)
{
	php_oauth2_member members[2];
	unsigned char octets[2][PHP_OAUTH2_RSA_MAX_BYTES];
	const char *flaw;

	for (size_t i = 0; i < php_oauth2_members_of(material->alg->kty)->first_private; i++) {
		members[i].octets = octets[i];
		members[i].length = php_oauth2_material_member(material, i, octets[i]);
	}
	return php_oauth2_material_from_members(material->alg, members, false, material->key_id, material->key_id_length, &flaw);
}

EVP_PKEY *php_oauth2_material_to_pkey(const php_oauth2_material *material, bool with_private)
{
	if (material->alg->kty == PHP_OAUTH2_KTY_OKP) {
		return with_private
			? EVP_PKEY_new_raw_private_key_ex(NULL, "ED25519", NULL, material->ed25519_secret, crypto_sign_SEEDBYTES)
			: EVP_PKEY_new_raw_public_key_ex(NULL, "ED25519", NULL, material->ed25519_public, crypto_sign_PUBLICKEYBYTES);
	}
	return EVP_PKEY_up_ref(material->pkey) > 0 ? material->pkey : NULL;
}

static EVP_PKEY *generate_pkey(php_oauth2_kty kty, unsigned bits)
{
	static char group[] = "P-256";
	OSSL_PARAM params[] = {OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, kty == PHP_OAUTH2_KTY_RSA ? "RSA" : "EC", NULL);
	EVP_PKEY *pkey = NULL;

	params[0] = kty == PHP_OAUTH2_KTY_RSA ? OSSL_PARAM_construct_uint(OSSL_PKEY_PARAM_RSA_BITS, &bits)
		: OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0);
	if (ctx && EVP_PKEY_keygen_init(ctx) > 0 && EVP_PKEY_CTX_set_params(ctx, params) > 0
			&& EVP_PKEY_generate(ctx, &pkey) <= 0) {
		pkey = NULL;
	}
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

php_oauth2_material *php_oauth2_material_generate(const php_oauth2_alg *alg, unsigned bits, const char *key_id,
	size_t key_id_length)
{
	const char *flaw;
	EVP_PKEY *pkey;

	if (alg->kty == PHP_OAUTH2_KTY_OKP) {
		unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
		php_oauth2_member members[2] = {{public_key, sizeof(public_key)}, {secret_key, crypto_sign_SEEDBYTES}};
		php_oauth2_material *material;

		crypto_sign_keypair(public_key, secret_key);
		material = php_oauth2_material_from_members(alg, members, true, key_id, key_id_length, &flaw);
		sodium_memzero(secret_key, sizeof(secret_key));
		return material;
	}
	pkey = generate_pkey(alg->kty, bits);
	return pkey ? php_oauth2_material_from_pkey(alg, pkey, true, key_id, key_id_length, &flaw) : NULL;
}
