/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_EVP_H
#define PHP_OAUTH2_EVP_H

#include "php.h"
#include <openssl/evp.h>

/*
 * Fetches algorithms once, at module start, for all threads: OpenSSL 3 searches its providers at every implicit fetch,
 * which costs more than hashing a short text.
 */
zend_result php_oauth2_evp_minit(void);
void php_oauth2_evp_mshutdown(void);

const EVP_MD *php_oauth2_evp_sha256(void);

#endif
