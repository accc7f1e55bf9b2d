/* SPDX-License-Identifier: BSD-3-Clause */
#include "embed.h"

#include <sodium.h>

/*
 * The first byte says what the rest is: a whole token, or the header or the claims of one that this target signs, so
 * that the fuzzer gets past the signature. What is accepted must be accepted by oauth2_jwt_decode_unverified(), too,
 * and be signed again by oauth2_jwt_sign(), unless it nests too deep for that.
 */

#define NOW 1800000000

static unsigned char secret[crypto_sign_SECRETKEYBYTES];
static zval key;
static zval expect;

void embed_prepare(void)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES], seed[crypto_sign_SEEDBYTES] = {1};
	char text[64];
	zval jwk;

	if (sodium_init() < 0) {
		abort();
	}
	crypto_sign_seed_keypair(public, secret, seed);
	array_init(&jwk);
	add_assoc_string(&jwk, "kty", "OKP");
	add_assoc_string(&jwk, "crv", "Ed25519");
	add_assoc_string(&jwk, "x",
		sodium_bin2base64(text, sizeof(text), public, sizeof(public), sodium_base64_VARIANT_URLSAFE_NO_PADDING));
	add_assoc_string(&jwk, "d",
		sodium_bin2base64(text, sizeof(text), seed, sizeof(seed), sodium_base64_VARIANT_URLSAFE_NO_PADDING));
	EMBED_REQUIRE(embed_call(&key, "OAuth2\\Key::fromJwk", 1, &jwk));
	zval_ptr_dtor(&jwk);
	array_init(&expect);
	add_assoc_long(&expect, "now", NOW);
}

static size_t append(char *out, const char *data, size_t size)
{
	return strlen(sodium_bin2base64(out, sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
		(const unsigned char *) data, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING));
}

static void make_token(zval *token, const char *header, size_t header_size, const char *claims, size_t claims_size)
{
	char *text = malloc(2 * (header_size + claims_size) + 256);
	unsigned char signature[crypto_sign_BYTES];
	size_t length = append(text, header, header_size);

	text[length++] = '.';
	length += append(text + length, claims, claims_size);
	crypto_sign_detached(signature, NULL, (unsigned char *) text, length, secret);
	text[length++] = '.';
	length += append(text + length, (char *) signature, sizeof(signature));
	ZVAL_STRINGL(token, text, length);
	free(text);
}

void embed_target(const char *data, size_t size)
{
	static const char header[] = "{\"alg\":\"EdDSA\"}", claims[] = "{\"exp\":1800000001}";
	zval arguments[3], accepted, decoded, signed_again;
	char mode = size > 0 ? data[0] : 't';

	if (size > 0) {
		data++;
		size--;
	}
	if (mode == 'h') {
		make_token(&arguments[0], data, size, claims, sizeof(claims) - 1);
	} else if (mode == 'c') {
		make_token(&arguments[0], header, sizeof(header) - 1, data, size);
	} else {
		ZVAL_STRINGL(&arguments[0], data, size);
	}
	ZVAL_COPY(&arguments[1], &key);
	ZVAL_COPY(&arguments[2], &expect);
	if (embed_call(&accepted, "oauth2_jwt_verify", 3, arguments)) {
		zval sign[2];

		EMBED_REQUIRE(embed_call(&decoded, "oauth2_jwt_decode_unverified", 1, arguments));
		zval_ptr_dtor(&decoded);
		ZVAL_COPY(&sign[0], &accepted);
		ZVAL_COPY(&sign[1], &key);
		EMBED_REQUIRE(embed_call(&signed_again, "oauth2_jwt_sign", 2, sign));
		zval_ptr_dtor(&arguments[0]);
		ZVAL_COPY_VALUE(&arguments[0], &signed_again);
		zval_ptr_dtor(&sign[0]);
		zval_ptr_dtor(&sign[1]);
		EMBED_REQUIRE(Z_STRLEN(arguments[0]) > 16384 || embed_call(&decoded, "oauth2_jwt_verify", 3, arguments));
		if (Z_STRLEN(arguments[0]) <= 16384) {
			EMBED_REQUIRE(zend_compare(&decoded, &accepted) == 0);
			zval_ptr_dtor(&decoded);
		}
		zval_ptr_dtor(&accepted);
	} else if (embed_call(&decoded, "oauth2_jwt_decode_unverified", 1, arguments)) {
		zval_ptr_dtor(&decoded);
	}
	for (size_t i = 0; i < 3; i++) {
		zval_ptr_dtor(&arguments[i]);
	}
}
