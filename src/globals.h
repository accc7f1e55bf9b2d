/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_GLOBALS_H
#define PHP_OAUTH2_GLOBALS_H

#include "php.h"

typedef struct php_oauth2_key_cache php_oauth2_key_cache;

/* The state of a process, or of a thread under ZTS. It has no settings: rules are always arguments. */
ZEND_BEGIN_MODULE_GLOBALS(oauth2)
	php_oauth2_key_cache *key_cache; /* made at first use, freed with the globals */
ZEND_END_MODULE_GLOBALS(oauth2)

ZEND_EXTERN_MODULE_GLOBALS(oauth2)
#define PHP_OAUTH2_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(oauth2, v)

#if defined(ZTS) && defined(COMPILE_DL_OAUTH2)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

#endif
