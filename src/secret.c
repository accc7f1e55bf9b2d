/* SPDX-License-Identifier: BSD-3-Clause */
#include "secret.h"

#include "base64url.h"
#include "ct.h"
#include "wipe.h"

#include <sodium.h>
#include <string.h>

/* With less than 128 bits, a secret could be guessed from its unsalted digest. */
#define MIN_SECRET_BYTES 16
#define MAX_RANDOM_BYTES 1024

#define DIGEST_BYTES 32
#define DIGEST_CHARACTERS 43
#define SALT_BYTES crypto_generichash_blake2b_SALTBYTES
#define SALT_CHARACTERS 22

/* The prefix of a stored hash, before salt, '$' and digest. The version distinguishes later formats. */
static const char hash_prefix[] = "$oauth2$v=1$";
#define HASH_PREFIX_LENGTH (sizeof(hash_prefix) - 1)
#define HASH_LENGTH (HASH_PREFIX_LENGTH + SALT_CHARACTERS + 1 + DIGEST_CHARACTERS)

static const char argon2id_prefix[] = "$argon2id$";

/* The maximum cost of verifying an Argon2id hash, whose text determines its cost. */
#define ARGON2ID_MAX_KIB (1024 * 1024)
#define ARGON2ID_MAX_PASSES 16

/* BLAKE2b's personalisation separates the uses, so that no output serves for two of them. 16 bytes and a NUL. */
static const unsigned char hash_personal[crypto_generichash_blake2b_PERSONALBYTES + 1] = "oauth2.secret.v1";
static const unsigned char derive_personal[crypto_generichash_blake2b_PERSONALBYTES + 1] = "oauth2.derive.v1";

/* Encodes a secret. libsodium adds a NUL, where a zend_string has its own. */
static void encode_secret(char *text, size_t length, const unsigned char *bytes, size_t bytes_length)
{
	sodium_bin2base64(text, length + 1, bytes, bytes_length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

zend_string *php_oauth2_secret_generate(size_t bytes)
{
	unsigned char random[MAX_RANDOM_BYTES];
	zend_string *text = zend_string_alloc(php_oauth2_base64url_encoded_length(bytes), 0);

	ZEND_ASSERT(bytes <= sizeof(random));
	randombytes_buf(random, bytes);
	encode_secret(ZSTR_VAL(text), ZSTR_LEN(text), random, bytes);
	sodium_memzero(random, bytes);
	return text;
}

ZEND_FUNCTION(oauth2_secret_generate)
{
	zend_long bytes = 32;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(bytes)
	ZEND_PARSE_PARAMETERS_END();

	if (bytes < MIN_SECRET_BYTES || bytes > MAX_RANDOM_BYTES) {
		zend_argument_value_error(1, "must be between %d and %d", MIN_SECRET_BYTES, MAX_RANDOM_BYTES);
		RETURN_THROWS();
	}
	RETURN_NEW_STR(php_oauth2_secret_generate((size_t) bytes));
}

ZEND_FUNCTION(oauth2_random_hex)
{
	zend_long bytes = 16;
	unsigned char random[MAX_RANDOM_BYTES];
	zend_string *text;

	ZEND_PARSE_PARAMETERS_START(0, 1)
		Z_PARAM_OPTIONAL
		Z_PARAM_LONG(bytes)
	ZEND_PARSE_PARAMETERS_END();

	if (bytes < 1 || bytes > MAX_RANDOM_BYTES) {
		zend_argument_value_error(1, "must be between 1 and %d", MAX_RANDOM_BYTES);
		RETURN_THROWS();
	}
	text = zend_string_alloc((size_t) bytes * 2, 0);
	randombytes_buf(random, (size_t) bytes);
	sodium_bin2hex(ZSTR_VAL(text), ZSTR_LEN(text) + 1, random, (size_t) bytes);
	sodium_memzero(random, (size_t) bytes);
	RETURN_NEW_STR(text);
}

static void digest_with_salt(unsigned char *digest, const zend_string *secret, const unsigned char *salt)
{
	crypto_generichash_blake2b_salt_personal(digest, DIGEST_BYTES, (const unsigned char *) ZSTR_VAL(secret),
		ZSTR_LEN(secret), NULL, 0, salt, hash_personal);
}

ZEND_FUNCTION(oauth2_secret_hash)
{
	zend_string *secret, *hash;
	unsigned char salt[SALT_BYTES], digest[DIGEST_BYTES];
	char *text;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(secret)
	ZEND_PARSE_PARAMETERS_END();

	if (ZSTR_LEN(secret) == 0) {
		zend_argument_value_error(1, "must not be empty");
		RETURN_THROWS();
	}
	hash = zend_string_alloc(HASH_LENGTH, 0);
	randombytes_buf(salt, sizeof(salt));
	digest_with_salt(digest, secret, salt);
	text = ZSTR_VAL(hash);
	memcpy(text, hash_prefix, HASH_PREFIX_LENGTH);
	text += HASH_PREFIX_LENGTH;
	text += php_oauth2_base64url_encode(text, salt, sizeof(salt));
	*text++ = '$';
	encode_secret(text, DIGEST_CHARACTERS, digest, sizeof(digest));
	sodium_memzero(digest, sizeof(digest));
	RETURN_NEW_STR(hash);
}

static bool verify_own(const zend_string *secret, const zend_string *hash)
{
	const char *text = ZSTR_VAL(hash) + HASH_PREFIX_LENGTH;
	unsigned char salt[SALT_BYTES], digest[DIGEST_BYTES];
	char expected[DIGEST_CHARACTERS + 1];
	size_t salt_length;
	bool equal;

	if (ZSTR_LEN(hash) != HASH_LENGTH || text[SALT_CHARACTERS] != '$'
			|| !php_oauth2_base64url_decode(salt, &salt_length, text, SALT_CHARACTERS)) {
		return false;
	}
	digest_with_salt(digest, secret, salt);
	/* Comparing the texts avoids decoding the stored one: each digest has only one text. */
	encode_secret(expected, DIGEST_CHARACTERS, digest, sizeof(digest));
	equal = sodium_memcmp(expected, text + SALT_CHARACTERS + 1, DIGEST_CHARACTERS) == 0;
	sodium_memzero(digest, sizeof(digest));
	sodium_memzero(expected, sizeof(expected));
	return equal;
}

/* Reads "<name><number>" and the terminator. False if it is absent, has a leading zero, or exceeds the limit. */
static bool read_cost(const char **text, const char *name, unsigned long limit, char terminator)
{
	const size_t name_length = strlen(name);
	const char *digits = *text + name_length;
	unsigned long number = 0;

	if (strncmp(*text, name, name_length) != 0 || *digits < '1' || *digits > '9') {
		return false;
	}
	for (; *digits >= '0' && *digits <= '9'; digits++) {
		number = number * 10 + (unsigned long) (*digits - '0');
		if (number > limit) {
			return false;
		}
	}
	*text = digits + 1;
	return *digits == terminator;
}

static bool verify_argon2id(const zend_string *secret, const zend_string *hash)
{
	const char *text = ZSTR_VAL(hash) + sizeof(argon2id_prefix) - 1;
	char stored[crypto_pwhash_STRBYTES] = {0};
	bool equal;

	if (ZSTR_LEN(hash) >= sizeof(stored) || memchr(ZSTR_VAL(hash), 0, ZSTR_LEN(hash))
			|| ZSTR_LEN(secret) > crypto_pwhash_PASSWD_MAX) {
		return false;
	}
	if (!read_cost(&text, "v=", 19, '$') || !read_cost(&text, "m=", ARGON2ID_MAX_KIB, ',')
			|| !read_cost(&text, "t=", ARGON2ID_MAX_PASSES, ',') || !read_cost(&text, "p=", 1, '$')) {
		return false;
	}
	/* Some versions of libsodium read a block of fixed size, so the text is copied into one. */
	memcpy(stored, ZSTR_VAL(hash), ZSTR_LEN(hash));
	equal = crypto_pwhash_str_verify(stored, ZSTR_VAL(secret), ZSTR_LEN(secret)) == 0;
	sodium_memzero(stored, sizeof(stored));
	return equal;
}

ZEND_FUNCTION(oauth2_secret_verify)
{
	zend_string *secret, *hash;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(secret)
		Z_PARAM_STR(hash)
	ZEND_PARSE_PARAMETERS_END();

	if (zend_string_starts_with_cstr(hash, hash_prefix, HASH_PREFIX_LENGTH)) {
		RETURN_BOOL(verify_own(secret, hash));
	}
	if (zend_string_starts_with_cstr(hash, argon2id_prefix, sizeof(argon2id_prefix) - 1)) {
		RETURN_BOOL(verify_argon2id(secret, hash));
	}
	RETURN_FALSE;
}

ZEND_FUNCTION(oauth2_secret_equals)
{
	zend_string *known, *given;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(known)
		Z_PARAM_STR(given)
	ZEND_PARSE_PARAMETERS_END();

	RETURN_BOOL(php_oauth2_ct_equals(ZSTR_VAL(known), ZSTR_LEN(known), ZSTR_VAL(given), ZSTR_LEN(given)));
}

ZEND_FUNCTION(oauth2_token_digest)
{
	zend_string *token, *text;
	unsigned char digest[DIGEST_BYTES];

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(token)
	ZEND_PARSE_PARAMETERS_END();

	text = zend_string_alloc(DIGEST_CHARACTERS, 0);
	crypto_generichash_blake2b(digest, sizeof(digest), (const unsigned char *) ZSTR_VAL(token), ZSTR_LEN(token), NULL, 0);
	encode_secret(ZSTR_VAL(text), ZSTR_LEN(text), digest, sizeof(digest));
	sodium_memzero(digest, sizeof(digest));
	RETURN_NEW_STR(text);
}

ZEND_FUNCTION(oauth2_derive_key)
{
	zend_string *secret, *context, *key;
	unsigned char extracted[crypto_generichash_blake2b_KEYBYTES_MAX];

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(secret)
		Z_PARAM_STR(context)
	ZEND_PARSE_PARAMETERS_END();

	if (ZSTR_LEN(secret) == 0) {
		zend_argument_value_error(1, "must not be empty");
		RETURN_THROWS();
	}
	key = zend_string_alloc(DIGEST_BYTES, 0);
	/* Hashes the secret, which may have any length, to a BLAKE2b key, then the context with that key. */
	crypto_generichash_blake2b_salt_personal(extracted, sizeof(extracted), (const unsigned char *) ZSTR_VAL(secret),
		ZSTR_LEN(secret), NULL, 0, NULL, derive_personal);
	crypto_generichash_blake2b_salt_personal((unsigned char *) ZSTR_VAL(key), DIGEST_BYTES,
		(const unsigned char *) ZSTR_VAL(context), ZSTR_LEN(context), extracted, sizeof(extracted), NULL, derive_personal);
	ZSTR_VAL(key)[DIGEST_BYTES] = '\0';
	sodium_memzero(extracted, sizeof(extracted));
	RETURN_NEW_STR(key);
}
