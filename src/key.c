/* SPDX-License-Identifier: BSD-3-Clause */
#include "key.h"

#include "error.h"
#include "json.h"
#include "jwk.h"
#include "key_cache.h"
#include "key_pack.h"
#include "key_pem.h"
#include "material_make.h"
#include "seal.h"
#include "wipe.h"
#include "zend_exceptions.h"

#include <openssl/err.h>

#define DEFAULT_RSA_BITS 2048

/* The slots of the properties, in the order of the stub. */
enum { PROPERTY_ALGORITHM, PROPERTY_KEY_ID, PROPERTY_PRIVATE };

zend_class_entry *php_oauth2_key_ce;
static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *ce)
{
	php_oauth2_key *key = zend_object_alloc(sizeof(*key), ce);

	key->material = NULL;
	zend_object_std_init(&key->std, ce);
	object_properties_init(&key->std, ce);
	key->std.handlers = &handlers;
	return &key->std;
}

static void free_object(zend_object *object)
{
	php_oauth2_material_release(php_oauth2_key_from_obj(object)->material);
	zend_object_std_dtor(object);
}

void php_oauth2_key_minit(zend_class_entry *ce)
{
	php_oauth2_key_ce = ce;
	ce->create_object = create;
	memcpy(&handlers, &std_object_handlers, sizeof(handlers));
	handlers.offset = offsetof(php_oauth2_key, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.compare = zend_objects_not_comparable;
#if PHP_VERSION_ID >= 80300
	ce->default_object_handlers = &handlers;
#endif
}

php_oauth2_key *php_oauth2_key_init(zval *result)
{
	object_init_ex(result, php_oauth2_key_ce);
	return php_oauth2_key_from_obj(Z_OBJ_P(result));
}

bool php_oauth2_key_complete(zval *result)
{
	zend_object *object = Z_OBJ_P(result);
	const php_oauth2_material *material = php_oauth2_key_from_obj(object)->material;

	if (material == NULL) {
		zval_ptr_dtor(result);
		ZVAL_NULL(result);
		return false;
	}
	ZVAL_STRING(OBJ_PROP_NUM(object, PROPERTY_ALGORITHM), material->alg->name);
	ZVAL_STRINGL(OBJ_PROP_NUM(object, PROPERTY_KEY_ID), material->key_id, material->key_id_length);
	ZVAL_BOOL(OBJ_PROP_NUM(object, PROPERTY_PRIVATE), material->is_private);
	return true;
}

zend_string *php_oauth2_key_id(zend_object *object)
{
	return Z_STR_P(OBJ_PROP_NUM(object, PROPERTY_KEY_ID));
}

zend_result php_oauth2_key_algorithm(const php_oauth2_alg **alg, const zend_string *name, uint32_t argument)
{
	if (name == NULL) {
		*alg = NULL;
		return SUCCESS;
	}
	*alg = php_oauth2_alg_find(ZSTR_VAL(name), ZSTR_LEN(name));
	if (*alg) {
		return SUCCESS;
	}
	zend_argument_value_error(argument, "must be one of \"RS256\", \"PS256\", \"ES256\", \"EdDSA\"");
	return FAILURE;
}

static zend_result check_key_id(const zend_string *key_id, uint32_t argument)
{
	if (key_id == NULL || php_oauth2_key_id_valid(ZSTR_VAL(key_id), ZSTR_LEN(key_id))) {
		return SUCCESS;
	}
	zend_argument_value_error(argument, "must be UTF-8 of 1 to %d bytes", PHP_OAUTH2_KEY_ID_MAX_BYTES);
	return FAILURE;
}

static zend_result check_wrapping_key(const zend_string *wrapping_key, uint32_t argument)
{
	if (ZSTR_LEN(wrapping_key) == PHP_OAUTH2_SEAL_KEY_BYTES) {
		return SUCCESS;
	}
	zend_argument_value_error(argument, "must be %d bytes long", PHP_OAUTH2_SEAL_KEY_BYTES);
	return FAILURE;
}

#define STRING_OR_NULL(string) ((string) ? ZSTR_VAL(string) : NULL), ((string) ? ZSTR_LEN(string) : 0)

/* Always throws: the constructor is private, and reflection can only call it on an existing key. */
ZEND_METHOD(OAuth2_Key, __construct)
{
	ZEND_PARSE_PARAMETERS_NONE();
	zend_throw_error(NULL, "OAuth2\\Key cannot be constructed; use its static methods");
}

ZEND_METHOD(OAuth2_Key, generate)
{
	zend_string *algorithm = NULL, *key_id = NULL;
	zend_long bits = DEFAULT_RSA_BITS;
	bool bits_is_null = true;
	const php_oauth2_alg *alg;
	php_oauth2_key *key;

	ZEND_PARSE_PARAMETERS_START(0, 3)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR(algorithm)
		Z_PARAM_LONG_OR_NULL(bits, bits_is_null)
		Z_PARAM_STR_OR_NULL(key_id)
	ZEND_PARSE_PARAMETERS_END();

	if (php_oauth2_key_algorithm(&alg, algorithm, 1) == FAILURE || check_key_id(key_id, 3) == FAILURE) {
		RETURN_THROWS();
	}
	if (alg == NULL) {
		alg = php_oauth2_alg_default(PHP_OAUTH2_KTY_RSA);
	}
	if (bits_is_null) {
		bits = DEFAULT_RSA_BITS;
	} else if (alg->kty != PHP_OAUTH2_KTY_RSA) {
		zend_argument_value_error(2, "must be null unless the algorithm is \"RS256\" or \"PS256\"");
		RETURN_THROWS();
	} else if (bits < PHP_OAUTH2_RSA_MIN_BITS || bits > PHP_OAUTH2_RSA_MAX_BITS || bits % 8 != 0) {
		zend_argument_value_error(2, "must be a multiple of 8 between %d and %d", PHP_OAUTH2_RSA_MIN_BITS,
			PHP_OAUTH2_RSA_MAX_BITS);
		RETURN_THROWS();
	}
	key = php_oauth2_key_init(return_value);
	ERR_set_mark();
	key->material = php_oauth2_material_generate(alg, (unsigned) bits, STRING_OR_NULL(key_id));
	ERR_pop_to_mark();
	if (!php_oauth2_key_complete(return_value)) {
		php_oauth2_throw_crypto("The key could not be generated");
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_Key, fromPem)
{
	zend_string *pem, *passphrase = NULL, *algorithm = NULL, *key_id = NULL;
	const php_oauth2_alg *alg;
	php_oauth2_cache_tag tag;
	php_oauth2_key *key;
	const char *flaw = NULL;

	ZEND_PARSE_PARAMETERS_START(1, 4)
		Z_PARAM_STR(pem)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(passphrase)
		Z_PARAM_STR_OR_NULL(algorithm)
		Z_PARAM_STR_OR_NULL(key_id)
	ZEND_PARSE_PARAMETERS_END();

	if (php_oauth2_key_algorithm(&alg, algorithm, 3) == FAILURE || check_key_id(key_id, 4) == FAILURE) {
		RETURN_THROWS();
	}
	if (ZSTR_LEN(pem) > PHP_OAUTH2_PEM_MAX_BYTES) {
		php_oauth2_throw_invalid_key("The key is a PEM text longer than %d bytes", PHP_OAUTH2_PEM_MAX_BYTES);
		RETURN_THROWS();
	}
	key = php_oauth2_key_init(return_value);
	php_oauth2_key_cache_make_tag(&tag, PHP_OAUTH2_CACHE_PEM, (const zend_string *[]) {pem, passphrase, algorithm, key_id}, 4);
	key->material = php_oauth2_key_cache_find(&tag);
	if (key->material == NULL) {
		ERR_set_mark();
		key->material = php_oauth2_key_pem_read(pem, passphrase, alg, STRING_OR_NULL(key_id), &flaw);
		ERR_pop_to_mark();
		if (key->material) {
			php_oauth2_key_cache_store(&tag, key->material);
		}
	}
	if (!php_oauth2_key_complete(return_value)) {
		php_oauth2_throw_invalid_key("The key %s", flaw);
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_Key, fromCertificate)
{
	zend_string *certificate, *algorithm = NULL, *key_id = NULL;
	const php_oauth2_alg *alg;
	php_oauth2_cache_tag tag;
	php_oauth2_key *key;
	const char *flaw = NULL;

	ZEND_PARSE_PARAMETERS_START(1, 3)
		Z_PARAM_STR(certificate)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(algorithm)
		Z_PARAM_STR_OR_NULL(key_id)
	ZEND_PARSE_PARAMETERS_END();

	if (php_oauth2_key_algorithm(&alg, algorithm, 2) == FAILURE || check_key_id(key_id, 3) == FAILURE) {
		RETURN_THROWS();
	}
	if (ZSTR_LEN(certificate) > PHP_OAUTH2_PEM_MAX_BYTES) {
		php_oauth2_throw_invalid_key("The certificate is a PEM text longer than %d bytes", PHP_OAUTH2_PEM_MAX_BYTES);
		RETURN_THROWS();
	}
	key = php_oauth2_key_init(return_value);
	php_oauth2_key_cache_make_tag(&tag, PHP_OAUTH2_CACHE_CERTIFICATE, (const zend_string *[]) {certificate, algorithm, key_id}, 3);
	key->material = php_oauth2_key_cache_find(&tag);
	if (key->material == NULL) {
		ERR_set_mark();
		key->material = php_oauth2_key_pem_read_certificate(certificate, alg, STRING_OR_NULL(key_id), &flaw);
		ERR_pop_to_mark();
		if (key->material) {
			php_oauth2_key_cache_store(&tag, key->material);
		}
	}
	if (!php_oauth2_key_complete(return_value)) {
		php_oauth2_throw_invalid_key("The key of the certificate %s", flaw);
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_Key, fromJwk)
{
	HashTable *members;
	zend_string *text, *algorithm = NULL;
	const php_oauth2_alg *alg;
	php_oauth2_key *key;
	const char *flaw;
	zval parsed;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT_OR_STR(members, text)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(algorithm)
	ZEND_PARSE_PARAMETERS_END();

	if (php_oauth2_key_algorithm(&alg, algorithm, 2) == FAILURE) {
		RETURN_THROWS();
	}
	ZVAL_UNDEF(&parsed);
	if (members == NULL) {
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the function has returned if both are NULL. */
		if (ZSTR_LEN(text) > PHP_OAUTH2_JWK_MAX_BYTES) {
			php_oauth2_throw_invalid_key("The key is a text longer than %d bytes", PHP_OAUTH2_JWK_MAX_BYTES);
			RETURN_THROWS();
		}
		if (php_oauth2_json_parse_secret(&parsed, ZSTR_VAL(text), ZSTR_LEN(text)) == FAILURE) {
			php_oauth2_throw_invalid_key("The key is not a JSON object without duplicate members");
			RETURN_THROWS();
		}
		members = Z_ARRVAL(parsed);
	}
	key = php_oauth2_key_init(return_value);
	ERR_set_mark();
	key->material = php_oauth2_jwk_read(members, alg, &flaw);
	ERR_pop_to_mark();
	if (Z_TYPE(parsed) == IS_ARRAY) {
		php_oauth2_json_wipe(&parsed);
		zval_ptr_dtor(&parsed);
	}
	if (!php_oauth2_key_complete(return_value)) {
		php_oauth2_throw_invalid_key("The key %s", flaw);
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_Key, unseal)
{
	zend_string *sealed, *wrapping_key;
	php_oauth2_cache_tag tag;
	php_oauth2_key *key;
	zend_string *opened;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(sealed)
		Z_PARAM_STR(wrapping_key)
	ZEND_PARSE_PARAMETERS_END();

	if (check_wrapping_key(wrapping_key, 2) == FAILURE) {
		RETURN_THROWS();
	}
	key = php_oauth2_key_init(return_value);
	php_oauth2_key_cache_make_tag(&tag, PHP_OAUTH2_CACHE_SEALED, (const zend_string *[]) {sealed, wrapping_key}, 2);
	key->material = php_oauth2_key_cache_find(&tag);
	if (key->material == NULL) {
		opened = php_oauth2_open(ZSTR_VAL(sealed), ZSTR_LEN(sealed), (const unsigned char *) ZSTR_VAL(wrapping_key),
			PHP_OAUTH2_KEY_SEAL_CONTEXT, sizeof(PHP_OAUTH2_KEY_SEAL_CONTEXT) - 1);
		if (opened) {
			ERR_set_mark();
			key->material = php_oauth2_key_unpack((const unsigned char *) ZSTR_VAL(opened), ZSTR_LEN(opened));
			ERR_pop_to_mark();
			php_oauth2_zstr_free(opened);
			if (key->material) {
				php_oauth2_key_cache_store(&tag, key->material);
			}
		}
	}
	if (!php_oauth2_key_complete(return_value)) {
		if (!EG(exception)) {
			php_oauth2_throw_crypto("The sealed text is not a key");
		}
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_Key, seal)
{
	zend_string *wrapping_key, *sealed;
	unsigned char packed[PHP_OAUTH2_KEY_PACKED_MAX_BYTES];
	size_t length;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_STR(wrapping_key)
	ZEND_PARSE_PARAMETERS_END();

	if (check_wrapping_key(wrapping_key, 1) == FAILURE) {
		RETURN_THROWS();
	}
	ERR_set_mark();
	length = php_oauth2_key_pack(php_oauth2_key_material(Z_OBJ_P(ZEND_THIS)), packed);
	ERR_pop_to_mark();
	if (length == 0) {
		php_oauth2_throw_crypto("The key could not be read");
		RETURN_THROWS();
	}
	sealed = php_oauth2_seal(packed, length, (const unsigned char *) ZSTR_VAL(wrapping_key), PHP_OAUTH2_KEY_SEAL_CONTEXT,
		sizeof(PHP_OAUTH2_KEY_SEAL_CONTEXT) - 1);
	sodium_memzero(packed, length);
	if (sealed == NULL) {
		RETURN_THROWS();
	}
	RETURN_STR(sealed);
}

static void return_pem(INTERNAL_FUNCTION_PARAMETERS, bool with_private)
{
	php_oauth2_material *material;

	ZEND_PARSE_PARAMETERS_NONE();

	material = php_oauth2_key_material(Z_OBJ_P(ZEND_THIS));
	ERR_set_mark();
	ZVAL_STR(return_value, php_oauth2_key_pem_write(material, with_private && material->is_private));
	ERR_pop_to_mark();
	if (Z_STRLEN_P(return_value) == 0) {
		zval_ptr_dtor(return_value);
		ZVAL_NULL(return_value);
		php_oauth2_throw_crypto("The key could not be written");
	}
}

ZEND_METHOD(OAuth2_Key, toPem)
{
	return_pem(INTERNAL_FUNCTION_PARAM_PASSTHRU, true);
}

ZEND_METHOD(OAuth2_Key, toPublicPem)
{
	return_pem(INTERNAL_FUNCTION_PARAM_PASSTHRU, false);
}

ZEND_METHOD(OAuth2_Key, toPublicJwk)
{
	ZEND_PARSE_PARAMETERS_NONE();

	ERR_set_mark();
	php_oauth2_jwk_export(return_value, php_oauth2_key_material(Z_OBJ_P(ZEND_THIS)));
	ERR_pop_to_mark();
}

ZEND_METHOD(OAuth2_Key, publicKey)
{
	php_oauth2_material *material;
	php_oauth2_key *key;

	ZEND_PARSE_PARAMETERS_NONE();

	material = php_oauth2_key_material(Z_OBJ_P(ZEND_THIS));
	key = php_oauth2_key_init(return_value);
	ERR_set_mark();
	key->material = material->is_private ? php_oauth2_material_public(material) : php_oauth2_material_hold(material);
	ERR_pop_to_mark();
	if (!php_oauth2_key_complete(return_value)) {
		php_oauth2_throw_crypto("The key could not be read");
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_Key, thumbprint)
{
	ZEND_PARSE_PARAMETERS_NONE();

	RETURN_STRINGL(php_oauth2_key_material(Z_OBJ_P(ZEND_THIS))->thumbprint, PHP_OAUTH2_THUMBPRINT_LENGTH);
}
