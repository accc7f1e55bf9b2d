/* SPDX-License-Identifier: BSD-3-Clause */
#include "material.h"

#include "base64url.h"
#include "evp.h"
#include "utf8.h"

#include <openssl/core_names.h>

static const php_oauth2_kty_members members_by_kty[] = {
	[PHP_OAUTH2_KTY_RSA] = {"RSA", NULL, PHP_OAUTH2_RSA_MEMBERS, 2, {"n", "e", "d", "p", "q", "dp", "dq", "qi"}},
	[PHP_OAUTH2_KTY_EC] = {"EC", "P-256", PHP_OAUTH2_EC_MEMBERS, 2, {"x", "y", "d"}},
	[PHP_OAUTH2_KTY_OKP] = {"OKP", "Ed25519", PHP_OAUTH2_OKP_MEMBERS, 1, {"x", "d"}},
};

const php_oauth2_kty_members *php_oauth2_members_of(php_oauth2_kty kty)
{
	return &members_by_kty[kty];
}

bool php_oauth2_key_id_valid(const char *key_id, size_t length)
{
	return length > 0 && length <= PHP_OAUTH2_KEY_ID_MAX_BYTES && php_oauth2_utf8_valid(key_id, length);
}

static php_oauth2_material *allocate(const php_oauth2_alg *alg, bool is_private)
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
	EVP_PKEY_free(material->pkey); /* OpenSSL clears the private numbers */
	sodium_memzero(material, sizeof(*material));
	pefree(material, 1);
}

/* RFC 7638 3: the required members in lexicographic order, without blanks. Octets of base64url need no escape. */
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
		if (format[i + 1] == NULL) {
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

static php_oauth2_material *finish(php_oauth2_material *material, const char *key_id, size_t key_id_length, const char **flaw)
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

bool php_oauth2_pkey_kty(const EVP_PKEY *pkey, php_oauth2_kty *kty)
{
	char group[32];

	if (EVP_PKEY_is_a(pkey, "RSA") > 0) {
		*kty = PHP_OAUTH2_KTY_RSA;
		return true;
	}
	if (EVP_PKEY_is_a(pkey, "ED25519") > 0) {
		*kty = PHP_OAUTH2_KTY_OKP;
		return true;
	}
	*kty = PHP_OAUTH2_KTY_EC;
	return EVP_PKEY_is_a(pkey, "EC") > 0 && EVP_PKEY_get_group_name(pkey, group, sizeof(group), NULL) > 0
		&& strcmp(group, "prime256v1") == 0;
}

static const char *rsa_flaw(const EVP_PKEY *pkey, bool is_private)
{
	php_oauth2_rsa rsa = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
	BIGNUM *third = NULL;
	const char *flaw = "is an RSA key with missing numbers";

	if (EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_N, &rsa.n) > 0
			&& EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_E, &rsa.e) > 0) {
		flaw = php_oauth2_rsa_public_flaw(&rsa);
		if (flaw == NULL && is_private) {
			if (EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_FACTOR3, &third) > 0) {
				flaw = "is an RSA key of more than two primes";
			} else if (EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_D, &rsa.d) <= 0
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
	BN_clear_free(third);
	php_oauth2_rsa_clear(&rsa);
	return flaw;
}

/* P-256 has prime order, so a point that is on the curve and not at infinity needs no further check (RFC 8725 3.4). */
static const char *ec_flaw(EVP_PKEY *pkey, bool is_private)
{
	EVP_PKEY_CTX *ctx;
	const char *flaw = NULL;
	int explicit = 0;

	if (EVP_PKEY_get_int_param(pkey, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &explicit) > 0 && explicit) {
		return "names its curve by explicit parameters";
	}
	ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
	if (ctx == NULL || EVP_PKEY_public_check_quick(ctx) <= 0) {
		flaw = "has a point that is not on P-256";
	} else if (is_private && (EVP_PKEY_private_check(ctx) <= 0 || EVP_PKEY_pairwise_check(ctx) <= 0)) {
		flaw = "has a private number that does not belong to its point";
	}
	EVP_PKEY_CTX_free(ctx);
	return flaw;
}

static bool ed25519_read(php_oauth2_material *material, const EVP_PKEY *pkey)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	size_t length = sizeof(seed);
	bool read;

	if (!material->is_private) {
		length = sizeof(material->ed25519_public);
		return EVP_PKEY_get_raw_public_key(pkey, material->ed25519_public, &length) > 0
			&& length == sizeof(material->ed25519_public);
	}
	read = EVP_PKEY_get_raw_private_key(pkey, seed, &length) > 0 && length == sizeof(seed)
		&& crypto_sign_seed_keypair(material->ed25519_public, material->ed25519_secret, seed) == 0;
	sodium_memzero(seed, sizeof(seed));
	return read;
}

php_oauth2_material *php_oauth2_material_from_pkey(const php_oauth2_alg *alg, EVP_PKEY *pkey, bool is_private,
	const char *key_id, size_t key_id_length, const char **flaw)
{
	php_oauth2_material *material = allocate(alg, is_private);

	*flaw = NULL;
	switch (alg->kty) {
		case PHP_OAUTH2_KTY_RSA:
			*flaw = rsa_flaw(pkey, is_private);
			material->signature_length = (size_t) MAX(EVP_PKEY_get_size(pkey), 0);
			break;
		case PHP_OAUTH2_KTY_EC:
			*flaw = ec_flaw(pkey, is_private);
			material->signature_length = 2 * PHP_OAUTH2_P256_BYTES;
			break;
		case PHP_OAUTH2_KTY_OKP:
			if (!ed25519_read(material, pkey)) {
				*flaw = "could not be read by OpenSSL";
			} else if (crypto_core_ed25519_is_valid_point(material->ed25519_public) == 0) {
				*flaw = "has a point that is not in Ed25519's group";
			}
			material->signature_length = crypto_sign_BYTES;
			break;
	}
	if (alg->kty == PHP_OAUTH2_KTY_OKP) {
		EVP_PKEY_free(pkey);
	} else {
		material->pkey = pkey;
	}
	if (*flaw) {
		php_oauth2_material_release(material);
		return NULL;
	}
	return finish(material, key_id, key_id_length, flaw);
}

/* OSSL_PARAM has numbers in the machine's byte order. */
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
	size_t count = is_private ? PHP_OAUTH2_RSA_MEMBERS : members_by_kty[PHP_OAUTH2_KTY_RSA].first_private;
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
	material = allocate(alg, is_private);
	material->signature_length = crypto_sign_BYTES;
	memcpy(material->ed25519_public, members[0].octets, crypto_sign_PUBLICKEYBYTES);
	if (is_private) {
		crypto_sign_seed_keypair(material->ed25519_public, material->ed25519_secret, members[1].octets);
	}
	if (memcmp(material->ed25519_public, members[0].octets, crypto_sign_PUBLICKEYBYTES) != 0) {
		*flaw = "has a private seed that does not belong to its point";
	} else if (crypto_core_ed25519_is_valid_point(material->ed25519_public) == 0) {
		*flaw = "has a point that is not in Ed25519's group";
	} else {
		return finish(material, key_id, key_id_length, flaw);
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
	return pkey ? php_oauth2_material_from_pkey(alg, pkey, is_private, key_id, key_id_length, flaw) : NULL;
}
