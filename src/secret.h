/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_SECRET_H
#define PHP_OAUTH2_SECRET_H

#include "php.h"

/* So many random bytes as base64url, encoded in constant time. For the caller: at most 1024 bytes. */
zend_string *php_oauth2_secret_generate(size_t bytes);

#endif
