/* SPDX-License-Identifier: BSD-3-Clause */
#include "jwt.h"

#include "base64url.h"
#include "error.h"
#include "json.h"
#include "key.h"

#include <openssl/err.h>

#define CLAIMS_ARGUMENT 1
#define KEY_ARGUMENT 2
#define HEADER_ARGUMENT 3

static zval *get(HashTable *header, const char *name, size_t length)
{
	zval *value = zend_hash_str_find(header, name, length);

	if (value) {
		ZVAL_DEREF(value);
	}
	return value;
}

/* Checks the caller's values of the members that this function or the verifier knows. */
static zend_result check_header(HashTable *header, const php_oauth2_material *material)
{
	zval *alg = get(header, "alg", sizeof("alg") - 1);
	zval *strings[] = {
		get(header, "typ", sizeof("typ") - 1), get(header, "cty", sizeof("cty") - 1), get(header, "kid", sizeof("kid") - 1),
	};

	if (alg && (Z_TYPE_P(alg) != IS_STRING
			|| !php_oauth2_alg_is_named(material->alg, Z_STRVAL_P(alg), Z_STRLEN_P(alg)))) {
		zend_argument_value_error(HEADER_ARGUMENT, "must not name another \"alg\" than the key's");
		return FAILURE;
	}
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		if (strings[i] && Z_TYPE_P(strings[i]) != IS_STRING) {
			zend_argument_value_error(HEADER_ARGUMENT, "must have strings for \"typ\", \"cty\" and \"kid\"");
			return FAILURE;
		}
	}
	if (get(header, "crit", sizeof("crit") - 1) || get(header, "b64", sizeof("b64") - 1)) {
		zend_argument_value_error(HEADER_ARGUMENT, "must not have \"crit\" or \"b64\"");
		return FAILURE;
	}
	return SUCCESS;
}

/* Appends alg, typ and kid, unless the caller has set them, then the caller's members. */
static const char *append_header(smart_str *json, HashTable *header, const php_oauth2_material *material)
{
	const char *flaw = NULL;

	smart_str_appendc(json, '{');
	if (!get(header, "alg", sizeof("alg") - 1)) {
		smart_str_appendl(json, "\"alg\":\"", 7);
		smart_str_appends(json, material->alg->name);
		smart_str_appendl(json, "\",", 2);
	}
	if (!get(header, "typ", sizeof("typ") - 1)) {
		smart_str_appendl(json, "\"typ\":\"JWT\",", 12);
	}
	if (!get(header, "kid", sizeof("kid") - 1)) {
		smart_str_appendl(json, "\"kid\":", 6);
		php_oauth2_json_append_string(json, material->key_id, material->key_id_length);
		smart_str_appendc(json, ',');
	}
	if (zend_hash_num_elements(header) > 0) {
		flaw = php_oauth2_json_append_members(json, header);
	} else {
		ZSTR_LEN(json->s)--; /* the comma */
	}
	smart_str_appendc(json, '}');
	return flaw;
}

/* Encodes and signs the texts in json, the header first. Throws if the token would be too long or signing fails. */
static zend_string *make_token(const smart_str *json, size_t header_length, php_oauth2_material *material)
{
	const unsigned char *header = (const unsigned char *) ZSTR_VAL(json->s);
	size_t payload_length = ZSTR_LEN(json->s) - header_length;
	unsigned char signature[PHP_OAUTH2_SIGNATURE_MAX_BYTES];
	zend_string *token;
	size_t length, signed_length;
	bool is_signed;

	length = php_oauth2_base64url_encoded_length(header_length) + 1 + php_oauth2_base64url_encoded_length(payload_length)
		+ 1 + php_oauth2_base64url_encoded_length(material->signature_length);
	if (length > PHP_OAUTH2_COMPACT_MAX_BYTES) {
		zend_argument_value_error(CLAIMS_ARGUMENT, "must not make a token longer than %d bytes", PHP_OAUTH2_COMPACT_MAX_BYTES);
		return NULL;
	}
	token = zend_string_alloc(length, 0);
	signed_length = php_oauth2_base64url_encode(ZSTR_VAL(token), header, header_length);
	ZSTR_VAL(token)[signed_length++] = '.';
	signed_length += php_oauth2_base64url_encode(ZSTR_VAL(token) + signed_length, header + header_length, payload_length);
	ERR_set_mark();
	is_signed = material->alg->sign(material, (const unsigned char *) ZSTR_VAL(token), signed_length, signature);
	ERR_pop_to_mark();
	if (!is_signed) {
		zend_string_efree(token);
		php_oauth2_throw_crypto("The token could not be signed");
		return NULL;
	}
	ZSTR_VAL(token)[signed_length++] = '.';
	signed_length += php_oauth2_base64url_encode(ZSTR_VAL(token) + signed_length, signature, material->signature_length);
	ZEND_ASSERT(signed_length == length);
	ZSTR_VAL(token)[length] = '\0';
	return token;
}

ZEND_FUNCTION(oauth2_jwt_sign)
{
	HashTable *claims, *header = NULL;
	zval *key;
	php_oauth2_material *material;
	smart_str json = {NULL, 0};
	zend_string *token = NULL;
	size_t header_length;
	const char *flaw;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_ARRAY_HT(claims)
		Z_PARAM_OBJECT_OF_CLASS(key, php_oauth2_key_ce)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(header)
	ZEND_PARSE_PARAMETERS_END();

	material = php_oauth2_key_material(Z_OBJ_P(key));
	if (!material->is_private) {
		zend_argument_value_error(KEY_ARGUMENT, "must be a private key");
		RETURN_THROWS();
	}
	if (header == NULL) {
		header = (HashTable *) &zend_empty_array;
	}
	if (check_header(header, material) == FAILURE) {
		RETURN_THROWS();
	}
	flaw = append_header(&json, header, material);
	if (flaw) {
		zend_argument_value_error(HEADER_ARGUMENT, "must %s", flaw);
	} else {
		header_length = ZSTR_LEN(json.s);
		flaw = php_oauth2_json_append_object(&json, claims);
		if (flaw) {
			zend_argument_value_error(CLAIMS_ARGUMENT, "must %s", flaw);
		} else {
			token = make_token(&json, header_length, material);
		}
	}
	smart_str_free(&json);
	if (token == NULL) {
		RETURN_THROWS();
	}
	RETURN_STR(token);
}
