/* SPDX-License-Identifier: BSD-3-Clause */
#include "seal.h"

#include "base64url.h"
#include "error.h"
#include "wipe.h"

#include <sodium.h>
#include <string.h>

/* The prefix, before base64url of nonce, ciphertext and tag. It is authenticated with the context. */
static const char version[] = "v1.";
#define VERSION_LENGTH (sizeof(version) - 1)
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES

/* libsodium's stream cipher leaves the last block of the plain text on the stack. */
#define CIPHER_STACK_BYTES 4096

#define MAX_DATA_BYTES (16 * 1024 * 1024) /* far above any key or token, far below what overflows */

static zend_string *associated_data(const char *context, size_t context_length)
{
	return zend_string_concat2(version, VERSION_LENGTH, context, context_length);
}

zend_string *php_oauth2_seal(const unsigned char *data, size_t data_length,
	const unsigned char key[PHP_OAUTH2_SEAL_KEY_BYTES], const char *context, size_t context_length)
{
	const size_t box_length = NONCE_BYTES + data_length + TAG_BYTES;
	zend_string *associated, *sealed;
	unsigned char *box;

	ZEND_ASSERT(data_length <= MAX_DATA_BYTES);
	associated = associated_data(context, context_length);
	sealed = zend_string_alloc(VERSION_LENGTH + php_oauth2_base64url_encoded_length(box_length), 0);
	box = emalloc(box_length);
	randombytes_buf(box, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE_BYTES, NULL, data, data_length,
		(const unsigned char *) ZSTR_VAL(associated), ZSTR_LEN(associated), NULL, box, key);
	sodium_stackzero(CIPHER_STACK_BYTES);
	memcpy(ZSTR_VAL(sealed), version, VERSION_LENGTH);
	php_oauth2_base64url_encode(ZSTR_VAL(sealed) + VERSION_LENGTH, box, box_length);
	ZSTR_VAL(sealed)[ZSTR_LEN(sealed)] = '\0';
	efree(box);
	zend_string_release(associated);
	return sealed;
}

zend_string *php_oauth2_open(const char *sealed, size_t sealed_length,
	const unsigned char key[PHP_OAUTH2_SEAL_KEY_BYTES], const char *context, size_t context_length)
{
	const size_t text_length = sealed_length - VERSION_LENGTH;
	size_t box_length = 0;
	unsigned char *box = NULL;
	zend_string *associated = NULL, *data = NULL;
	bool opened;

	if (sealed_length < VERSION_LENGTH || memcmp(sealed, version, VERSION_LENGTH) != 0
			|| php_oauth2_base64url_decoded_length(text_length) < NONCE_BYTES + TAG_BYTES
			|| php_oauth2_base64url_decoded_length(text_length) > NONCE_BYTES + MAX_DATA_BYTES + TAG_BYTES) {
		goto refuse;
	}
	box = emalloc(php_oauth2_base64url_decoded_length(text_length));
	if (!php_oauth2_base64url_decode(box, &box_length, sealed + VERSION_LENGTH, text_length)) {
		goto refuse;
	}
	associated = associated_data(context, context_length);
	data = zend_string_alloc(box_length - NONCE_BYTES - TAG_BYTES, 0);
	opened = crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *) ZSTR_VAL(data), NULL, NULL, box + NONCE_BYTES,
		box_length - NONCE_BYTES, (const unsigned char *) ZSTR_VAL(associated), ZSTR_LEN(associated), box, key) == 0;
	sodium_stackzero(CIPHER_STACK_BYTES);
	if (!opened) {
		goto refuse;
	}
	ZSTR_VAL(data)[ZSTR_LEN(data)] = '\0';
	efree(box);
	zend_string_release(associated);
	return data;

refuse:
	if (box) {
		efree(box);
	}
	if (associated) {
		zend_string_release(associated);
	}
	php_oauth2_zstr_free(data);
	/* The same message for all causes, so that it does not reveal the cause. */
	php_oauth2_throw_crypto("The sealed text does not open");
	return NULL;
}

ZEND_FUNCTION(oauth2_seal)
{
	zend_string *data, *key, *context = NULL;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(data)
		Z_PARAM_STR(key)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(context)
	ZEND_PARSE_PARAMETERS_END();

	if (ZSTR_LEN(data) > MAX_DATA_BYTES) {
		zend_argument_value_error(1, "must be at most %d bytes long", MAX_DATA_BYTES);
		RETURN_THROWS();
	}
	if (ZSTR_LEN(key) != PHP_OAUTH2_SEAL_KEY_BYTES) {
		zend_argument_value_error(2, "must be %d bytes long", PHP_OAUTH2_SEAL_KEY_BYTES);
		RETURN_THROWS();
	}
	RETURN_NEW_STR(php_oauth2_seal((const unsigned char *) ZSTR_VAL(data), ZSTR_LEN(data),
		(const unsigned char *) ZSTR_VAL(key), context ? ZSTR_VAL(context) : "", context ? ZSTR_LEN(context) : 0));
}

ZEND_FUNCTION(oauth2_open)
{
	zend_string *sealed, *key, *context = NULL, *data;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(sealed)
		Z_PARAM_STR(key)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(context)
	ZEND_PARSE_PARAMETERS_END();

	if (ZSTR_LEN(key) != PHP_OAUTH2_SEAL_KEY_BYTES) {
		zend_argument_value_error(2, "must be %d bytes long", PHP_OAUTH2_SEAL_KEY_BYTES);
		RETURN_THROWS();
	}
	data = php_oauth2_open(ZSTR_VAL(sealed), ZSTR_LEN(sealed), (const unsigned char *) ZSTR_VAL(key),
		context ? ZSTR_VAL(context) : "", context ? ZSTR_LEN(context) : 0);
	if (!data) {
		RETURN_THROWS();
	}
	RETURN_NEW_STR(data);
}
