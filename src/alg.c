/* SPDX-License-Identifier: BSD-3-Clause */
#include "alg.h"

#include "ecdsa_sig.h"
#include "evp.h"
#include "material.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <sodium.h>

#define SHA256_BYTES 32

/*
 * Prepares a context at the key's first use only, because it costs several microseconds in OpenSSL 3. A prepared context
 * serves any number of digests under the same parameters (EVP_PKEY_verify(3)).
 */
static EVP_PKEY_CTX *prepare(php_oauth2_material *material, EVP_PKEY_CTX **slot, int (*init)(EVP_PKEY_CTX *), int padding)
{
	EVP_PKEY_CTX *ctx = *slot;

	if (ctx) {
		return ctx;
	}
	ctx = EVP_PKEY_CTX_new_from_pkey(NULL, material->pkey, NULL);
	if (ctx == NULL || init(ctx) <= 0 || EVP_PKEY_CTX_set_signature_md(ctx, php_oauth2_evp_sha256()) <= 0
			|| (padding != 0 && EVP_PKEY_CTX_set_rsa_padding(ctx, padding) <= 0)
			/* RFC 7518 3.5: the salt is as long as the hash; verification accepts no other length. */
			|| (padding == RSA_PKCS1_PSS_PADDING
				&& (EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, php_oauth2_evp_sha256()) <= 0
					|| EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, SHA256_BYTES) <= 0))) {
		EVP_PKEY_CTX_free(ctx);
		return NULL;
	}
	return *slot = ctx;
}

static bool digest(php_oauth2_material *material, unsigned char out[SHA256_BYTES], const unsigned char *message, size_t length)
{
	if (material->md_ctx == NULL) {
		material->md_ctx = EVP_MD_CTX_new();
	}
	return material->md_ctx && EVP_DigestInit_ex2(material->md_ctx, php_oauth2_evp_sha256(), NULL) > 0
		&& EVP_DigestUpdate(material->md_ctx, message, length) > 0
		&& EVP_DigestFinal_ex(material->md_ctx, out, NULL) > 0;
}

static bool rsa_sign(php_oauth2_material *material, const unsigned char *message, size_t length,
	unsigned char *signature, int padding)
{
	unsigned char hash[SHA256_BYTES];
	size_t written = material->signature_length;
	EVP_PKEY_CTX *ctx = prepare(material, &material->sign_ctx, EVP_PKEY_sign_init, padding);

	return ctx && digest(material, hash, message, length)
		&& EVP_PKEY_sign(ctx, signature, &written, hash, sizeof(hash)) > 0 && written == material->signature_length;
}

static bool rsa_verify(php_oauth2_material *material, const unsigned char *message, size_t length,
	const unsigned char *signature, size_t signature_length, int padding)
{
	unsigned char hash[SHA256_BYTES];
	EVP_PKEY_CTX *ctx;

	if (signature_length != material->signature_length) {
		return false;
	}
	ctx = prepare(material, &material->verify_ctx, EVP_PKEY_verify_init, padding);
	return ctx && digest(material, hash, message, length)
		&& EVP_PKEY_verify(ctx, signature, signature_length, hash, sizeof(hash)) > 0;
}

static bool rs256_sign(php_oauth2_material *material, const unsigned char *message, size_t length, unsigned char *signature)
{
	return rsa_sign(material, message, length, signature, RSA_PKCS1_PADDING);
}

static bool rs256_verify(php_oauth2_material *material, const unsigned char *message, size_t length,
	const unsigned char *signature, size_t signature_length)
{
	return rsa_verify(material, message, length, signature, signature_length, RSA_PKCS1_PADDING);
}

static bool ps256_sign(php_oauth2_material *material, const unsigned char *message, size_t length, unsigned char *signature)
{
	return rsa_sign(material, message, length, signature, RSA_PKCS1_PSS_PADDING);
}

static bool ps256_verify(php_oauth2_material *material, const unsigned char *message, size_t length,
	const unsigned char *signature, size_t signature_length)
{
	return rsa_verify(material, message, length, signature, signature_length, RSA_PKCS1_PSS_PADDING);
}

static bool es256_sign(php_oauth2_material *material, const unsigned char *message, size_t length, unsigned char *signature)
{
	unsigned char hash[SHA256_BYTES], der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES];
	size_t der_length = sizeof(der);
	EVP_PKEY_CTX *ctx = prepare(material, &material->sign_ctx, EVP_PKEY_sign_init, 0);

	return ctx && digest(material, hash, message, length)
		&& EVP_PKEY_sign(ctx, der, &der_length, hash, sizeof(hash)) > 0
		&& php_oauth2_ecdsa_der_to_raw(signature, der, der_length);
}

static bool es256_verify(php_oauth2_material *material, const unsigned char *message, size_t length,
	const unsigned char *signature, size_t signature_length)
{
	unsigned char hash[SHA256_BYTES], der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES];
	size_t der_length;
	EVP_PKEY_CTX *ctx;

	if (!php_oauth2_ecdsa_raw_valid(signature, signature_length)) {
		return false;
	}
	der_length = php_oauth2_ecdsa_raw_to_der(der, signature);
	ctx = prepare(material, &material->verify_ctx, EVP_PKEY_verify_init, 0);
	return ctx && digest(material, hash, message, length)
		&& EVP_PKEY_verify(ctx, der, der_length, hash, sizeof(hash)) > 0;
}

/* libsodium's Ed25519 is more than twice as fast as OpenSSL 3.0's. */
static bool eddsa_sign(php_oauth2_material *material, const unsigned char *message, size_t length, unsigned char *signature)
{
	return crypto_sign_detached(signature, NULL, message, length, material->ed25519_secret) == 0;
}

static bool eddsa_verify(php_oauth2_material *material, const unsigned char *message, size_t length,
	const unsigned char *signature, size_t signature_length)
{
	return signature_length == crypto_sign_BYTES
		&& crypto_sign_verify_detached(signature, message, length, material->ed25519_public) == 0;
}

static const php_oauth2_alg algs[] = {
	{"RS256", NULL, PHP_OAUTH2_KTY_RSA, rs256_sign, rs256_verify}, /* RFC 7518 3.3 */
	{"PS256", NULL, PHP_OAUTH2_KTY_RSA, ps256_sign, ps256_verify}, /* RFC 7518 3.5 */
	{"ES256", NULL, PHP_OAUTH2_KTY_EC, es256_sign, es256_verify}, /* RFC 7518 3.4, P-256 only */
	{"EdDSA", "Ed25519", PHP_OAUTH2_KTY_OKP, eddsa_sign, eddsa_verify}, /* RFC 8037 3.1, Ed25519 only; RFC 9864 2.2 */
};

static bool same(const char *name, const char *given, size_t length)
{
	return name && strlen(name) == length && memcmp(name, given, length) == 0;
}

bool php_oauth2_alg_is_named(const php_oauth2_alg *alg, const char *name, size_t length)
{
	return same(alg->name, name, length) || same(alg->alias, name, length);
}

const php_oauth2_alg *php_oauth2_alg_find(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(algs) / sizeof(algs[0]); i++) {
		if (php_oauth2_alg_is_named(&algs[i], name, length)) {
			return &algs[i];
		}
	}
	return NULL;
}

const php_oauth2_alg *php_oauth2_alg_next(const php_oauth2_alg *alg)
{
	const php_oauth2_alg *next = alg ? alg + 1 : algs;

	return next < algs + sizeof(algs) / sizeof(algs[0]) ? next : NULL;
}

const php_oauth2_alg *php_oauth2_alg_default(php_oauth2_kty kty)
{
	for (size_t i = 0; i < sizeof(algs) / sizeof(algs[0]); i++) {
		if (algs[i].kty == kty) {
			return &algs[i];
		}
	}
	return NULL;
}
