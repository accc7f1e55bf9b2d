/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_SECRET_H
#define PHP_OAUTH2_SECRET_H

#include "php.h"

/* Generates random bytes, at most 1024, and encodes them as base64url in constant time. */
zend_string *php_oauth2_secret_generate(size_t bytes);

#endif
