/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_H
#define PHP_OAUTH2_H

#include "php.h"

#define PHP_OAUTH2_VERSION "1.0.0"

extern zend_module_entry oauth2_module_entry;
#define phpext_oauth2_ptr &oauth2_module_entry

#endif
