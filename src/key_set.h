/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_SET_H
#define PHP_OAUTH2_KEY_SET_H

#include "php.h"

void php_oauth2_key_set_minit(zend_class_entry *ce);

#endif
