/* SPDX-License-Identifier: BSD-3-Clause */
#include "embed.h"

void embed_prepare(void)
{
}

/* A PEM text, with a passphrase at hand. What is read can be written, and reads as the same key again. */
void embed_target(const char *data, size_t size)
{
	zval arguments[2], key, pem, again, first, second;

	ZVAL_STRINGL(&arguments[0], data, size);
	ZVAL_STRING(&arguments[1], "passphrase");
	if (embed_call(&key, "OAuth2\\Key::fromCertificate", 1, arguments)) {
		EMBED_REQUIRE(embed_method(&pem, &key, "toPublicPem"));
		EMBED_REQUIRE(embed_call(&again, "OAuth2\\Key::fromPem", 1, &pem));
		zval_ptr_dtor(&pem);
		zval_ptr_dtor(&again);
		zval_ptr_dtor(&key);
	}
	if (embed_call(&key, "OAuth2\\Key::fromPem", 2, arguments)) {
		EMBED_REQUIRE(embed_method(&pem, &key, "toPem"));
		EMBED_REQUIRE(embed_call(&again, "OAuth2\\Key::fromPem", 1, &pem));
		EMBED_REQUIRE(embed_method(&first, &key, "thumbprint"));
		EMBED_REQUIRE(embed_method(&second, &again, "thumbprint"));
		EMBED_REQUIRE(zend_string_equals(Z_STR(first), Z_STR(second)));
		zval_ptr_dtor(&first);
		zval_ptr_dtor(&second);
		zval_ptr_dtor(&pem);
		zval_ptr_dtor(&again);
		zval_ptr_dtor(&key);
	}
	zval_ptr_dtor(&arguments[0]);
	zval_ptr_dtor(&arguments[1]);
}
