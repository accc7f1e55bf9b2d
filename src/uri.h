/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_URI_H
#define PHP_OAUTH2_URI_H

#include "uri_host.h"

/*
 * All rules about redirect URIs, without PHP. The input is untrusted. URIs that browsers and servers may interpret
 * differently are refused.
 */

#define PHP_OAUTH2_URI_MAX_BYTES 2048 /* browsers, proxies and databases do not cut URIs of this length */

typedef enum {
	PHP_OAUTH2_URI_UNKNOWN,     /* malformed host or port, or a refused or no scheme: only the part scheme is valid */
	PHP_OAUTH2_URI_HTTPS,       /* RFC 8252 7.2 */
	PHP_OAUTH2_URI_LOOPBACK,    /* RFC 8252 7.3: http with the host 127.0.0.1, [::1] or localhost in exactly this form */
	PHP_OAUTH2_URI_HTTP,        /* http with any other host */
	PHP_OAUTH2_URI_PRIVATE_USE, /* RFC 8252 7.1: any other scheme */
} php_oauth2_uri_kind;

/* The reasons to refuse the registration of a URI. If several apply, callers report the first in this order. */
typedef enum {
	PHP_OAUTH2_URI_LENGTH,             /* longer than PHP_OAUTH2_URI_MAX_BYTES */
	PHP_OAUTH2_URI_SCHEME,             /* a scheme that executes or reads something, or starts another program, such as javascript */
	PHP_OAUTH2_URI_TOGETHER,           /* another URI in it: a list was pasted, and nobody would redirect there */
	PHP_OAUTH2_URI_BYTE,               /* a byte outside 0x21-0x7e */
	PHP_OAUTH2_URI_CHARACTER,          /* one of 0x21-0x7e that RFC 3986 does not allow at its place */
	PHP_OAUTH2_URI_WILDCARD,           /* '*': there are no wildcards, because URIs are compared byte by byte */
	PHP_OAUTH2_URI_INCOMPLETE,         /* no scheme, or nothing after it (RFC 6749 3.1.2 wants an absolute URI) */
	PHP_OAUTH2_URI_SCHEME_DOT,         /* a private-use scheme without a dot inside (RFC 8252 7.1) */
	PHP_OAUTH2_URI_FRAGMENT,           /* RFC 6749 3.1.2 */
	PHP_OAUTH2_URI_USERINFO,           /* userinfo can look like a host */
	PHP_OAUTH2_URI_HOST,               /* https or http without one, or see php_oauth2_uri_is_host */
	PHP_OAUTH2_URI_PORT,               /* see php_oauth2_uri_is_port */
	PHP_OAUTH2_URI_PLAIN_HTTP,         /* http with a host that is not loopback (RFC 8252 7.3 and 8.3) */
	PHP_OAUTH2_URI_PERCENT,            /* '%' without two hexadecimal digits, or an encoded control byte */
	PHP_OAUTH2_URI_QUERY,              /* a second question mark */
	PHP_OAUTH2_URI_DOT_SEGMENT,        /* a segment "." or "..", plain or encoded: resolving it changes the path */
	PHP_OAUTH2_URI_RESPONSE_PARAMETER, /* a query parameter that the response adds, so that the client may read this one */
	PHP_OAUTH2_URI_REFUSALS,
} php_oauth2_uri_refusal;

typedef struct {
	php_oauth2_uri_kind kind;
	unsigned refusals; /* a bit for each php_oauth2_uri_refusal that applies */
	bool has_authority;
	bool has_query;
	php_oauth2_uri_part scheme; /* empty if there is none */
	php_oauth2_uri_part host;   /* with the brackets of an IPv6 address; empty if there is none */
	php_oauth2_uri_part port;   /* digits; empty if there is none */
	php_oauth2_uri_part path;
	php_oauth2_uri_part query;
	const char *parameter; /* the parameter of PHP_OAUTH2_URI_RESPONSE_PARAMETER, NUL-terminated; or NULL */
} php_oauth2_uri;

/* Parses a URI and collects all reasons to refuse it. */
void php_oauth2_uri_read(php_oauth2_uri *uri, const char *text, size_t length);

/*
 * The first refusal; PHP_OAUTH2_URI_REFUSALS if there is none. An administrator can confirm only a scheme without a dot,
 * which lifts no other refusal.
 */
php_oauth2_uri_refusal php_oauth2_uri_refused(const php_oauth2_uri *uri, bool is_scheme_confirmed);

/* The word for a refusal; NULL for PHP_OAUTH2_URI_REFUSALS. */
const char *php_oauth2_uri_refusal_name(php_oauth2_uri_refusal refusal);

/*
 * True if the given URI is the registered one: the same bytes, or both loopback URIs that differ only in the port (RFC
 * 8252 7.3). A URI that older rules accepted also matches itself, unless it is unfit for a Location header: with a
 * refused scheme or none, a fragment, or a byte outside 0x21-0x7e.
 */
bool php_oauth2_uri_matches(const char *registered, size_t registered_length, const char *given, size_t given_length);

bool php_oauth2_uri_is_scheme(const char *text, size_t length);

/* Compares US-ASCII text regardless of case (RFC 3986 3.1). */
bool php_oauth2_uri_scheme_equals(php_oauth2_uri_part scheme, const char *text, size_t length);

#endif
