/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_URI_H
#define PHP_OAUTH2_URI_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Redirect URIs, without PHP. What comes in is hostile: every byte must be one that RFC 3986 allows at its place, and
 * what browsers and servers read in two ways is refused rather than interpreted.
 */

typedef struct {
	const char *start; /* inside the parsed text, which must outlive this */
	size_t length;
} php_oauth2_uri_part;

typedef struct {
	php_oauth2_uri_part scheme;
	php_oauth2_uri_part host; /* with the brackets of an IPv6 address; empty if there is none */
	php_oauth2_uri_part port; /* digits; empty if there is none */
	php_oauth2_uri_part path;
	php_oauth2_uri_part query;
	bool has_authority;
	bool has_query;
} php_oauth2_uri;

typedef enum {
	PHP_OAUTH2_URI_REFUSED,       /* http elsewhere than on this machine, or a scheme that is never a redirect */
	PHP_OAUTH2_URI_HTTPS,         /* RFC 8252 7.2 */
	PHP_OAUTH2_URI_LOOPBACK_HTTP, /* RFC 8252 7.3: host 127.0.0.1, [::1] or localhost */
	PHP_OAUTH2_URI_PRIVATE_USE,   /* RFC 8252 7.1: a scheme with a dot */
	PHP_OAUTH2_URI_DOTLESS,       /* any other scheme: an administrator has to confirm it */
} php_oauth2_uri_kind;

/*
 * Takes an absolute URI apart. False for everything that RFC 3986 4.3 does not allow, and for a fragment, userinfo, a
 * percent-encoded host, an empty label, a number that is no dotted IPv4 address in the host's last label, an IPv6 zone,
 * an empty, zero, zero-padded or too large port, a second question mark and encoded control bytes.
 */
bool php_oauth2_uri_parse(php_oauth2_uri *uri, const char *text, size_t length);

php_oauth2_uri_kind php_oauth2_uri_classify(const php_oauth2_uri *uri);

/* A segment "." or "..", plain or encoded, slashes and backslashes encoded included: it moves where it is resolved. */
bool php_oauth2_uri_has_dot_segment(const php_oauth2_uri *uri);

/*
 * A query parameter that a server adds to a redirect (RFC 6749 4.1.2, RFC 9207 2), so that the client would read this
 * one instead. Names are compared as PHP would register them: decoded, without an index.
 */
bool php_oauth2_uri_has_response_parameter(const php_oauth2_uri *uri);

bool php_oauth2_uri_is_scheme(const char *text, size_t length);

/* Compares US-ASCII text regardless of case (RFC 3986 3.1). */
bool php_oauth2_uri_scheme_equals(php_oauth2_uri_part scheme, const char *text, size_t length);

#endif
