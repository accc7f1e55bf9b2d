/* SPDX-License-Identifier: BSD-3-Clause */
#include "php.h"

#include "pkce.h"

#include "base64url.h"
#include "error.h"
#include "evp.h"
#include "secret.h"

#include <openssl/err.h>
#include <sodium.h>
#include <string.h>

#define SHA256_BYTES 32
#define MIN_VERIFIER_CHARACTERS 43
#define MAX_VERIFIER_CHARACTERS 128
#define MIN_VERIFIER_BYTES 32
#define MAX_VERIFIER_BYTES 96

static const char s256[] = "S256";
static const char plain[] = "plain";

bool php_oauth2_pkce_is_verifier(const char *text, size_t length)
{
	bool is_good = length >= MIN_VERIFIER_CHARACTERS && length <= MAX_VERIFIER_CHARACTERS;
	size_t i;

	for (i = 0; is_good && i < length; i++) {
		const unsigned char c = (unsigned char) text[i];

		is_good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
			|| c == '_' || c == '~';
	}
	return is_good;
}

/* Computes the challenge (RFC 7636 4.2), which is public: the authorization request contains it. */
static zend_result s256_challenge(char *challenge, const zend_string *verifier)
{
	unsigned char digest[SHA256_BYTES];
	bool is_done;

	/* OpenSSL's SHA-256 uses the processor's instructions and takes half the time of libsodium's. */
	ERR_set_mark();
	is_done = EVP_Digest(ZSTR_VAL(verifier), ZSTR_LEN(verifier), digest, NULL, php_oauth2_evp_sha256(), NULL) > 0;
	ERR_pop_to_mark();
	if (!is_done) {
		php_oauth2_throw_crypto("SHA-256 failed");
		return FAILURE;
	}
	php_oauth2_base64url_encode(challenge, digest, sizeof(digest));
	return SUCCESS;
}

ZEND_FUNCTION(oauth2_pkce_verifier)
{
	zend_long bytes = MIN_VERIFIER_BYTES;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(bytes)
	ZEND_PARSE_PARAMETERS_END();

	if (bytes < MIN_VERIFIER_BYTES || bytes > MAX_VERIFIER_BYTES) {
		zend_argument_value_error(1, "must be between %d and %d", MIN_VERIFIER_BYTES, MAX_VERIFIER_BYTES);
		RETURN_THROWS();
	}
	RETURN_NEW_STR(php_oauth2_secret_generate((size_t) bytes));
}

ZEND_FUNCTION(oauth2_pkce_challenge)
{
	zend_string *verifier, *challenge;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(verifier)
	ZEND_PARSE_PARAMETERS_END();

	if (!php_oauth2_pkce_is_verifier(ZSTR_VAL(verifier), ZSTR_LEN(verifier))) {
		zend_argument_value_error(1, "must be 43 to 128 characters of [A-Za-z0-9-._~]");
		RETURN_THROWS();
	}
	challenge = zend_string_alloc(PHP_OAUTH2_PKCE_CHALLENGE_CHARACTERS, 0);
	if (s256_challenge(ZSTR_VAL(challenge), verifier) == FAILURE) {
		zend_string_efree(challenge);
		RETURN_THROWS();
	}
	ZSTR_VAL(challenge)[ZSTR_LEN(challenge)] = '\0';
	RETURN_NEW_STR(challenge);
}

ZEND_FUNCTION(oauth2_pkce_verify)
{
	zend_string *verifier, *challenge, *method = NULL;
	char expected[PHP_OAUTH2_PKCE_CHALLENGE_CHARACTERS];
	bool is_plain;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(verifier)
		Z_PARAM_STR(challenge)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(method)
	ZEND_PARSE_PARAMETERS_END();

	is_plain = method && zend_string_equals_cstr(method, plain, sizeof(plain) - 1);
	if (method && !is_plain && !zend_string_equals_cstr(method, s256, sizeof(s256) - 1)) {
		zend_argument_value_error(3, "must be \"S256\" or \"plain\"");
		RETURN_THROWS();
	}
	if (!php_oauth2_pkce_is_verifier(ZSTR_VAL(verifier), ZSTR_LEN(verifier))) {
		RETURN_FALSE;
	}
	if (is_plain) {
		RETURN_BOOL(ZSTR_LEN(verifier) == ZSTR_LEN(challenge)
			&& sodium_memcmp(ZSTR_VAL(verifier), ZSTR_VAL(challenge), ZSTR_LEN(verifier)) == 0);
	}
	/* The expected challenge is well formed, so an equal one is, too. */
	if (ZSTR_LEN(challenge) != sizeof(expected)) {
		RETURN_FALSE;
	}
	if (s256_challenge(expected, verifier) == FAILURE) {
		RETURN_THROWS();
	}
	RETURN_BOOL(sodium_memcmp(expected, ZSTR_VAL(challenge), sizeof(expected)) == 0);
}
