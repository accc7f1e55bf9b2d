/* SPDX-License-Identifier: BSD-3-Clause */
#include "embed.h"

void embed_prepare(void)
{
}

/* A JWK as JSON text. What is read can be written, and reads as the same key again. */
void embed_target(const char *data, size_t size)
{
	zval text, key, jwk, again, first, second;

	ZVAL_STRINGL(&text, data, size);
	if (embed_call(&key, "OAuth2\\Key::fromJwk", 1, &text)) {
		EMBED_REQUIRE(embed_method(&jwk, &key, "toPublicJwk"));
		EMBED_REQUIRE(embed_call(&again, "OAuth2\\Key::fromJwk", 1, &jwk));
		EMBED_REQUIRE(embed_method(&first, &key, "thumbprint"));
		EMBED_REQUIRE(embed_method(&second, &again, "thumbprint"));
		EMBED_REQUIRE(zend_string_equals(Z_STR(first), Z_STR(second)));
		zval_ptr_dtor(&first);
		zval_ptr_dtor(&second);
		zval_ptr_dtor(&jwk);
		zval_ptr_dtor(&again);
		zval_ptr_dtor(&key);
	}
	zval_ptr_dtor(&text);
}
