/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_URI_HOST_H
#define PHP_OAUTH2_URI_HOST_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *start; /* points into the text, which must outlive this */
	size_t length;
} php_oauth2_uri_part;

/*
 * True for a name of at most 253 bytes whose labels have 1 to 63 letters, digits, '-' and '_', and are Punycode if they
 * begin with "xn--"; an IPv4 address of four decimal numbers; and an IPv6 address in brackets (RFC 3986 3.2.2). False for
 * ambiguous hosts: with a percent-encoded byte, an empty label (also after a last dot), a number as the last label, or an
 * IPv6 zone.
 */
bool php_oauth2_uri_is_host(php_oauth2_uri_part host);

/* True for 1 to 65535 without leading zeros. */
bool php_oauth2_uri_is_port(php_oauth2_uri_part port);

#endif
