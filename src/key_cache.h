/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_CACHE_H
#define PHP_OAUTH2_KEY_CACHE_H

#include "globals.h"
#include "material.h"

/*
 * Parsed keys, kept from request to request: OpenSSL 3.0 takes 0.6 ms to decode a PEM, 25 times a verification. One
 * cache per thread, so no locks. The keys of a worker are few; 64 entries leave room for a ring of them per tenant and
 * bound the private material that rests in memory.
 */
#define PHP_OAUTH2_KEY_CACHE_ENTRIES 64

/* Where a key came from: the same bytes mean another key elsewhere. */
typedef enum {
	PHP_OAUTH2_CACHE_PEM = 1,
	PHP_OAUTH2_CACHE_SEALED,
} php_oauth2_cache_kind;

/*
 * What an entry is found by: a BLAKE2b-256 over everything the key was made from, keyed by random bytes of this
 * process, so that neither can anyone make two inputs meet nor does the cache hold a digest of a passphrase that
 * could be tried against guesses elsewhere.
 */
typedef struct {
	unsigned char octets[32];
} php_oauth2_cache_tag;

void php_oauth2_key_cache_make_tag(php_oauth2_cache_tag *tag, php_oauth2_cache_kind kind,
	const zend_string *const *parts, size_t count);

/* A reference for the caller, or NULL. */
php_oauth2_material *php_oauth2_key_cache_find(const php_oauth2_cache_tag *tag);

/* Takes a reference of its own; the entry longest unused gives way. */
void php_oauth2_key_cache_store(const php_oauth2_cache_tag *tag, php_oauth2_material *material);

void php_oauth2_key_cache_free(php_oauth2_key_cache *cache);

/* Rows of phpinfo(). */
void php_oauth2_key_cache_info(void);

#endif
