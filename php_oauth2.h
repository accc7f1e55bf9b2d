/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_H
#define PHP_OAUTH2_H

#include "php.h"

/* Unix times go beyond 2038. */
#if SIZEOF_ZEND_LONG < 8
# error "oauth2 needs a PHP with integers of 64 bits"
#endif

#define PHP_OAUTH2_VERSION "1.1.0"

extern zend_module_entry oauth2_module_entry;
#define phpext_oauth2_ptr &oauth2_module_entry

#endif
