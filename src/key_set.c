/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_set.h"
#include "error.h"

#define METHOD(name) ZEND_METHOD(OAuth2_KeySet, name) { php_oauth2_throw_crypto("KeySet::" #name "() is missing"); }

METHOD(__construct)
METHOD(fromJwks)
METHOD(toJwks)
METHOD(find)
METHOD(count)
METHOD(getIterator)

void php_oauth2_key_set_minit(zend_class_entry *ce)
{
}
