/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_set.h"

#include "error.h"
#include "json.h"
#include "jwk.h"
#include "key.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include <openssl/err.h>

/*
 * Keys by algorithm and key id, because keys of several algorithms may have the same id (RFC 7517 4.5). The table never
 * changes after the set has been created.
 */
typedef struct {
	HashTable keys;
	bool is_made;
	zend_object std;
} key_set;

typedef struct {
	zend_object_iterator iterator; /* data is the set */
	HashPosition position;
} key_set_iterator;

zend_class_entry *php_oauth2_key_set_ce;
static zend_object_handlers handlers;

static key_set *from_obj(zend_object *object)
{
	return (key_set *) ((char *) object - offsetof(key_set, std));
}

static zend_object *create(zend_class_entry *ce)
{
	key_set *set = zend_object_alloc(sizeof(*set), ce);

	zend_hash_init(&set->keys, 0, NULL, ZVAL_PTR_DTOR, false);
	set->is_made = false;
	zend_object_std_init(&set->std, ce);
	object_properties_init(&set->std, ce);
	set->std.handlers = &handlers;
	return &set->std;
}

static void free_object(zend_object *object)
{
	zend_hash_destroy(&from_obj(object)->keys);
	zend_object_std_dtor(object);
}

static void iterator_free(zend_object_iterator *iterator)
{
	zval_ptr_dtor(&iterator->data);
}

static HashTable *iterated_keys(zend_object_iterator *iterator)
{
	return &from_obj(Z_OBJ(iterator->data))->keys;
}

static int iterator_valid(zend_object_iterator *iterator)
{
	return zend_hash_has_more_elements_ex(iterated_keys(iterator), &((key_set_iterator *) iterator)->position);
}

static zval *iterator_current(zend_object_iterator *iterator)
{
	return zend_hash_get_current_data_ex(iterated_keys(iterator), &((key_set_iterator *) iterator)->position);
}

static void iterator_key(zend_object_iterator *iterator, zval *key)
{
	const zval *current = iterator_current(iterator);

	if (current) {
		ZVAL_STR_COPY(key, php_oauth2_key_id(Z_OBJ_P(current)));
	} else {
		ZVAL_NULL(key);
	}
}

static void iterator_forward(zend_object_iterator *iterator)
{
	zend_hash_move_forward_ex(iterated_keys(iterator), &((key_set_iterator *) iterator)->position);
}

static void iterator_rewind(zend_object_iterator *iterator)
{
	zend_hash_internal_pointer_reset_ex(iterated_keys(iterator), &((key_set_iterator *) iterator)->position);
}

static const zend_object_iterator_funcs iterator_functions = {
	iterator_free, iterator_valid, iterator_current, iterator_key, iterator_forward, iterator_rewind, NULL, NULL,
};

static zend_object_iterator *get_iterator(zend_class_entry *ce, zval *object, int by_reference)
{
	key_set_iterator *iterator;

	(void) ce;
	if (by_reference) {
		zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
		return NULL;
	}
	iterator = emalloc(sizeof(*iterator));
	zend_iterator_init(&iterator->iterator);
	iterator->iterator.funcs = &iterator_functions;
	ZVAL_OBJ_COPY(&iterator->iterator.data, Z_OBJ_P(object));
	iterator_rewind(&iterator->iterator);
	return &iterator->iterator;
}

void php_oauth2_key_set_minit(zend_class_entry *ce)
{
	php_oauth2_key_set_ce = ce;
	ce->create_object = create;
	ce->get_iterator = get_iterator;
	memcpy(&handlers, &std_object_handlers, sizeof(handlers));
	handlers.offset = offsetof(key_set, std);
	handlers.free_obj = free_object;
	handlers.clone_obj = NULL;
	handlers.compare = zend_objects_not_comparable;
#if PHP_VERSION_ID >= 80300
	ce->default_object_handlers = &handlers;
#endif
}

#define INDEX_MAX_BYTES (PHP_OAUTH2_ALG_NAME_MAX_BYTES + 1 + PHP_OAUTH2_KEY_ID_MAX_BYTES)

/* Writes the name of an element: algorithm, NUL, key id. It is unique, because no algorithm contains a NUL. */
static size_t write_index(char index[INDEX_MAX_BYTES], const php_oauth2_alg *alg, const char *key_id, size_t key_id_length)
{
	size_t length = strlen(alg->name);

	ZEND_ASSERT(length <= PHP_OAUTH2_ALG_NAME_MAX_BYTES && key_id_length <= PHP_OAUTH2_KEY_ID_MAX_BYTES);
	memcpy(index, alg->name, length);
	index[length++] = '\0';
	memcpy(index + length, key_id, key_id_length);
	return length + key_id_length;
}

static zval *find(const HashTable *keys, const php_oauth2_alg *alg, const char *key_id, size_t key_id_length)
{
	char index[INDEX_MAX_BYTES];

	return key_id_length > PHP_OAUTH2_KEY_ID_MAX_BYTES ? NULL
		: zend_hash_str_find(keys, index, write_index(index, alg, key_id, key_id_length));
}

/* Counts the keys with that id, and sets key to one of them. */
static unsigned find_all(const HashTable *keys, const zend_string *key_id, zval **key)
{
	const php_oauth2_alg *alg = NULL;
	unsigned count = 0;

	*key = NULL;
	while ((alg = php_oauth2_alg_next(alg)) != NULL) {
		zval *found = find(keys, alg, ZSTR_VAL(key_id), ZSTR_LEN(key_id));

		if (found) {
			*key = found;
			count++;
		}
	}
	return count;
}

/*
 * Adds key and takes its ownership. It allocates the name first, because zend_hash_str_add() counts an element before it
 * does so, and a bailout at the memory limit would leave an uninitialised element.
 */
static void add(key_set *set, zval *key)
{
	const php_oauth2_material *material = php_oauth2_key_material(Z_OBJ_P(key));
	char index[INDEX_MAX_BYTES];
	size_t length = write_index(index, material->alg, material->key_id, material->key_id_length);
	zend_string *name = zend_string_init(index, length, 0);

	zend_hash_add_new(&set->keys, name, key);
	zend_string_release(name);
}

static void throw_same_id(void)
{
	php_oauth2_throw_invalid_key("Two keys of the set have the same id");
}

ZEND_METHOD(OAuth2_KeySet, __construct)
{
	key_set *set = from_obj(Z_OBJ_P(ZEND_THIS));
	zval *keys;
	uint32_t count;

	ZEND_PARSE_PARAMETERS_START(0, -1)
		Z_PARAM_VARIADIC('*', keys, count)
	ZEND_PARSE_PARAMETERS_END();

	if (set->is_made) {
		zend_throw_error(NULL, "OAuth2\\KeySet is immutable and cannot be constructed twice");
		RETURN_THROWS();
	}
	set->is_made = true;
	for (uint32_t i = 0; i < count; i++) {
		zval key, *same;

		if (Z_TYPE(keys[i]) != IS_OBJECT || Z_OBJCE(keys[i]) != php_oauth2_key_ce) {
			zend_argument_type_error(i + 1, "must be of type OAuth2\\Key, %s given", zend_zval_type_name(&keys[i]));
			RETURN_THROWS();
		}
		if (find_all(&set->keys, php_oauth2_key_id(Z_OBJ(keys[i])), &same) > 0) {
			throw_same_id();
			RETURN_THROWS();
		}
		ZVAL_COPY(&key, &keys[i]);
		add(set, &key);
	}
}

/* Creates a Key from an entry. On failure it sets flaw. */
static bool read_key(zval *key, zval *member, bool is_strict, const char **flaw)
{
	php_oauth2_key *made;

	if (Z_TYPE_P(member) != IS_ARRAY) {
		*flaw = "is not an object";
		return false;
	}
	if (is_strict) {
		*flaw = php_oauth2_jwk_secrecy(Z_ARRVAL_P(member));
		if (*flaw) {
			return false;
		}
	}
	made = php_oauth2_key_init(key);
	made->material = php_oauth2_jwk_read(Z_ARRVAL_P(member), NULL, flaw);
	return php_oauth2_key_complete(key);
}

/*
 * Adds a key unless the set has it already. Different keys with the same algorithm and id are ambiguous: null replaces
 * them, so that a third one is not added either.
 */
static void add_if_clear(key_set *set, zval *key)
{
	const php_oauth2_material *material = php_oauth2_key_material(Z_OBJ_P(key)), *other;
	zval *same = find(&set->keys, material->alg, material->key_id, material->key_id_length);

	if (same == NULL) {
		add(set, key);
		return;
	}
	if (Z_TYPE_P(same) == IS_OBJECT) {
		other = php_oauth2_key_material(Z_OBJ_P(same));
		if (memcmp(material->thumbprint, other->thumbprint, sizeof(material->thumbprint)) != 0) {
			zval_ptr_dtor(same);
			ZVAL_NULL(same);
		}
	}
	zval_ptr_dtor(key);
}

/* A callback for zend_hash_apply(). */
static int is_unclear(zval *key)
{
	return Z_TYPE_P(key) == IS_NULL ? ZEND_HASH_APPLY_REMOVE : ZEND_HASH_APPLY_KEEP;
}

static zend_result add_all(key_set *set, HashTable *members, bool is_strict)
{
	zval *list = zend_hash_str_find(members, "keys", sizeof("keys") - 1), *member, key, *same;
	const char *flaw;

	if (list) {
		ZVAL_DEREF(list);
	}
	if (list == NULL || Z_TYPE_P(list) != IS_ARRAY || !zend_array_is_list(Z_ARRVAL_P(list))) {
		php_oauth2_throw_invalid_key("The key set has no list \"keys\"");
		return FAILURE;
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(list), member) {
		ZVAL_DEREF(member);
		if (!read_key(&key, member, is_strict, &flaw)) {
			if (is_strict) {
				php_oauth2_throw_invalid_key("A key of the set %s", flaw);
				return FAILURE;
			}
			continue;
		}
		if (!is_strict) {
			add_if_clear(set, &key);
		} else if (find_all(&set->keys, php_oauth2_key_id(Z_OBJ(key)), &same) == 0) {
			add(set, &key);
		} else {
			zval_ptr_dtor(&key);
			throw_same_id();
			return FAILURE;
		}
	} ZEND_HASH_FOREACH_END();
	zend_hash_apply(&set->keys, is_unclear);
	return SUCCESS;
}

ZEND_METHOD(OAuth2_KeySet, fromJwks)
{
	HashTable *members;
	zend_string *text;
	zval parsed;
	key_set *set;
	bool is_strict = false;
	zend_result result;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_ARRAY_HT_OR_STR(members, text)
		Z_PARAM_OPTIONAL
		Z_PARAM_BOOL(is_strict)
	ZEND_PARSE_PARAMETERS_END();

	ZVAL_NULL(&parsed);
	if (members == NULL) {
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the function has returned if both are NULL. */
		if (ZSTR_LEN(text) > PHP_OAUTH2_JWK_MAX_BYTES) {
			php_oauth2_throw_invalid_key("The key set is a text longer than %d bytes", PHP_OAUTH2_JWK_MAX_BYTES);
			RETURN_THROWS();
		}
		if (php_oauth2_json_parse_secret(&parsed, ZSTR_VAL(text), ZSTR_LEN(text)) == FAILURE) {
			php_oauth2_throw_invalid_key("The key set is not a JSON object without duplicate members");
			RETURN_THROWS();
		}
		members = Z_ARRVAL(parsed);
	}
	object_init_ex(return_value, php_oauth2_key_set_ce);
	set = from_obj(Z_OBJ_P(return_value));
	set->is_made = true;
	ERR_set_mark();
	result = add_all(set, members, is_strict);
	ERR_pop_to_mark();
	if (Z_TYPE(parsed) == IS_ARRAY) {
		php_oauth2_json_wipe(&parsed);
		zval_ptr_dtor(&parsed);
	}
	if (result == FAILURE) {
		zval_ptr_dtor(return_value);
		ZVAL_NULL(return_value);
		RETURN_THROWS();
	}
}

ZEND_METHOD(OAuth2_KeySet, toJwks)
{
	zval list, *key, jwk;

	ZEND_PARSE_PARAMETERS_NONE();

	array_init(&list);
	array_init(return_value);
	add_assoc_zval(return_value, "keys", &list);
	ERR_set_mark();
	ZEND_HASH_FOREACH_VAL(&from_obj(Z_OBJ_P(ZEND_THIS))->keys, key) {
		php_oauth2_jwk_export(&jwk, php_oauth2_key_material(Z_OBJ_P(key)));
		if (EG(exception)) {
			break;
		}
		add_next_index_zval(&list, &jwk);
	} ZEND_HASH_FOREACH_END();
	ERR_pop_to_mark();
}

ZEND_METHOD(OAuth2_KeySet, find)
{
	const HashTable *keys = &from_obj(Z_OBJ_P(ZEND_THIS))->keys;
	zend_string *key_id, *algorithm = NULL;
	const php_oauth2_alg *alg;
	zval *key;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(key_id)
		Z_PARAM_OPTIONAL
		Z_PARAM_STR_OR_NULL(algorithm)
	ZEND_PARSE_PARAMETERS_END();

	if (php_oauth2_key_algorithm(&alg, algorithm, 2) == FAILURE) {
		RETURN_THROWS();
	}
	if (alg) {
		key = find(keys, alg, ZSTR_VAL(key_id), ZSTR_LEN(key_id));
	} else if (find_all(keys, key_id, &key) > 1) {
		RETURN_NULL();
	}
	if (key) {
		RETURN_COPY(key);
	}
}

ZEND_METHOD(OAuth2_KeySet, count)
{
	ZEND_PARSE_PARAMETERS_NONE();

	RETURN_LONG(zend_hash_num_elements(&from_obj(Z_OBJ_P(ZEND_THIS))->keys));
}

ZEND_METHOD(OAuth2_KeySet, getIterator)
{
	ZEND_PARSE_PARAMETERS_NONE();

	zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}

php_oauth2_material *php_oauth2_key_set_find(zend_object *set, const zend_string *key_id, const php_oauth2_alg *alg)
{
	const HashTable *keys = &from_obj(set)->keys;
	zval *key = find(keys, alg, ZSTR_VAL(key_id), ZSTR_LEN(key_id));

	if (key == NULL) {
		find_all(keys, key_id, &key);
	}
	return key ? php_oauth2_key_material(Z_OBJ_P(key)) : NULL;
}

php_oauth2_material *php_oauth2_key_set_only(zend_object *set, const php_oauth2_alg *alg)
{
	php_oauth2_material *only = NULL;
	zval *key;

	ZEND_HASH_FOREACH_VAL(&from_obj(set)->keys, key) {
		php_oauth2_material *material = php_oauth2_key_material(Z_OBJ_P(key));

		if (material->alg == alg) {
			if (only) {
				return NULL;
			}
			only = material;
		}
	} ZEND_HASH_FOREACH_END();
	return only;
}
