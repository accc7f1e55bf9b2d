/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The extension as it is, and three functions more, which reach what tests of single parts need and no user should:
 * signatures over bytes that are no token, and the codec. Built by script/lib/testing-module, never shipped.
 */
#include "oauth2.c"

#include "src/base64url.h"

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_testing_verify, 0, 3, _IS_BOOL, 0)
	ZEND_ARG_OBJ_INFO(0, key, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_INFO(0, message, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, signature, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_testing_encode, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_testing_decode, 0, 1, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
ZEND_END_ARG_INFO()

PHP_FUNCTION(oauth2_testing_verify)
{
	zval *key;
	zend_string *message, *signature;

	ZEND_PARSE_PARAMETERS_START(3, 3)
		Z_PARAM_OBJECT_OF_CLASS(key, php_oauth2_key_ce)
		Z_PARAM_STR(message)
		Z_PARAM_STR(signature)
	ZEND_PARSE_PARAMETERS_END();
	php_oauth2_material *material = php_oauth2_key_material(Z_OBJ_P(key));

	RETURN_BOOL(material->alg->verify(material, (const unsigned char *) ZSTR_VAL(message), ZSTR_LEN(message),
		(const unsigned char *) ZSTR_VAL(signature), ZSTR_LEN(signature)));
}

PHP_FUNCTION(oauth2_testing_base64url_encode)
{
	zend_string *bytes;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(bytes)
	ZEND_PARSE_PARAMETERS_END();
	zend_string *text = zend_string_alloc(php_oauth2_base64url_encoded_length(ZSTR_LEN(bytes)), false);

	ZSTR_LEN(text) = php_oauth2_base64url_encode(ZSTR_VAL(text), (const unsigned char *) ZSTR_VAL(bytes), ZSTR_LEN(bytes));
	ZSTR_VAL(text)[ZSTR_LEN(text)] = '\0';
	RETURN_NEW_STR(text);
}

PHP_FUNCTION(oauth2_testing_base64url_decode)
{
	zend_string *text;
	size_t length;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(text)
	ZEND_PARSE_PARAMETERS_END();
	zend_string *bytes = zend_string_alloc(php_oauth2_base64url_decoded_length(ZSTR_LEN(text)), false);

	if (!php_oauth2_base64url_decode((unsigned char *) ZSTR_VAL(bytes), &length, ZSTR_VAL(text), ZSTR_LEN(text))) {
		zend_string_efree(bytes);
		RETURN_NULL();
	}
	ZSTR_LEN(bytes) = length;
	ZSTR_VAL(bytes)[length] = '\0';
	RETURN_NEW_STR(bytes);
}

static const zend_function_entry testing_functions[] = {
	PHP_FE(oauth2_testing_verify, arginfo_testing_verify)
	PHP_FE(oauth2_testing_base64url_encode, arginfo_testing_encode)
	PHP_FE(oauth2_testing_base64url_decode, arginfo_testing_decode)
	PHP_FE_END
};

static PHP_MINIT_FUNCTION(oauth2_testing)
{
	if (PHP_MINIT(oauth2)(INIT_FUNC_ARGS_PASSTHRU) == FAILURE) {
		return FAILURE;
	}
	return zend_register_functions(NULL, testing_functions, NULL, type);
}

ZEND_DLEXPORT zend_module_entry *get_module(void)
{
	oauth2_module_entry.module_startup_func = PHP_MINIT(oauth2_testing);
	return &oauth2_module_entry;
}
