/* SPDX-License-Identifier: BSD-3-Clause */
#include "jwt.h"

#include "base64url.h"
#include "error.h"
#include "json.h"

static unsigned count_dots(const zend_string *token)
{
	unsigned count = 0;

	for (size_t i = 0; i < ZSTR_LEN(token); i++) {
		count += ZSTR_VAL(token)[i] == '.';
	}
	return count;
}

static zend_result decode_parts(php_oauth2_jwt *jwt, char *header, size_t *header_length, const zend_string *token)
{
	php_oauth2_compact *compact = &jwt->compact;

	if (ZSTR_LEN(token) > PHP_OAUTH2_COMPACT_MAX_BYTES) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_MALFORMED, "The token is longer than %d bytes",
			PHP_OAUTH2_COMPACT_MAX_BYTES);
		return FAILURE;
	}
	if (!php_oauth2_compact_split(compact, ZSTR_VAL(token), ZSTR_LEN(token))) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_MALFORMED, count_dots(token) == 2 ? "The token has an empty header or payload"
			: "The token does not have three parts");
		return FAILURE;
	}
	/* No supported key has a longer signature, and the buffer has no room for one. */
	if (php_oauth2_base64url_decoded_length(compact->signature_length) > sizeof(jwt->signature)
			|| !php_oauth2_base64url_decode((unsigned char *) header, header_length, compact->header, compact->header_length)
			|| !php_oauth2_base64url_decode((unsigned char *) jwt->payload, &jwt->payload_length, compact->payload,
				compact->payload_length)
			|| !php_oauth2_base64url_decode(jwt->signature, &jwt->signature_length, compact->signature,
				compact->signature_length)) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_MALFORMED, "The token has a part that is not base64url");
		return FAILURE;
	}
	header[*header_length] = '\0';
	jwt->payload[jwt->payload_length] = '\0';
	return SUCCESS;
}

/* Reads an optional member of the header. False if it is not a string. */
static bool get_string(HashTable *header, const char *name, size_t length, const zend_string **string)
{
	zval *value = zend_hash_str_find(header, name, length);

	*string = value && Z_TYPE_P(value) == IS_STRING ? Z_STR_P(value) : NULL;
	return value == NULL || *string != NULL;
}

/*
 * Refuses "crit" with any value, because no extension is supported (RFC 7515 4.1.11), and "b64" (RFC 7797), which would
 * change the signing input. Ignores "jwk", "jku", "x5c" and "x5u": the sender does not choose keys (RFC 8725 3.10).
 */
zend_result php_oauth2_jwt_read_header(php_oauth2_jwt *jwt)
{
	HashTable *header = Z_ARRVAL(jwt->header);
	const zend_string *content_type;

	if (zend_hash_str_exists(header, "crit", sizeof("crit") - 1) || zend_hash_str_exists(header, "b64", sizeof("b64") - 1)) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_CRITICAL, "The token's header has \"crit\" or \"b64\"");
		return FAILURE;
	}
	if (!get_string(header, "alg", sizeof("alg") - 1, &jwt->algorithm) || jwt->algorithm == NULL
			|| !get_string(header, "typ", sizeof("typ") - 1, &jwt->type)
			|| !get_string(header, "kid", sizeof("kid") - 1, &jwt->key_id)
			|| !get_string(header, "cty", sizeof("cty") - 1, &content_type)) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_MALFORMED,
			"The token's header lacks \"alg\", or has an \"alg\", \"typ\", \"cty\" or \"kid\" that is not a string");
		return FAILURE;
	}
	return SUCCESS;
}

zend_result php_oauth2_jwt_decode(php_oauth2_jwt *jwt, const zend_string *token)
{
	char header[PHP_OAUTH2_COMPACT_MAX_DECODED + 1];
	size_t header_length;

	if (decode_parts(jwt, header, &header_length, token) == FAILURE) {
		return FAILURE;
	}
	if (php_oauth2_json_parse_object(&jwt->header, header, header_length) == FAILURE) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_MALFORMED,
			"The token's header is not a JSON object without duplicate members");
		return FAILURE;
	}
	return SUCCESS;
}

zend_result php_oauth2_jwt_parse_claims(zval *claims, const php_oauth2_jwt *jwt)
{
	if (php_oauth2_json_parse_object(claims, jwt->payload, jwt->payload_length) == SUCCESS) {
		return SUCCESS;
	}
	ZVAL_NULL(claims);
	php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_MALFORMED,
		"The token's claims are not a JSON object without duplicate members");
	return FAILURE;
}

ZEND_FUNCTION(oauth2_jwt_decode_unverified)
{
	zend_string *token;
	php_oauth2_jwt jwt;
	zval claims;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(token)
	ZEND_PARSE_PARAMETERS_END();

	if (php_oauth2_jwt_decode(&jwt, token) == FAILURE) {
		RETURN_THROWS();
	}
	if (php_oauth2_jwt_parse_claims(&claims, &jwt) == FAILURE) {
		zval_ptr_dtor(&jwt.header);
		RETURN_THROWS();
	}
	array_init_size(return_value, 2);
	add_assoc_zval(return_value, "header", &jwt.header);
	add_assoc_zval(return_value, "claims", &claims);
}
