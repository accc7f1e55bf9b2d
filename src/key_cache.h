/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_CACHE_H
#define PHP_OAUTH2_KEY_CACHE_H

#include "globals.h"
#include "material.h"

/*
 * Parsed keys, kept from request to request: reading and checking a private RSA key takes as long as several verifications.
 * One cache per thread, so no locks. A worker has few keys; 64 entries leave room for a ring of them per tenant and bound the
 * private material that rests in memory.
 */
#define PHP_OAUTH2_KEY_CACHE_ENTRIES 64

/* Where a key came from: the same bytes mean another key elsewhere. */
typedef enum {
	PHP_OAUTH2_CACHE_PEM = 1,
	PHP_OAUTH2_CACHE_SEALED,
} php_oauth2_cache_kind;

/*
 * The name of an entry: a BLAKE2b-256 over everything the key was made from, keyed by random bytes that a process draws once.
 * So nobody can make two inputs meet, and the cache holds no digest of a passphrase that could be tried against guesses
 * elsewhere. Children of a fork inherit these bytes with the entries, as they inherit all of the memory.
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
