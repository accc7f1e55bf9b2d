/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_MATERIAL_H
#define PHP_OAUTH2_MATERIAL_H

#include "alg.h"
#include "rsa_check.h"

#include <openssl/evp.h>
#include <sodium.h>

/* A key id is a name, not a document: it stands in every token's header. */
#define PHP_OAUTH2_KEY_ID_MAX_BYTES 256

#define PHP_OAUTH2_THUMBPRINT_LENGTH 43
#define PHP_OAUTH2_P256_BYTES 32

/*
 * What a Key object stands for. It outlives requests in the cache of parsed keys, so it is allocated outside of Zend's
 * memory, counted by hand, belongs to one thread, and nothing here calls into Zend's allocator: no bailout can leave
 * an OpenSSL object without an owner. Public once made: the contexts are prepared at first use, all else never changes.
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

/* A member of a JWK, decoded: an unsigned big-endian number or octets. */
typedef struct {
	const unsigned char *octets;
	size_t length;
} php_oauth2_member;

/* The members of each kty, in this order; those from the first private one on are absent from a public key. */
#define PHP_OAUTH2_RSA_MEMBERS 8 /* n, e, d, p, q, dp, dq, qi */
#define PHP_OAUTH2_EC_MEMBERS 3 /* x, y, d */
#define PHP_OAUTH2_OKP_MEMBERS 2 /* x, d */
#define PHP_OAUTH2_MEMBERS_MAX PHP_OAUTH2_RSA_MEMBERS

typedef struct {
	const char *kty;
	const char *crv; /* NULL for RSA */
	size_t count;
	size_t first_private;
	const char *names[PHP_OAUTH2_MEMBERS_MAX];
} php_oauth2_kty_members;

const php_oauth2_kty_members *php_oauth2_members_of(php_oauth2_kty kty);

/*
 * Both make a material with one reference, or return NULL and set flaw to what is wrong, as the end of a sentence that
 * begins "The key ". key_id NULL means the thumbprint. from_pkey takes pkey over, whatever happens.
 */
php_oauth2_material *php_oauth2_material_from_members(const php_oauth2_alg *alg, const php_oauth2_member *members,
	bool is_private, const char *key_id, size_t key_id_length, const char **flaw);
php_oauth2_material *php_oauth2_material_from_pkey(const php_oauth2_alg *alg, EVP_PKEY *pkey, bool is_private,
	const char *key_id, size_t key_id_length, const char **flaw);

/* A fresh private key; bits is for RSA. NULL if the library failed. */
php_oauth2_material *php_oauth2_material_generate(const php_oauth2_alg *alg, unsigned bits, const char *key_id,
	size_t key_id_length);

/* The public part, with the same key id. NULL if the library failed. */
php_oauth2_material *php_oauth2_material_public(const php_oauth2_material *material);

/* A key id is UTF-8 of 1 to 256 bytes. */
bool php_oauth2_key_id_valid(const char *key_id, size_t length);

static inline php_oauth2_material *php_oauth2_material_hold(php_oauth2_material *material)
{
	material->references++;
	return material;
}

/* Gives a reference back; the last one wipes and frees. */
void php_oauth2_material_release(php_oauth2_material *material);

/*
 * Writes one member, numbers in their shortest form and coordinates at full length, into a buffer of
 * PHP_OAUTH2_RSA_MAX_BYTES. Returns its length, 0 if the library failed.
 */
size_t php_oauth2_material_member(const php_oauth2_material *material, size_t index, unsigned char *out);

/* The kty of an EVP_PKEY: false if it is of a kind or curve that is not supported. */
bool php_oauth2_pkey_kty(const EVP_PKEY *pkey, php_oauth2_kty *kty);

/* An EVP_PKEY for export, to be freed by the caller: the key's own, or one made for libsodium's bytes. */
EVP_PKEY *php_oauth2_material_to_pkey(const php_oauth2_material *material, bool with_private);

#endif
