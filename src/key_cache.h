/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_CACHE_H
#define PHP_OAUTH2_KEY_CACHE_H

#include "globals.h"
#include "material.h"

/*
 * Keeps parsed keys from request to request, because reading and checking a private RSA key takes as long as several
 * verifications. Each thread has its own cache, so there are no locks. 64 entries are enough for the keys of several
 * tenants, and limit the private material in memory.
 */
#define PHP_OAUTH2_KEY_CACHE_ENTRIES 64

/* The source of a key: the same bytes are a different key in another format. */
typedef enum {
	PHP_OAUTH2_CACHE_PEM = 1,
	PHP_OAUTH2_CACHE_SEALED,
	PHP_OAUTH2_CACHE_CERTIFICATE,
} php_oauth2_cache_kind;

/*
 * The name of an entry: a BLAKE2b-256 of all inputs of the key, keyed with random bytes of the process. The key prevents
 * chosen collisions, and digests of passphrases that could be guessed outside the process. Children of a fork inherit it
 * with the entries.
 */
typedef struct {
	unsigned char octets[32];
} php_oauth2_cache_tag;

void php_oauth2_key_cache_make_tag(php_oauth2_cache_tag *tag, php_oauth2_cache_kind kind,
	const zend_string *const *parts, size_t count);

/* Returns a reference for the caller, or NULL. */
php_oauth2_material *php_oauth2_key_cache_find(const php_oauth2_cache_tag *tag);

/* Adds an entry with its own reference; the least recently used one is removed if the cache is full. */
void php_oauth2_key_cache_store(const php_oauth2_cache_tag *tag, php_oauth2_material *material);

void php_oauth2_key_cache_free(php_oauth2_key_cache *cache);

/* Prints the rows for phpinfo(). */
void php_oauth2_key_cache_info(void);

#endif
