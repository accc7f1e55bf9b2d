/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 430fa692b1b0149655c9b3e06b21a266e790bd1a */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_secret_generate, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bytes, IS_LONG, 0, "32")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_random_hex, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bytes, IS_LONG, 0, "16")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_secret_hash, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_secret_verify, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, hash, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_secret_equals, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, known, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, given, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_token_digest, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_derive_key, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, context, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_seal, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, context, IS_STRING, 0, "\'\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_open, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, sealed, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, context, IS_STRING, 0, "\'\'")
ZEND_END_ARG_INFO()

#define arginfo_oauth2_pkce_verifier arginfo_oauth2_secret_generate

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_pkce_challenge, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, verifier, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_pkce_verify, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, verifier, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, challenge, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, method, IS_STRING, 0, "\'S256\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_redirect_uri_parse, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, uri, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_redirect_uri_valid, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, uri, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, allow, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_redirect_uri_matches, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, registered, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, given, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_jwt_sign, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, claims, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO(0, key, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, header, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_jwt_verify, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, jwt, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, keys, OAuth2\\Key|OAuth2\\KeySet, 0, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, expect, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_oauth2_jwt_decode_unverified, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, jwt, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_OAuth2_Key___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_Key_generate, 0, 0, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, algorithm, IS_STRING, 0, "\'RS256\'")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, bits, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, keyId, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_Key_fromPem, 0, 1, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_INFO(0, pem, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, passphrase, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, algorithm, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, keyId, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_Key_fromCertificate, 0, 1, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_INFO(0, certificate, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, algorithm, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, keyId, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_Key_fromJwk, 0, 1, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_MASK(0, jwk, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, algorithm, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_Key_unseal, 0, 2, OAuth2\\Key, 0)
	ZEND_ARG_TYPE_INFO(0, sealed, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, wrappingKey, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_OAuth2_Key_seal, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, wrappingKey, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_OAuth2_Key_toPem, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_OAuth2_Key_toPublicPem arginfo_class_OAuth2_Key_toPem

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_OAuth2_Key_toPublicJwk, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_Key_publicKey, 0, 0, OAuth2\\Key, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_OAuth2_Key_thumbprint arginfo_class_OAuth2_Key_toPem

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_OAuth2_KeySet___construct, 0, 0, 0)
	ZEND_ARG_VARIADIC_OBJ_INFO(0, keys, OAuth2\\Key, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_KeySet_fromJwks, 0, 1, OAuth2\\KeySet, 0)
	ZEND_ARG_TYPE_MASK(0, jwks, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_OAuth2_KeySet_toJwks arginfo_class_OAuth2_Key_toPublicJwk

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_KeySet_find, 0, 1, OAuth2\\Key, 1)
	ZEND_ARG_TYPE_INFO(0, keyId, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, algorithm, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_OAuth2_KeySet_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_OAuth2_KeySet_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()


ZEND_FUNCTION(oauth2_secret_generate);
ZEND_FUNCTION(oauth2_random_hex);
ZEND_FUNCTION(oauth2_secret_hash);
ZEND_FUNCTION(oauth2_secret_verify);
ZEND_FUNCTION(oauth2_secret_equals);
ZEND_FUNCTION(oauth2_token_digest);
ZEND_FUNCTION(oauth2_derive_key);
ZEND_FUNCTION(oauth2_seal);
ZEND_FUNCTION(oauth2_open);
ZEND_FUNCTION(oauth2_pkce_verifier);
ZEND_FUNCTION(oauth2_pkce_challenge);
ZEND_FUNCTION(oauth2_pkce_verify);
ZEND_FUNCTION(oauth2_redirect_uri_parse);
ZEND_FUNCTION(oauth2_redirect_uri_valid);
ZEND_FUNCTION(oauth2_redirect_uri_matches);
ZEND_FUNCTION(oauth2_jwt_sign);
ZEND_FUNCTION(oauth2_jwt_verify);
ZEND_FUNCTION(oauth2_jwt_decode_unverified);
ZEND_METHOD(OAuth2_Key, __construct);
ZEND_METHOD(OAuth2_Key, generate);
ZEND_METHOD(OAuth2_Key, fromPem);
ZEND_METHOD(OAuth2_Key, fromCertificate);
ZEND_METHOD(OAuth2_Key, fromJwk);
ZEND_METHOD(OAuth2_Key, unseal);
ZEND_METHOD(OAuth2_Key, seal);
ZEND_METHOD(OAuth2_Key, toPem);
ZEND_METHOD(OAuth2_Key, toPublicPem);
ZEND_METHOD(OAuth2_Key, toPublicJwk);
ZEND_METHOD(OAuth2_Key, publicKey);
ZEND_METHOD(OAuth2_Key, thumbprint);
ZEND_METHOD(OAuth2_KeySet, __construct);
ZEND_METHOD(OAuth2_KeySet, fromJwks);
ZEND_METHOD(OAuth2_KeySet, toJwks);
ZEND_METHOD(OAuth2_KeySet, find);
ZEND_METHOD(OAuth2_KeySet, count);
ZEND_METHOD(OAuth2_KeySet, getIterator);


static const zend_function_entry ext_functions[] = {
	ZEND_FE(oauth2_secret_generate, arginfo_oauth2_secret_generate)
	ZEND_FE(oauth2_random_hex, arginfo_oauth2_random_hex)
	ZEND_FE(oauth2_secret_hash, arginfo_oauth2_secret_hash)
	ZEND_FE(oauth2_secret_verify, arginfo_oauth2_secret_verify)
	ZEND_FE(oauth2_secret_equals, arginfo_oauth2_secret_equals)
	ZEND_FE(oauth2_token_digest, arginfo_oauth2_token_digest)
	ZEND_FE(oauth2_derive_key, arginfo_oauth2_derive_key)
	ZEND_FE(oauth2_seal, arginfo_oauth2_seal)
	ZEND_FE(oauth2_open, arginfo_oauth2_open)
	ZEND_FE(oauth2_pkce_verifier, arginfo_oauth2_pkce_verifier)
	ZEND_FE(oauth2_pkce_challenge, arginfo_oauth2_pkce_challenge)
	ZEND_FE(oauth2_pkce_verify, arginfo_oauth2_pkce_verify)
	ZEND_FE(oauth2_redirect_uri_parse, arginfo_oauth2_redirect_uri_parse)
	ZEND_FE(oauth2_redirect_uri_valid, arginfo_oauth2_redirect_uri_valid)
	ZEND_FE(oauth2_redirect_uri_matches, arginfo_oauth2_redirect_uri_matches)
	ZEND_FE(oauth2_jwt_sign, arginfo_oauth2_jwt_sign)
	ZEND_FE(oauth2_jwt_verify, arginfo_oauth2_jwt_verify)
	ZEND_FE(oauth2_jwt_decode_unverified, arginfo_oauth2_jwt_decode_unverified)
	ZEND_FE_END
};


static const zend_function_entry class_OAuth2_Key_methods[] = {
	ZEND_ME(OAuth2_Key, __construct, arginfo_class_OAuth2_Key___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(OAuth2_Key, generate, arginfo_class_OAuth2_Key_generate, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(OAuth2_Key, fromPem, arginfo_class_OAuth2_Key_fromPem, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(OAuth2_Key, fromCertificate, arginfo_class_OAuth2_Key_fromCertificate, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(OAuth2_Key, fromJwk, arginfo_class_OAuth2_Key_fromJwk, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(OAuth2_Key, unseal, arginfo_class_OAuth2_Key_unseal, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(OAuth2_Key, seal, arginfo_class_OAuth2_Key_seal, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_Key, toPem, arginfo_class_OAuth2_Key_toPem, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_Key, toPublicPem, arginfo_class_OAuth2_Key_toPublicPem, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_Key, toPublicJwk, arginfo_class_OAuth2_Key_toPublicJwk, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_Key, publicKey, arginfo_class_OAuth2_Key_publicKey, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_Key, thumbprint, arginfo_class_OAuth2_Key_thumbprint, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_OAuth2_KeySet_methods[] = {
	ZEND_ME(OAuth2_KeySet, __construct, arginfo_class_OAuth2_KeySet___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_KeySet, fromJwks, arginfo_class_OAuth2_KeySet_fromJwks, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(OAuth2_KeySet, toJwks, arginfo_class_OAuth2_KeySet_toJwks, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_KeySet, find, arginfo_class_OAuth2_KeySet_find, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_KeySet, count, arginfo_class_OAuth2_KeySet_count, ZEND_ACC_PUBLIC)
	ZEND_ME(OAuth2_KeySet, getIterator, arginfo_class_OAuth2_KeySet_getIterator, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_OAuth2_Exception_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_OAuth2_InvalidTokenException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_OAuth2_InvalidKeyException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_OAuth2_CryptoException_methods[] = {
	ZEND_FE_END
};

static void register_oauth2_symbols(int module_number)
{
	REGISTER_LONG_CONSTANT("OAUTH2_REDIRECT_URI_MAX_BYTES", PHP_OAUTH2_URI_MAX_BYTES, CONST_PERSISTENT);


	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_secret_hash", sizeof("oauth2_secret_hash") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_secret_verify", sizeof("oauth2_secret_verify") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_secret_verify", sizeof("oauth2_secret_verify") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_secret_equals", sizeof("oauth2_secret_equals") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_secret_equals", sizeof("oauth2_secret_equals") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_token_digest", sizeof("oauth2_token_digest") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_derive_key", sizeof("oauth2_derive_key") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_seal", sizeof("oauth2_seal") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_seal", sizeof("oauth2_seal") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_open", sizeof("oauth2_open") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_open", sizeof("oauth2_open") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_pkce_challenge", sizeof("oauth2_pkce_challenge") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_pkce_verify", sizeof("oauth2_pkce_verify") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_pkce_verify", sizeof("oauth2_pkce_verify") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_jwt_sign", sizeof("oauth2_jwt_sign") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_jwt_sign", sizeof("oauth2_jwt_sign") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_jwt_verify", sizeof("oauth2_jwt_verify") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_jwt_verify", sizeof("oauth2_jwt_verify") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "oauth2_jwt_decode_unverified", sizeof("oauth2_jwt_decode_unverified") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
}

static zend_class_entry *register_class_OAuth2_Key(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "OAuth2", "Key", class_OAuth2_Key_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_algorithm_default_value;
	ZVAL_UNDEF(&property_algorithm_default_value);
	zend_string *property_algorithm_name = zend_string_init("algorithm", sizeof("algorithm") - 1, 1);
	zend_declare_typed_property(class_entry, property_algorithm_name, &property_algorithm_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_algorithm_name);

	zval property_keyId_default_value;
	ZVAL_UNDEF(&property_keyId_default_value);
	zend_string *property_keyId_name = zend_string_init("keyId", sizeof("keyId") - 1, 1);
	zend_declare_typed_property(class_entry, property_keyId_name, &property_keyId_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_keyId_name);

	zval property_private_default_value;
	ZVAL_UNDEF(&property_private_default_value);
	zend_string *property_private_name = zend_string_init("private", sizeof("private") - 1, 1);
	zend_declare_typed_property(class_entry, property_private_name, &property_private_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_private_name);


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "frompem", sizeof("frompem") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "frompem", sizeof("frompem") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "fromcertificate", sizeof("fromcertificate") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "fromjwk", sizeof("fromjwk") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "unseal", sizeof("unseal") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "unseal", sizeof("unseal") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "seal", sizeof("seal") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_OAuth2_KeySet(zend_class_entry *class_entry_IteratorAggregate, zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "OAuth2", "KeySet", class_OAuth2_KeySet_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 2, class_entry_IteratorAggregate, class_entry_Countable);


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "fromjwks", sizeof("fromjwks") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}

static zend_class_entry *register_class_OAuth2_Exception(zend_class_entry *class_entry_RuntimeException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "OAuth2", "Exception", class_OAuth2_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_ABSTRACT|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_OAuth2_InvalidTokenException(zend_class_entry *class_entry_OAuth2_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "OAuth2", "InvalidTokenException", class_OAuth2_InvalidTokenException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_OAuth2_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_reason_name);

	return class_entry;
}

static zend_class_entry *register_class_OAuth2_InvalidKeyException(zend_class_entry *class_entry_OAuth2_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "OAuth2", "InvalidKeyException", class_OAuth2_InvalidKeyException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_OAuth2_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}

static zend_class_entry *register_class_OAuth2_CryptoException(zend_class_entry *class_entry_OAuth2_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "OAuth2", "CryptoException", class_OAuth2_CryptoException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_OAuth2_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	return class_entry;
}
