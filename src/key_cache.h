/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_CACHE_H
#define PHP_OAUTH2_KEY_CACHE_H

#include "globals.h"

void php_oauth2_key_cache_free(php_oauth2_key_cache *cache);
void php_oauth2_key_cache_info(void);

#endif
