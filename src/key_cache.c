/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_cache.h"

#include "ext/standard/info.h"

typedef struct {
	php_oauth2_cache_tag tag;
	php_oauth2_material *material;
	uint64_t last_used;
} cache_entry;

struct php_oauth2_key_cache {
	unsigned char hash_key[crypto_generichash_KEYBYTES];
	uint64_t clock;
	uint64_t hits;
	uint64_t misses;
	size_t used;
	cache_entry entries[PHP_OAUTH2_KEY_CACHE_ENTRIES];
};

static php_oauth2_key_cache *this_threads_cache(void)
{
	php_oauth2_key_cache *cache = PHP_OAUTH2_G(key_cache);

	if (cache == NULL) {
		cache = pecalloc(1, sizeof(*cache), 1);
		randombytes_buf(cache->hash_key, sizeof(cache->hash_key));
		PHP_OAUTH2_G(key_cache) = cache;
	}
	return cache;
}

void php_oauth2_key_cache_make_tag(php_oauth2_cache_tag *tag, php_oauth2_cache_kind kind,
	const zend_string *const *parts, size_t count)
{
	const unsigned char *hash_key = this_threads_cache()->hash_key;
	crypto_generichash_state state;
	uint64_t lengths[8];

	ZEND_ASSERT(count < sizeof(lengths) / sizeof(lengths[0]));
	lengths[0] = kind;
	for (size_t i = 0; i < count; i++) {
		lengths[i + 1] = parts[i] ? ZSTR_LEN(parts[i]) : UINT64_MAX;
	}
	crypto_generichash_init(&state, hash_key, crypto_generichash_KEYBYTES, sizeof(tag->octets));
	crypto_generichash_update(&state, (const unsigned char *) lengths, (count + 1) * sizeof(lengths[0]));
	for (size_t i = 0; i < count; i++) {
		if (parts[i]) {
			crypto_generichash_update(&state, (const unsigned char *) ZSTR_VAL(parts[i]), ZSTR_LEN(parts[i]));
		}
	}
	crypto_generichash_final(&state, tag->octets, sizeof(tag->octets));
	sodium_memzero(&state, sizeof(state));
}

php_oauth2_material *php_oauth2_key_cache_find(const php_oauth2_cache_tag *tag)
{
	php_oauth2_key_cache *cache = this_threads_cache();

	for (size_t i = 0; i < cache->used; i++) {
		if (memcmp(cache->entries[i].tag.octets, tag->octets, sizeof(tag->octets)) == 0) {
			cache->hits++;
			cache->entries[i].last_used = ++cache->clock;
			return php_oauth2_material_hold(cache->entries[i].material);
		}
	}
	cache->misses++;
	return NULL;
}

void php_oauth2_key_cache_store(const php_oauth2_cache_tag *tag, php_oauth2_material *material)
{
	php_oauth2_key_cache *cache = this_threads_cache();
	cache_entry *entry = &cache->entries[0];

	if (cache->used < PHP_OAUTH2_KEY_CACHE_ENTRIES) {
		entry = &cache->entries[cache->used++];
	} else {
		for (size_t i = 1; i < cache->used; i++) {
			if (cache->entries[i].last_used < entry->last_used) {
				entry = &cache->entries[i];
			}
		}
		php_oauth2_material_release(entry->material);
	}
	entry->tag = *tag;
	entry->material = php_oauth2_material_hold(material);
	entry->last_used = ++cache->clock;
}

void php_oauth2_key_cache_free(php_oauth2_key_cache *cache)
{
	if (cache == NULL) {
		return;
	}
	for (size_t i = 0; i < cache->used; i++) {
		php_oauth2_material_release(cache->entries[i].material);
	}
	sodium_memzero(cache, sizeof(*cache));
	pefree(cache, 1);
}

void php_oauth2_key_cache_info(void)
{
	const php_oauth2_key_cache *cache = PHP_OAUTH2_G(key_cache);
	char text[64];

	snprintf(text, sizeof(text), "%zu of %d", cache ? cache->used : 0, PHP_OAUTH2_KEY_CACHE_ENTRIES);
	php_info_print_table_row(2, "parsed keys in cache", text);
	snprintf(text, sizeof(text), "%" PRIu64 " of %" PRIu64, cache ? cache->hits : 0,
		cache ? cache->hits + cache->misses : 0);
	php_info_print_table_row(2, "parsed key cache hits", text);
}
