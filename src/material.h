/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_MATERIAL_H
#define PHP_OAUTH2_MATERIAL_H

#include "alg.h"
#include "kty.h"
#include "rsa_check.h"

#include <openssl/evp.h>
#include <sodium.h>

/* Key ids should be short, because every token's header contains one. */
#define PHP_OAUTH2_KEY_ID_MAX_BYTES 256

#define PHP_OAUTH2_THUMBPRINT_LENGTH 43

/*
 * The material of a Key object. The cache of parsed keys keeps it between requests, so it is allocated outside of Zend's
 * memory, has its own reference count, and belongs to one thread. Nothing here calls Zend's allocator, whose bailout could
 * leak an OpenSSL object. It never changes, except that the contexts are prepared at first use.
 */
struct php_oauth2_material {
	uint32_t references;
	bool is_private;
	const php_oauth2_alg *alg;
	size_t signature_length;
	EVP_PKEY *pkey; /* RSA and EC */
	EVP_PKEY_CTX *sign_ctx;
	EVP_PKEY_CTX *verify_ctx;
	EVP_MD_CTX *md_ctx;
	unsigned char ed25519_public[crypto_sign_PUBLICKEYBYTES];
	unsigned char ed25519_secret[crypto_sign_SECRETKEYBYTES]; /* seed || public */
	char thumbprint[PHP_OAUTH2_THUMBPRINT_LENGTH];
	size_t key_id_length;
	char key_id[PHP_OAUTH2_KEY_ID_MAX_BYTES];
};

/* Allocates an empty material with one reference, which the caller (material_make.c) finishes or releases. */
php_oauth2_material *php_oauth2_material_allocate(const php_oauth2_alg *alg, bool is_private);

/*
 * Computes the thumbprint and sets the key id, which is the thumbprint if key_id is NULL. Returns the material; or
 * releases it, sets flaw and returns NULL.
 */
php_oauth2_material *php_oauth2_material_finish(php_oauth2_material *material, const char *key_id, size_t key_id_length,
	const char **flaw);

/* True for a valid key id: UTF-8 of 1 to 256 bytes. */
bool php_oauth2_key_id_valid(const char *key_id, size_t length);

static inline php_oauth2_material *php_oauth2_material_hold(php_oauth2_material *material)
{
	material->references++;
	return material;
}

/* Releases a reference; the last release wipes and frees the material. */
void php_oauth2_material_release(php_oauth2_material *material);

/*
 * Writes a member into a buffer of PHP_OAUTH2_RSA_MAX_BYTES: numbers in their shortest form, coordinates at full length.
 * Returns its length; 0 if the library failed.
 */
size_t php_oauth2_material_member(const php_oauth2_material *material, size_t index, unsigned char *out);

#endif
