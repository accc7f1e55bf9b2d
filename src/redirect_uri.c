/* SPDX-License-Identifier: BSD-3-Clause */
#include "php.h"

#include "uri.h"

#include <string.h>

/* What browsers, proxies and databases carry without cutting. */
#define MAX_REDIRECT_URI_BYTES 2048

/*
 * Whether an administrator's list has the scheme. All entries are checked even if an early one fits, so that a mistake
 * in the list does not stay hidden until another scheme is asked for. Throws if one is no scheme.
 */
static bool is_allowed(php_oauth2_uri_part scheme, HashTable *allow)
{
	bool is_listed = false;
	zval *entry;

	ZEND_HASH_FOREACH_VAL(allow, entry) {
		ZVAL_DEREF(entry);
		if (Z_TYPE_P(entry) != IS_STRING) {
			zend_argument_type_error(2, "must be a list of strings, %s in it", zend_zval_type_name(entry));
			return false;
		}
		if (!php_oauth2_uri_is_scheme(Z_STRVAL_P(entry), Z_STRLEN_P(entry))) {
			zend_argument_value_error(2, "must be a list of URI schemes without a colon");
			return false;
		}
		is_listed |= php_oauth2_uri_scheme_equals(scheme, Z_STRVAL_P(entry), Z_STRLEN_P(entry));
	} ZEND_HASH_FOREACH_END();
	return is_listed;
}

ZEND_FUNCTION(oauth2_redirect_uri_valid)
{
	zend_string *text;
	HashTable *allow = NULL;
	php_oauth2_uri uri;
	bool is_valid, is_listed = false;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(text)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(allow)
	ZEND_PARSE_PARAMETERS_END();

	is_valid = ZSTR_LEN(text) <= MAX_REDIRECT_URI_BYTES && php_oauth2_uri_parse(&uri, ZSTR_VAL(text), ZSTR_LEN(text));
	if (allow) {
		const php_oauth2_uri_part none = {"", 0};

		is_listed = is_allowed(is_valid ? uri.scheme : none, allow);
		if (EG(exception)) {
			RETURN_THROWS();
		}
	}
	if (!is_valid || php_oauth2_uri_has_dot_segment(&uri) || php_oauth2_uri_has_response_parameter(&uri)) {
		RETURN_FALSE;
	}
	switch (php_oauth2_uri_classify(&uri)) {
		case PHP_OAUTH2_URI_HTTPS:
		case PHP_OAUTH2_URI_LOOPBACK_HTTP:
		case PHP_OAUTH2_URI_PRIVATE_USE:
			RETURN_TRUE;
		case PHP_OAUTH2_URI_DOTLESS:
			RETURN_BOOL(is_listed);
		case PHP_OAUTH2_URI_REFUSED:
			break;
	}
	RETURN_FALSE;
}

static bool is_loopback(php_oauth2_uri *uri, const zend_string *text)
{
	return php_oauth2_uri_parse(uri, ZSTR_VAL(text), ZSTR_LEN(text))
		&& php_oauth2_uri_classify(uri) == PHP_OAUTH2_URI_LOOPBACK_HTTP;
}

/* RFC 8252 7.3: the same bytes up to the end of the host, any port, the same bytes from the path on. */
static bool equals_but_for_port(const zend_string *registered, const zend_string *given)
{
	php_oauth2_uri a, b;
	size_t head, tail;

	if (!is_loopback(&a, registered) || !is_loopback(&b, given)) {
		return false;
	}
	head = (size_t) (a.host.start + a.host.length - ZSTR_VAL(registered));
	tail = (size_t) (ZSTR_VAL(registered) + ZSTR_LEN(registered) - a.path.start);
	return head == (size_t) (b.host.start + b.host.length - ZSTR_VAL(given))
		&& tail == (size_t) (ZSTR_VAL(given) + ZSTR_LEN(given) - b.path.start)
		&& memcmp(ZSTR_VAL(registered), ZSTR_VAL(given), head) == 0
		&& memcmp(a.path.start, b.path.start, tail) == 0;
}

/* These end up in a Location header. A registered one came from a database that older rules may have filled. */
static bool has_control_or_blank(const zend_string *text)
{
	size_t i;

	for (i = 0; i < ZSTR_LEN(text); i++) {
		const unsigned char c = (unsigned char) ZSTR_VAL(text)[i];

		if (c <= ' ' || c == 0x7f) {
			return true;
		}
	}
	return false;
}

ZEND_FUNCTION(oauth2_redirect_uri_matches)
{
	zend_string *registered, *given;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(registered)
		Z_PARAM_STR(given)
	ZEND_PARSE_PARAMETERS_END();

	if (ZSTR_LEN(given) == 0 || has_control_or_blank(given)) {
		RETURN_FALSE;
	}
	RETURN_BOOL(zend_string_equals(registered, given) || equals_but_for_port(registered, given));
}
