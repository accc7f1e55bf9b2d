/* SPDX-License-Identifier: BSD-3-Clause */
#include "embed.h"

void embed_prepare(void)
{
}

/* A JWK Set as JSON text. What is read is written as a set of as many keys. */
void embed_target(const char *data, size_t size)
{
	zval text, keys, jwks, again, first, second;

	ZVAL_STRINGL(&text, data, size);
	if (embed_call(&keys, "OAuth2\\KeySet::fromJwks", 1, &text)) {
		EMBED_REQUIRE(embed_method(&jwks, &keys, "toJwks"));
		EMBED_REQUIRE(embed_call(&again, "OAuth2\\KeySet::fromJwks", 1, &jwks));
		EMBED_REQUIRE(embed_method(&first, &keys, "count"));
		EMBED_REQUIRE(embed_method(&second, &again, "count"));
		EMBED_REQUIRE(Z_LVAL(first) == Z_LVAL(second));
		zval_ptr_dtor(&jwks);
		zval_ptr_dtor(&again);
		zval_ptr_dtor(&keys);
	}
	zval_ptr_dtor(&text);
}
