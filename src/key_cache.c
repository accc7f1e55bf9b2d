/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_cache.h"

void php_oauth2_key_cache_free(php_oauth2_key_cache *cache)
{
}

void php_oauth2_key_cache_info(void)
{
}
