/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_SET_H
#define PHP_OAUTH2_KEY_SET_H

#include "material.h"

extern zend_class_entry *php_oauth2_key_set_ce;

void php_oauth2_key_set_minit(zend_class_entry *ce);

/* Finds the key with that id and algorithm; otherwise one with that id and another algorithm; otherwise NULL. */
php_oauth2_material *php_oauth2_key_set_find(zend_object *set, const zend_string *key_id, const php_oauth2_alg *alg);

/* Finds the only key with that algorithm; NULL if there is none or more than one. */
php_oauth2_material *php_oauth2_key_set_only(zend_object *set, const php_oauth2_alg *alg);

#endif
