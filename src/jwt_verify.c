/* SPDX-License-Identifier: BSD-3-Clause */
#include "jwt.h"

#include "error.h"
#include "jwt_expect.h"
#include "key.h"
#include "key_set.h"

#include <openssl/err.h>

#define EXPECT_ARGUMENT 3

/*
 * Chooses the key among those that the caller trusts. The header's "kid" selects a key of a set (RFC 7515 4.1.4); if the
 * caller has passed a single key, it has no effect.
 */
static php_oauth2_material *choose_key(zend_object *keys, const php_oauth2_jwt *jwt)
{
	const php_oauth2_alg *alg = php_oauth2_alg_find(ZSTR_VAL(jwt->algorithm), ZSTR_LEN(jwt->algorithm));
	php_oauth2_material *material;

	ZEND_ASSERT(alg != NULL); /* check_header() refuses unknown algorithms */
	if (keys->ce == php_oauth2_key_ce) {
		material = php_oauth2_key_material(keys);
	} else if (jwt->key_id) {
		material = php_oauth2_key_set_find(keys, jwt->key_id, alg);
	} else {
		material = php_oauth2_key_set_only(keys, alg);
	}
	if (material == NULL) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_KEY, "The token's \"kid\" and \"alg\" do not select one key of the set");
		return NULL;
	}
	/* RFC 8725 3.1: the header must name the only algorithm of the key. */
	if (material->alg != alg) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_ALGORITHM, "The token's algorithm does not match the key");
		return NULL;
	}
	return material;
}

static zend_result verify_signature(zend_object *keys, const php_oauth2_jwt *jwt)
{
	php_oauth2_material *material = choose_key(keys, jwt);
	bool is_valid;

	if (material == NULL) {
		return FAILURE;
	}
	ERR_set_mark();
	is_valid = material->alg->verify(material, (const unsigned char *) jwt->compact.header, jwt->compact.signed_length,
		jwt->signature, jwt->signature_length);
	ERR_pop_to_mark();
	if (!is_valid) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_SIGNATURE, "The token's signature does not match the key");
		return FAILURE;
	}
	return SUCCESS;
}

/* Checks the header before a key is chosen, so that an unsupported algorithm is reported as such. */
static zend_result check_header(php_oauth2_jwt *jwt, const php_oauth2_jwt_expect *expect)
{
	if (php_oauth2_jwt_read_header(jwt) == FAILURE) {
		return FAILURE;
	}
	if (php_oauth2_alg_find(ZSTR_VAL(jwt->algorithm), ZSTR_LEN(jwt->algorithm)) == NULL) {
		php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_ALGORITHM, "The token's algorithm is not supported");
		return FAILURE;
	}
	return php_oauth2_jwt_expect_type(expect, jwt->type);
}

ZEND_FUNCTION(oauth2_jwt_verify)
{
	zend_string *token;
	zval *keys;
	HashTable *options = NULL;
	php_oauth2_jwt_expect expect;
	php_oauth2_jwt jwt;
	zend_result result;

	ZEND_PARSE_PARAMETERS_START(2, 3)
		Z_PARAM_STR(token)
		Z_PARAM_ZVAL(keys)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();

	if (Z_TYPE_P(keys) != IS_OBJECT
			|| (Z_OBJCE_P(keys) != php_oauth2_key_ce && Z_OBJCE_P(keys) != php_oauth2_key_set_ce)) {
		zend_argument_type_error(2, "must be of type OAuth2\\Key|OAuth2\\KeySet, %s given", zend_zval_type_name(keys));
		RETURN_THROWS();
	}
	if (php_oauth2_jwt_expect_read(&expect, options, EXPECT_ARGUMENT) == FAILURE
			|| php_oauth2_jwt_decode(&jwt, token) == FAILURE) {
		RETURN_THROWS();
	}
	result = check_header(&jwt, &expect);
	if (result == SUCCESS) {
		result = verify_signature(Z_OBJ_P(keys), &jwt);
	}
	zval_ptr_dtor(&jwt.header);
	if (result == FAILURE || php_oauth2_jwt_parse_claims(return_value, &jwt) == FAILURE) {
		RETURN_THROWS();
	}
	if (php_oauth2_jwt_expect_claims(&expect, Z_ARRVAL_P(return_value)) == FAILURE) {
		zval_ptr_dtor(return_value);
		ZVAL_NULL(return_value);
		RETURN_THROWS();
	}
}
