/* SPDX-License-Identifier: BSD-3-Clause */
#include "material_make.h"

#include "ed25519_point.h"

#include <openssl/core_names.h>

static const char *rsa_flaw(const EVP_PKEY *pkey, bool is_private)
{
	php_oauth2_rsa rsa = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
	const char *flaw = "is an RSA key with missing numbers";

	if (EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_N, &rsa.n) > 0
			&& EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_E, &rsa.e) > 0) {
		flaw = php_oauth2_rsa_public_flaw(&rsa);
		if (flaw == NULL && is_private) {
			if (EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_D, &rsa.d) <= 0
					|| EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1, &rsa.p) <= 0
					|| EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2, &rsa.q) <= 0
					|| EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1, &rsa.dp) <= 0
					|| EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2, &rsa.dq) <= 0
					|| EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, &rsa.qi) <= 0) {
				flaw = "is a private RSA key without its factors and their exponents";
			} else {
				flaw = php_oauth2_rsa_private_flaw(&rsa);
			}
		}
	}
	php_oauth2_rsa_clear(&rsa);
	return flaw;
}

/* Checks that the point is on the curve and not at infinity. That suffices, as P-256 has prime order (RFC 8725 3.4). */
static const char *ec_flaw(EVP_PKEY *pkey, bool is_private)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	const char *flaw = NULL;

	if (ctx == NULL || EVP_PKEY_public_check_quick(ctx) <= 0) {
		flaw = "has a point that is not on P-256";
	} else if (is_private && (EVP_PKEY_private_check(ctx) <= 0 || EVP_PKEY_pairwise_check(ctx) <= 0)) {
		flaw = "has a private number that does not belong to its point";
	}
	EVP_PKEY_CTX_free(ctx);
	return flaw;
}

/* Creates the material of an RSA or EC key, and takes ownership of pkey in any case. */
static php_oauth2_material *from_pkey(const php_oauth2_alg *alg, EVP_PKEY *pkey, bool is_private, const char *key_id,
	size_t key_id_length, const char **flaw)
{
	php_oauth2_material *material = php_oauth2_material_allocate(alg, is_private);

	material->pkey = pkey;
	if (alg->kty == PHP_OAUTH2_KTY_RSA) {
		*flaw = rsa_flaw(pkey, is_private);
		material->signature_length = (size_t) MAX(EVP_PKEY_get_size(pkey), 0);
	} else {
		*flaw = ec_flaw(pkey, is_private);
		material->signature_length = 2 * PHP_OAUTH2_P256_BYTES;
	}
	if (*flaw) {
		php_oauth2_material_release(material);
		return NULL;
	}
	return php_oauth2_material_finish(material, key_id, key_id_length, flaw);
}

/* Adds a number in the machine's byte order, as OSSL_PARAM requires. */
static bool push_number(OSSL_PARAM *param, const char *name, const php_oauth2_member *member, unsigned char **free_space)
{
	BIGNUM *number = BN_secure_new();
	bool pushed = number && BN_bin2bn(member->octets, (int) member->length, number)
		&& BN_bn2nativepad(number, *free_space, (int) member->length) > 0;

	*param = OSSL_PARAM_construct_BN(name, *free_space, member->length);
	*free_space += member->length;
	BN_clear_free(number);
	return pushed;
}

static EVP_PKEY *pkey_from_params(const char *type, OSSL_PARAM *params, bool is_private)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	EVP_PKEY *pkey = NULL;

	if (ctx && EVP_PKEY_fromdata_init(ctx) > 0
			&& EVP_PKEY_fromdata(ctx, &pkey, is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params) <= 0) {
		EVP_PKEY_free(pkey);
		pkey = NULL;
	}
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

static EVP_PKEY *rsa_from_members(const php_oauth2_member *members, bool is_private)
{
	static const char *const names[] = {
		OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
		OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
		OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
	};
	OSSL_PARAM params[PHP_OAUTH2_RSA_MEMBERS + 1];
	unsigned char space[PHP_OAUTH2_RSA_MEMBERS * PHP_OAUTH2_RSA_MAX_BYTES], *free_space = space;
	size_t count = is_private ? PHP_OAUTH2_RSA_MEMBERS : php_oauth2_members_of(PHP_OAUTH2_KTY_RSA)->first_private;
	EVP_PKEY *pkey = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		if (members[i].length == 0 || members[i].length > PHP_OAUTH2_RSA_MAX_BYTES
				|| !push_number(&params[i], names[i], &members[i], &free_space)) {
			break;
		}
	}
	if (i == count) {
		params[count] = OSSL_PARAM_construct_end();
		pkey = pkey_from_params("RSA", params, is_private);
	}
	sodium_memzero(space, (size_t) (free_space - space));
	return pkey;
}

static EVP_PKEY *ec_from_members(const php_oauth2_member *members, bool is_private)
{
	static char group[] = "prime256v1";
	OSSL_PARAM params[4];
	unsigned char point[1 + 2 * PHP_OAUTH2_P256_BYTES], number[PHP_OAUTH2_P256_BYTES], *free_space = number;
	EVP_PKEY *pkey = NULL;

	for (size_t i = 0; i < (is_private ? 3 : 2); i++) {
		if (members[i].length != PHP_OAUTH2_P256_BYTES) { /* RFC 7518 6.2.1.2: full length */
			return NULL;
		}
	}
	point[0] = 0x04; /* uncompressed: SEC 1, 2.3.3 */
	memcpy(point + 1, members[0].octets, PHP_OAUTH2_P256_BYTES);
	memcpy(point + 1 + PHP_OAUTH2_P256_BYTES, members[1].octets, PHP_OAUTH2_P256_BYTES);
	params[0] = OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0);
	params[1] = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point));
	if (!is_private || push_number(&params[2], OSSL_PKEY_PARAM_PRIV_KEY, &members[2], &free_space)) {
		params[is_private ? 3 : 2] = OSSL_PARAM_construct_end();
		pkey = pkey_from_params("EC", params, is_private);
	}
	sodium_memzero(number, sizeof(number));
	return pkey;
}

static php_oauth2_material *ed25519_from_members(const php_oauth2_alg *alg, const php_oauth2_member *members,
	bool is_private, const char *key_id, size_t key_id_length, const char **flaw)
{
	php_oauth2_material *material;

	if (members[0].length != crypto_sign_PUBLICKEYBYTES || (is_private && members[1].length != crypto_sign_SEEDBYTES)) {
		*flaw = "has Ed25519 members that are not of 32 octets";
		return NULL;
	}
	material = php_oauth2_material_allocate(alg, is_private);
	material->signature_length = crypto_sign_BYTES;
	memcpy(material->ed25519_public, members[0].octets, crypto_sign_PUBLICKEYBYTES);
	if (is_private) {
		crypto_sign_seed_keypair(material->ed25519_public, material->ed25519_secret, members[1].octets);
	}
	if (memcmp(material->ed25519_public, members[0].octets, crypto_sign_PUBLICKEYBYTES) != 0) {
		*flaw = "has a private seed that does not belong to its point";
	} else if (!php_oauth2_ed25519_point_valid(material->ed25519_public)) {
		*flaw = "has a point that is not in Ed25519's group";
	} else {
		return php_oauth2_material_finish(material, key_id, key_id_length, flaw);
	}
	php_oauth2_material_release(material);
	return NULL;
}

php_oauth2_material *php_oauth2_material_from_members(const php_oauth2_alg *alg, const php_oauth2_member *members,
	bool is_private, const char *key_id, size_t key_id_length, const char **flaw)
{
	EVP_PKEY *pkey;

	if (alg->kty == PHP_OAUTH2_KTY_OKP) {
		return ed25519_from_members(alg, members, is_private, key_id, key_id_length, flaw);
	}
	if (alg->kty == PHP_OAUTH2_KTY_RSA) {
		pkey = rsa_from_members(members, is_private);
		*flaw = "has RSA numbers of an impossible size";
	} else {
		pkey = ec_from_members(members, is_private);
		*flaw = "has coordinates that are no point of P-256";
	}
	return pkey ? from_pkey(alg, pkey, is_private, key_id, key_id_length, flaw) : NULL;
}

php_oauth2_material *php_oauth2_material_public(const php_oauth2_material *material)
{
	php_oauth2_member members[PHP_OAUTH2_MEMBERS_MAX] = {{NULL, 0}};
	unsigned char octets[2][PHP_OAUTH2_RSA_MAX_BYTES];
	const char *flaw;

	for (size_t i = 0; i < php_oauth2_members_of(material->alg->kty)->first_private; i++) {
		members[i].octets = octets[i];
		members[i].length = php_oauth2_material_member(material, i, octets[i]);
	}
	return php_oauth2_material_from_members(material->alg, members, false, material->key_id, material->key_id_length, &flaw);
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
	return pkey ? from_pkey(alg, pkey, true, key_id, key_id_length, &flaw) : NULL;
}
