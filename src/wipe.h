/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_WIPE_H
#define PHP_OAUTH2_WIPE_H

#include "php.h"
#include <sodium.h>

/* Wipes memory of this extension. Never wipe an argument string, which may be interned or shared. */

static inline void php_oauth2_zfree(void *block, size_t length)
{
	if (block) {
		sodium_memzero(block, length);
		efree(block);
	}
}

static inline void php_oauth2_zstr_free(zend_string *string)
{
	if (string) {
		ZEND_ASSERT(!ZSTR_IS_INTERNED(string) && GC_REFCOUNT(string) == 1);
		sodium_memzero(ZSTR_VAL(string), ZSTR_LEN(string));
		zend_string_efree(string);
	}
}

#endif
