/* SPDX-License-Identifier: BSD-3-Clause */
#include "key.h"
#include "error.h"

#define METHOD(name) ZEND_METHOD(OAuth2_Key, name) { php_oauth2_throw_crypto("Key::" #name "() is missing"); }

ZEND_METHOD(OAuth2_Key, __construct)
{
}
METHOD(generate)
METHOD(fromPem)
METHOD(fromJwk)
METHOD(unseal)
METHOD(seal)
METHOD(toPem)
METHOD(toPublicPem)
METHOD(toPublicJwk)
METHOD(publicKey)
METHOD(thumbprint)

void php_oauth2_key_minit(zend_class_entry *ce)
{
}
