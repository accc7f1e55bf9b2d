/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_KEY_H
#define PHP_OAUTH2_KEY_H

#include "material.h"

/* OAuth2\Key: a request's handle on key material, which later requests may share. */
typedef struct {
	php_oauth2_material *material;
	zend_object std;
} php_oauth2_key;

extern zend_class_entry *php_oauth2_key_ce;

static inline php_oauth2_key *php_oauth2_key_from_obj(zend_object *object)
{
	return (php_oauth2_key *) ((char *) object - offsetof(php_oauth2_key, std));
}

static inline php_oauth2_material *php_oauth2_key_material(zend_object *object)
{
	php_oauth2_material *material = php_oauth2_key_from_obj(object)->material;

	ZEND_ASSERT(material != NULL);
	return material;
}

/* The property keyId. */
zend_string *php_oauth2_key_id(zend_object *object);

void php_oauth2_key_minit(zend_class_entry *ce);

/*
 * Creates a key in two steps, because Zend's allocator may bail out: first the object, then the material, so that the
 * object owns it from the beginning. init returns the empty object in result. complete sets its properties; without
 * material it destroys the object and returns false, and the caller throws.
 */
php_oauth2_key *php_oauth2_key_init(zval *result);
bool php_oauth2_key_complete(zval *result);

/*
 * Finds the row of an algorithm's name, or the default for NULL. On failure it throws ValueError for that argument.
 */
zend_result php_oauth2_key_algorithm(const php_oauth2_alg **alg, const zend_string *name, uint32_t argument);

#endif
