/* SPDX-License-Identifier: BSD-3-Clause */
#include "json.h"

#include "ext/json/php_json.h"
#include "ext/json/php_json_parser.h"
#include "json_numbers.h"
#include "utf8.h"

#include <math.h>
#include <sodium.h>

/* Objects with at most this many members are searched for duplicates by their own table. */
#define FEW_MEMBERS 16

/* ext/json's parser with additional state. */
typedef struct {
	php_json_parser parser;
	const zend_array *list_like; /* the last object, if its array looks like a list */
	unsigned depth; /* the current depth: 1 in the top */
	HashTable names; /* keyed hashes of the names of large objects */
	bool has_names;
	unsigned char names_key[crypto_shorthash_KEYBYTES];
	zval strings; /* the members that are strings, which are wiped if parsing fails; or undefined */
} object_parser;

/* Refuses a member. The parser has passed ownership of key, value and, on failure, of the object. */
static int refuse_member(php_json_parser *parser, zval *object, zend_string *key, zval *value)
{
	parser->scanner.errcode = PHP_JSON_ERROR_INVALID_PROPERTY_NAME;
	zend_string_release(key);
	zval_ptr_dtor_nogc(value);
	zval_ptr_dtor_nogc(object);
	return FAILURE;
}

/* True for members that the RFCs define as lists: RFC 7519 4.1.3, RFC 7517 4.3 and 5.1. */
static bool is_defined_as_list(const zend_string *name)
{
	return zend_string_equals_literal(name, "aud") || zend_string_equals_literal(name, "keys")
		|| zend_string_equals_literal(name, "key_ops");
}

static int start_nested(php_json_parser *parser)
{
	((object_parser *) parser)->depth++;
	return SUCCESS;
}

/* Notes objects that look like lists: as arrays, {"0":"a"} and ["a"] are equal, and so are {} and []. */
static int end_object(php_json_parser *parser, zval *object)
{
	bool is_list_like = Z_TYPE_P(object) == IS_ARRAY && zend_array_is_list(Z_ARRVAL_P(object));

	((object_parser *) parser)->list_like = is_list_like ? Z_ARRVAL_P(object) : NULL;
	((object_parser *) parser)->depth--;
	return SUCCESS;
}

/* True if value is the last object and stands in place of a list that an RFC defines. Elsewhere, {} is allowed. */
static bool is_object_for_list(const object_parser *state, const zend_array *list_like, const zend_string *name, const zval *value)
{
	return list_like && Z_TYPE_P(value) == IS_ARRAY && Z_ARRVAL_P(value) == list_like && is_defined_as_list(name)
		&& (zend_hash_num_elements(list_like) > 0 || Z_TYPE(state->strings) == IS_ARRAY
			|| (state->depth == 1 && zend_string_equals_literal(name, "aud")));
}

/* False if the object has that name already. All objects share the set, because 64-bit hashes do not collide. */
static bool note_name(object_parser *state, const HashTable *object, const zend_string *name)
{
	uint64_t hash;

	if (!state->has_names) {
		zend_hash_init(&state->names, 4 * FEW_MEMBERS, NULL, NULL, false);
		randombytes_buf(state->names_key, sizeof(state->names_key));
		state->has_names = true;
	}
	crypto_shorthash((unsigned char *) &hash, (const unsigned char *) ZSTR_VAL(name), ZSTR_LEN(name), state->names_key);
	hash ^= (uintptr_t) object;
	return zend_hash_index_add_empty_element(&state->names, (zend_ulong) hash) != NULL;
}

static void note_names(object_parser *state, HashTable *object)
{
	zend_ulong index;
	zend_string *name;

	ZEND_HASH_FOREACH_KEY(object, index, name) {
		zend_string *text = name ? zend_string_copy(name) : zend_long_to_str((zend_long) index);

		note_name(state, object, text);
		zend_string_release(text);
	} ZEND_HASH_FOREACH_END();
}

/*
 * Adds value and takes its ownership, unless the object has that name already. Names of large objects are looked up by a
 * keyed hash and then added without a further look-up: Zend's tables hash without a key, so an attacker could choose names
 * that collide, and the time would be quadratic.
 */
static bool add_new(object_parser *state, HashTable *object, zend_string *name, zval *value)
{
	const uint32_t count = zend_hash_num_elements(object);
	zend_ulong index;

	if (count < FEW_MEMBERS) {
		if (zend_symtable_exists(object, name)) {
			return false;
		}
		zend_symtable_update(object, name, value);
		return true;
	}
	if (count == FEW_MEMBERS) {
		note_names(state, object);
	}
	if (!note_name(state, object, name)) {
		return false;
	}
	if (ZEND_HANDLE_NUMERIC(name, index)) {
		zend_hash_index_add_new(object, index, value);
	} else {
		zend_hash_add_new(object, name, value);
	}
	return true;
}

static int add_member(php_json_parser *parser, zval *object, zend_string *key, zval *value)
{
	object_parser *state = (object_parser *) parser;
	const zend_array *list_like = state->list_like;
	bool is_wrong;

	if (Z_TYPE(state->strings) == IS_ARRAY && Z_TYPE_P(value) == IS_STRING) {
		Z_TRY_ADDREF_P(value);
		add_next_index_zval(&state->strings, value);
	}
	is_wrong = is_object_for_list(state, list_like, key, value);
	if (is_wrong && Z_TYPE(state->strings) == IS_ARRAY && zend_string_equals_literal(key, "key_ops")) {
		/* Makes only this key of a set invalid: null is no list either. */
		zval_ptr_dtor_nogc(value);
		ZVAL_NULL(value);
		is_wrong = false;
	}
	if (is_wrong || memchr(ZSTR_VAL(key), '\0', ZSTR_LEN(key))
			|| (Z_TYPE_P(value) == IS_DOUBLE && !isfinite(Z_DVAL_P(value)))
			|| !add_new(state, Z_ARRVAL_P(object), key, value)) {
		return refuse_member(parser, object, key, value);
	}
	zend_string_release(key);
	return SUCCESS;
}

/* Checks a complete list for infinite numbers, because the parser has no handler for its elements. */
static int end_array(php_json_parser *parser, zval *array)
{
	zval *value;

	((object_parser *) parser)->list_like = NULL; /* PHP may share one array between all empty ones */
	((object_parser *) parser)->depth--;
	if (Z_TYPE_P(array) == IS_ARRAY) {
		ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(array), value) {
			if (Z_TYPE_P(value) == IS_DOUBLE && !isfinite(Z_DVAL_P(value))) {
				parser->scanner.errcode = PHP_JSON_ERROR_INF_OR_NAN;
				zval_ptr_dtor_nogc(array);
				return FAILURE;
			}
		} ZEND_HASH_FOREACH_END();
	}
	return SUCCESS;
}

static zend_result parse(object_parser *state, zval *result, const char *text, size_t length)
{
	php_json_parser *parser = &state->parser;
	zend_result parsed;
	size_t start = 0;

	ZEND_ASSERT(text[length] == '\0');
	while (start < length && (text[start] == ' ' || text[start] == '\t' || text[start] == '\r' || text[start] == '\n')) {
		start++;
	}
	if (start == length || text[start] != '{' || !php_oauth2_json_numbers_valid(text, length)) {
		return FAILURE;
	}
	state->list_like = NULL;
	state->depth = 0;
	state->has_names = false;
	/* The parser's limit is the first depth that it refuses. */
	php_json_parser_init(parser, result, text, length, PHP_JSON_OBJECT_AS_ARRAY, PHP_OAUTH2_JSON_MAX_DEPTH + 1);
	parser->methods.object_update = add_member;
	parser->methods.object_start = start_nested;
	parser->methods.object_end = end_object;
	parser->methods.array_start = start_nested;
	parser->methods.array_end = end_array;
	parsed = php_json_parse(parser) == 0 ? SUCCESS : FAILURE;
	if (state->has_names) {
		zend_hash_destroy(&state->names);
	}
	return parsed;
}

zend_result php_oauth2_json_parse_object(zval *result, const char *text, size_t length)
{
	object_parser state;

	ZVAL_UNDEF(&state.strings);
	return parse(&state, result, text, length);
}

zend_result php_oauth2_json_parse_secret(zval *result, const char *text, size_t length)
{
	object_parser state;
	zend_result parsed;

	array_init(&state.strings);
	parsed = parse(&state, result, text, length);
	if (parsed == FAILURE) {
		php_oauth2_json_wipe(&state.strings);
	}
	zval_ptr_dtor(&state.strings);
	return parsed;
}

void php_oauth2_json_wipe(zval *value)
{
	zval *member;

	if (Z_TYPE_P(value) == IS_STRING && !ZSTR_IS_INTERNED(Z_STR_P(value)) && Z_REFCOUNT_P(value) == 1) {
		sodium_memzero(Z_STRVAL_P(value), Z_STRLEN_P(value));
	} else if (Z_TYPE_P(value) == IS_ARRAY) {
		ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), member) {
			php_oauth2_json_wipe(member);
		} ZEND_HASH_FOREACH_END();
	}
}

bool php_oauth2_json_append_string(smart_str *json, const char *text, size_t length)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *input = (const unsigned char *) text;
	size_t written = 0, i = 0;

	smart_str_appendc(json, '"');
	while (i < length) {
		unsigned char c = input[i];

		if (c >= 0x80) {
			size_t step = php_oauth2_utf8_length(input + i, length - i);

			if (step == 0) {
				return false;
			}
			i += step;
			continue;
		}
		if (c >= 0x20 && c != '"' && c != '\\') {
			i++;
			continue;
		}
		smart_str_appendl(json, text + written, i - written);
		smart_str_appendc(json, '\\');
		switch (c) {
			case '\b': smart_str_appendc(json, 'b'); break;
			case '\f': smart_str_appendc(json, 'f'); break;
			case '\n': smart_str_appendc(json, 'n'); break;
			case '\r': smart_str_appendc(json, 'r'); break;
			case '\t': smart_str_appendc(json, 't'); break;
			case '"':
			case '\\':
				smart_str_appendc(json, (char) c);
				break;
			default:
				smart_str_appendl(json, "u00", 3);
				smart_str_appendc(json, hex[c >> 4]);
				smart_str_appendc(json, hex[c & 15]);
		}
		written = ++i;
	}
	smart_str_appendl(json, text + written, length - written);
	smart_str_appendc(json, '"');
	return true;
}

static const char *append_value(smart_str *json, zval *value, unsigned depth);

static const char *append_name(smart_str *json, zend_ulong index, const zend_string *name)
{
	if (name == NULL) {
		smart_str_appendc(json, '"');
		smart_str_append_long(json, (zend_long) index);
		smart_str_appendl(json, "\":", 2);
		return NULL;
	}
	if (memchr(ZSTR_VAL(name), '\0', ZSTR_LEN(name))) {
		return "not contain a member name with a NUL byte";
	}
	if (!php_oauth2_json_append_string(json, ZSTR_VAL(name), ZSTR_LEN(name))) {
		return "contain UTF-8 only";
	}
	smart_str_appendc(json, ':');
	return NULL;
}

static const char *append_named(smart_str *json, HashTable *array, unsigned depth)
{
	zend_ulong index;
	zend_string *name;
	zval *value;
	bool first = true;

	ZEND_HASH_FOREACH_KEY_VAL(array, index, name, value) {
		const char *flaw;

		if (!first) {
			smart_str_appendc(json, ',');
		}
		first = false;
		flaw = append_name(json, index, name);
		if (flaw == NULL) {
			flaw = append_value(json, value, depth);
		}
		if (flaw) {
			return flaw;
		}
	} ZEND_HASH_FOREACH_END();
	return NULL;
}

static const char *append_list(smart_str *json, HashTable *array, unsigned depth)
{
	zval *value;
	bool first = true;

	ZEND_HASH_FOREACH_VAL(array, value) {
		const char *flaw;

		if (!first) {
			smart_str_appendc(json, ',');
		}
		first = false;
		flaw = append_value(json, value, depth);
		if (flaw) {
			return flaw;
		}
	} ZEND_HASH_FOREACH_END();
	return NULL;
}

/* depth is that of the array. The limit also ends recursion through references. */
static const char *append_array(smart_str *json, HashTable *array, unsigned depth)
{
	bool is_list = zend_array_is_list(array);
	const char *flaw;

	if (depth == PHP_OAUTH2_JSON_MAX_DEPTH) {
		return "not be nested more than 16 deep";
	}
	smart_str_appendc(json, is_list ? '[' : '{');
	flaw = is_list ? append_list(json, array, depth + 1) : append_named(json, array, depth + 1);
	smart_str_appendc(json, is_list ? ']' : '}');
	return flaw;
}

static const char *append_value(smart_str *json, zval *value, unsigned depth)
{
	ZVAL_DEREF(value);
	switch (Z_TYPE_P(value)) {
		case IS_NULL:
			smart_str_appendl(json, "null", 4);
			return NULL;
		case IS_FALSE:
			smart_str_appendl(json, "false", 5);
			return NULL;
		case IS_TRUE:
			smart_str_appendl(json, "true", 4);
			return NULL;
		case IS_LONG:
			smart_str_append_long(json, Z_LVAL_P(value));
			return NULL;
		case IS_DOUBLE:
			if (!isfinite(Z_DVAL_P(value))) {
				return "contain finite numbers only";
			}
			/* -1 gives the shortest text that is read back as the same number, regardless of serialize_precision. */
			smart_str_append_double(json, Z_DVAL_P(value), -1, true);
			return NULL;
		case IS_STRING:
			return php_oauth2_json_append_string(json, Z_STRVAL_P(value), Z_STRLEN_P(value)) ? NULL : "contain UTF-8 only";
		case IS_ARRAY:
			return append_array(json, Z_ARRVAL_P(value), depth);
		default:
			return "not contain an object or a resource";
	}
}

const char *php_oauth2_json_append_members(smart_str *json, HashTable *array)
{
	return append_named(json, array, 1);
}

const char *php_oauth2_json_append_object(smart_str *json, HashTable *array)
{
	const char *flaw;

	smart_str_appendc(json, '{');
	flaw = php_oauth2_json_append_members(json, array);
	smart_str_appendc(json, '}');
	return flaw;
}
