/* SPDX-License-Identifier: BSD-3-Clause */
#include "jwt_expect.h"

#include "error.h"

#include <math.h>
#include <time.h>

#define NAME(text) (text), sizeof(text) - 1

/* The time with its fraction, so that a token issued in this second does not seem to be from the future. */
static double current_time(void)
{
	struct timespec clock;

	if (timespec_get(&clock, TIME_UTC) != TIME_UTC) {
		return (double) time(NULL);
	}
	return (double) clock.tv_sec + (double) clock.tv_nsec / 1e9;
}

/* True for a list of strings. Elements may be references, because the caller makes the array. */
static bool is_list_of_strings(zval *value)
{
	zval *item;

	if (Z_TYPE_P(value) != IS_ARRAY || !zend_array_is_list(Z_ARRVAL_P(value))) {
		return false;
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), item) {
		ZVAL_DEREF(item);
		if (Z_TYPE_P(item) != IS_STRING) {
			return false;
		}
	} ZEND_HASH_FOREACH_END();
	return true;
}

static zend_result read_string(const zend_string **string, zval *value, const char *name, uint32_t argument)
{
	if (Z_TYPE_P(value) != IS_STRING) {
		zend_argument_type_error(argument, "must have a string for \"%s\", %s given", name, zend_zval_type_name(value));
		return FAILURE;
	}
	if (Z_STRLEN_P(value) == 0) {
		zend_argument_value_error(argument, "must not have an empty string for \"%s\"", name);
		return FAILURE;
	}
	*string = Z_STR_P(value);
	return SUCCESS;
}

static zend_result read_audience(zval **audience, zval *value, uint32_t argument)
{
	const zend_string *string;
	zval *item;

	if (Z_TYPE_P(value) == IS_STRING) {
		*audience = value;
		return read_string(&string, value, "audience", argument);
	}
	if (!is_list_of_strings(value)) {
		zend_argument_type_error(argument, "must have a string or a list of strings for \"audience\"");
		return FAILURE;
	}
	if (zend_hash_num_elements(Z_ARRVAL_P(value)) == 0) {
		zend_argument_value_error(argument, "must not have an empty list for \"audience\"");
		return FAILURE;
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), item) {
		ZVAL_DEREF(item);
		if (read_string(&string, item, "audience", argument) == FAILURE) {
			return FAILURE;
		}
	} ZEND_HASH_FOREACH_END();
	*audience = value;
	return SUCCESS;
}

static zend_result read_required(zval **required, zval *value, uint32_t argument)
{
	if (!is_list_of_strings(value)) {
		zend_argument_type_error(argument, "must have a list of strings for \"require\"");
		return FAILURE;
	}
	*required = value;
	return SUCCESS;
}

static zend_result read_seconds(double *seconds, zval *value, const char *name, double max, uint32_t argument)
{
	if (Z_TYPE_P(value) != IS_LONG) {
		zend_argument_type_error(argument, "must have an int for \"%s\", %s given", name, zend_zval_type_name(value));
		return FAILURE;
	}
	if (Z_LVAL_P(value) < 0 || (double) Z_LVAL_P(value) > max) {
		zend_argument_value_error(argument, "must have a value between 0 and %.0f for \"%s\"", max, name);
		return FAILURE;
	}
	*seconds = (double) Z_LVAL_P(value);
	return SUCCESS;
}

static zend_result read_option(php_oauth2_jwt_expect *expect, const zend_string *name, zval *value, uint32_t argument)
{
	if (zend_string_equals_literal(name, "issuer")) {
		return read_string(&expect->issuer, value, "issuer", argument);
	}
	if (zend_string_equals_literal(name, "audience")) {
		return read_audience(&expect->audience, value, argument);
	}
	if (zend_string_equals_literal(name, "subject")) {
		return read_string(&expect->subject, value, "subject", argument);
	}
	if (zend_string_equals_literal(name, "type")) {
		return read_string(&expect->type, value, "type", argument);
	}
	if (zend_string_equals_literal(name, "require")) {
		return read_required(&expect->required, value, argument);
	}
	if (zend_string_equals_literal(name, "leeway")) {
		return read_seconds(&expect->leeway, value, "leeway", PHP_OAUTH2_JWT_MAX_LEEWAY, argument);
	}
	if (zend_string_equals_literal(name, "max_age")) {
		return read_seconds(&expect->max_age, value, "max_age", PHP_OAUTH2_JWT_MAX_DATE, argument);
	}
	if (zend_string_equals_literal(name, "now")) {
		return read_seconds(&expect->now, value, "now", PHP_OAUTH2_JWT_MAX_DATE, argument);
	}
	zend_argument_value_error(argument, "must have no other names than \"issuer\", \"audience\", \"subject\", \"type\", "
		"\"require\", \"leeway\", \"max_age\" and \"now\"");
	return FAILURE;
}

zend_result php_oauth2_jwt_expect_read(php_oauth2_jwt_expect *expect, HashTable *options, uint32_t argument)
{
	zend_string *name;
	zval *value;

	*expect = (php_oauth2_jwt_expect) {.max_age = -1, .now = -1};
	if (options) {
		ZEND_HASH_FOREACH_STR_KEY_VAL(options, name, value) {
			ZVAL_DEREF(value);
			if (read_option(expect, name ? name : ZSTR_EMPTY_ALLOC(), value, argument) == FAILURE) {
				return FAILURE;
			}
		} ZEND_HASH_FOREACH_END();
	}
	if (expect->now < 0) {
		expect->now = current_time();
	}
	return SUCCESS;
}

/* Strips "application/" from a media type that has no other slash (RFC 7515 4.1.9). */
static void subtype(const zend_string *type, const char **text, size_t *length)
{
	static const char prefix[] = "application/";
	size_t prefix_length = sizeof(prefix) - 1;

	*text = ZSTR_VAL(type);
	*length = ZSTR_LEN(type);
	if (*length > prefix_length && zend_binary_strcasecmp(*text, prefix_length, prefix, prefix_length) == 0
			&& !memchr(*text + prefix_length, '/', *length - prefix_length)) {
		*text += prefix_length;
		*length -= prefix_length;
	}
}

zend_result php_oauth2_jwt_expect_type(const php_oauth2_jwt_expect *expect, const zend_string *type)
{
	const char *expected, *given;
	size_t expected_length, given_length;

	if (expect->type == NULL) {
		return SUCCESS;
	}
	if (type) {
		subtype(expect->type, &expected, &expected_length);
		subtype(type, &given, &given_length);
		if (given_length == expected_length
				&& zend_binary_strcasecmp(given, given_length, expected, expected_length) == 0) {
			return SUCCESS;
		}
	}
	php_oauth2_throw_invalid_token(PHP_OAUTH2_REASON_TYPE, "The token is not of the expected type");
	return FAILURE;
}

/* Reads a date: a JSON number, with or without a fraction (RFC 7519 2). */
static bool read_date(HashTable *claims, const char *name, size_t length, double *date)
{
	zval *value = zend_hash_str_find(claims, name, length);

	*date = -1;
	if (value == NULL) {
		return true;
	}
	if (Z_TYPE_P(value) != IS_LONG && Z_TYPE_P(value) != IS_DOUBLE) {
		return false;
	}
	*date = zval_get_double(value);
	return *date >= 0 && *date <= PHP_OAUTH2_JWT_MAX_DATE;
}

/* Reads a StringOrURI or string claim. *string is NULL if it is absent. */
static bool read_text(HashTable *claims, const char *name, size_t length, const zend_string **string)
{
	zval *value = zend_hash_str_find(claims, name, length);

	*string = value && Z_TYPE_P(value) == IS_STRING ? Z_STR_P(value) : NULL;
	return value == NULL || *string;
}

static zend_result fail(php_oauth2_reason reason, const char *message)
{
	php_oauth2_throw_invalid_token(reason, "%s", message);
	return FAILURE;
}

static zend_result check_required(const php_oauth2_jwt_expect *expect, HashTable *claims)
{
	zval *name;

	if (expect->required == NULL) {
		return zend_hash_str_exists(claims, NAME("exp")) ? SUCCESS
			: fail(PHP_OAUTH2_REASON_CLAIM, "The token lacks the claim \"exp\"");
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(expect->required), name) {
		ZVAL_DEREF(name);
		if (!zend_symtable_exists(claims, Z_STR_P(name))) {
			return fail(PHP_OAUTH2_REASON_CLAIM, "The token lacks a required claim");
		}
	} ZEND_HASH_FOREACH_END();
	return SUCCESS;
}

static bool audience_has(zval *audience, const zend_string *wanted)
{
	zval *item;

	if (Z_TYPE_P(audience) == IS_STRING) {
		return zend_string_equals(Z_STR_P(audience), wanted);
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(audience), item) {
		ZVAL_DEREF(item);
		if (zend_string_equals(Z_STR_P(item), wanted)) {
			return true;
		}
	} ZEND_HASH_FOREACH_END();
	return false;
}

/* True if an expected audience is one of the token's. Both are a string or a list of strings. */
static bool audience_matches(zval *expected, zval *given)
{
	zval *item;

	if (Z_TYPE_P(expected) == IS_STRING) {
		return audience_has(given, Z_STR_P(expected));
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(expected), item) {
		ZVAL_DEREF(item);
		if (audience_has(given, Z_STR_P(item))) {
			return true;
		}
	} ZEND_HASH_FOREACH_END();
	return false;
}

static zend_result check_dates(const php_oauth2_jwt_expect *expect, double expires, double not_before, double issued_at)
{
	if (expires >= 0 && expect->now - expect->leeway >= expires) {
		return fail(PHP_OAUTH2_REASON_EXPIRED, "The token has expired");
	}
	if (not_before >= 0 && expect->now + expect->leeway < not_before) {
		return fail(PHP_OAUTH2_REASON_NOT_BEFORE, "The token is not valid yet");
	}
	if (issued_at >= 0 && expect->now + expect->leeway < issued_at) {
		return fail(PHP_OAUTH2_REASON_ISSUED_AT, "The token was issued in the future");
	}
	if (expect->max_age >= 0 && (issued_at < 0 || expect->now - expect->leeway - issued_at > expect->max_age)) {
		return fail(PHP_OAUTH2_REASON_ISSUED_AT, "The token is older than it may be, or does not say how old it is");
	}
	return SUCCESS;
}

zend_result php_oauth2_jwt_expect_claims(const php_oauth2_jwt_expect *expect, HashTable *claims)
{
	const zend_string *issuer, *subject, *id;
	zval *audience = zend_hash_str_find(claims, NAME("aud"));
	double expires, not_before, issued_at;

	/* A claim of the wrong type is malformed, not absent, even if it is not required. */
	if (!read_date(claims, NAME("exp"), &expires) || !read_date(claims, NAME("nbf"), &not_before)
			|| !read_date(claims, NAME("iat"), &issued_at) || !read_text(claims, NAME("iss"), &issuer)
			|| !read_text(claims, NAME("sub"), &subject) || !read_text(claims, NAME("jti"), &id)
			|| (audience && Z_TYPE_P(audience) != IS_STRING && !is_list_of_strings(audience))) {
		return fail(PHP_OAUTH2_REASON_MALFORMED, "The token has a registered claim of the wrong type or out of range");
	}
	if (check_required(expect, claims) == FAILURE || check_dates(expect, expires, not_before, issued_at) == FAILURE) {
		return FAILURE;
	}
	if (expect->issuer && (issuer == NULL || !zend_string_equals(expect->issuer, issuer))) {
		return fail(PHP_OAUTH2_REASON_ISSUER, "The token is not of the expected issuer");
	}
	if (expect->audience && (audience == NULL || !audience_matches(expect->audience, audience))) {
		return fail(PHP_OAUTH2_REASON_AUDIENCE, "The token is not for the expected audience");
	}
	if (expect->subject && (subject == NULL || !zend_string_equals(expect->subject, subject))) {
		return fail(PHP_OAUTH2_REASON_SUBJECT, "The token is not about the expected subject");
	}
	return SUCCESS;
}
