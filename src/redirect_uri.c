/* SPDX-License-Identifier: BSD-3-Clause */
#include "php.h"
#include "Zend/zend_smart_str.h"

#include "ascii.h"
#include "uri.h"

#include <string.h>

/*
 * True if an administrator's list contains the scheme. Throws if an entry is no scheme, even if an earlier one matches, so
 * that a mistake in the list is found at once.
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

/* Parses a URI and returns the reason to refuse it. Throws as is_allowed() does. */
static php_oauth2_uri_refusal judge(php_oauth2_uri *uri, const zend_string *text, HashTable *allow)
{
	php_oauth2_uri_read(uri, ZSTR_VAL(text), ZSTR_LEN(text));
	return php_oauth2_uri_refused(uri, allow && is_allowed(uri->scheme, allow));
}

static void add_part(zval *array, const char *name, php_oauth2_uri_part part, bool is_known)
{
	zval value;

	if (is_known) {
		ZVAL_STRINGL(&value, part.start, part.length);
	} else {
		ZVAL_NULL(&value);
	}
	zend_hash_str_update(Z_ARRVAL_P(array), name, strlen(name), &value);
}

static void append_lower(smart_str *text, php_oauth2_uri_part part)
{
	size_t i;

	for (i = 0; i < part.length; i++) {
		smart_str_appendc(text, php_oauth2_lower(part.start[i]));
	}
}

static bool is_default_port(const php_oauth2_uri *uri)
{
	const char *port = uri->kind == PHP_OAUTH2_URI_HTTPS ? "443" : "80";

	return uri->port.length == strlen(port) && memcmp(uri->port.start, port, uri->port.length) == 0;
}

/* Adds the origin as browsers write it (RFC 6454 6.2). */
static void add_origin(zval *array, const php_oauth2_uri *uri)
{
	smart_str origin = {0};

	if (uri->kind == PHP_OAUTH2_URI_UNKNOWN || uri->kind == PHP_OAUTH2_URI_PRIVATE_USE) {
		add_assoc_null(array, "origin");
		return;
	}
	append_lower(&origin, uri->scheme);
	smart_str_appendl(&origin, "://", 3);
	append_lower(&origin, uri->host);
	if (uri->port.length > 0 && !is_default_port(uri)) {
		smart_str_appendc(&origin, ':');
		smart_str_appendl(&origin, uri->port.start, uri->port.length);
	}
	add_assoc_str(array, "origin", smart_str_extract(&origin));
}

static void add_text(zval *array, const char *name, const char *text)
{
	if (text) {
		add_assoc_string(array, name, text);
	} else {
		add_assoc_null(array, name);
	}
}

ZEND_FUNCTION(oauth2_redirect_uri_parse)
{
	static const char *const kinds[] = {
		[PHP_OAUTH2_URI_UNKNOWN] = NULL,
		[PHP_OAUTH2_URI_HTTPS] = "https",
		[PHP_OAUTH2_URI_LOOPBACK] = "loopback",
		[PHP_OAUTH2_URI_HTTP] = "http",
		[PHP_OAUTH2_URI_PRIVATE_USE] = "private-use",
	};
	zend_string *text;
	HashTable *allow = NULL;
	php_oauth2_uri uri;
	php_oauth2_uri_refusal refusal;
	bool is_known;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(text)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(allow)
	ZEND_PARSE_PARAMETERS_END();

	refusal = judge(&uri, text, allow);
	if (EG(exception)) {
		RETURN_THROWS();
	}
	is_known = uri.kind != PHP_OAUTH2_URI_UNKNOWN;
	array_init_size(return_value, 9);
	add_text(return_value, "refused", php_oauth2_uri_refusal_name(refusal));
	add_text(return_value, "parameter", refusal == PHP_OAUTH2_URI_RESPONSE_PARAMETER ? uri.parameter : NULL);
	add_text(return_value, "kind", kinds[uri.kind]);
	add_part(return_value, "scheme", uri.scheme, uri.scheme.length > 0);
	add_part(return_value, "host", uri.host, is_known && uri.host.length > 0);
	if (is_known && uri.port.length > 0) {
		/* The conversion ends with the digits, because the text is NUL-terminated. */
		add_assoc_long(return_value, "port", ZEND_STRTOL(uri.port.start, NULL, 10));
	} else {
		add_assoc_null(return_value, "port");
	}
	add_origin(return_value, &uri);
	add_part(return_value, "path", uri.path, is_known);
	add_part(return_value, "query", uri.query, is_known && uri.has_query);
}

ZEND_FUNCTION(oauth2_redirect_uri_valid)
{
	zend_string *text;
	HashTable *allow = NULL;
	php_oauth2_uri uri;
	php_oauth2_uri_refusal refusal;

	ZEND_PARSE_PARAMETERS_START(1, 2)
		Z_PARAM_STR(text)
		Z_PARAM_OPTIONAL
		Z_PARAM_ARRAY_HT(allow)
	ZEND_PARSE_PARAMETERS_END();

	refusal = judge(&uri, text, allow);
	if (EG(exception)) {
		RETURN_THROWS();
	}
	RETURN_BOOL(refusal == PHP_OAUTH2_URI_REFUSALS);
}

ZEND_FUNCTION(oauth2_redirect_uri_matches)
{
	zend_string *registered, *given;

	ZEND_PARSE_PARAMETERS_START(2, 2)
		Z_PARAM_STR(registered)
		Z_PARAM_STR(given)
	ZEND_PARSE_PARAMETERS_END();

	RETURN_BOOL(php_oauth2_uri_matches(ZSTR_VAL(registered), ZSTR_LEN(registered), ZSTR_VAL(given), ZSTR_LEN(given)));
}
