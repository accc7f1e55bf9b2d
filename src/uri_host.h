/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_URI_HOST_H
#define PHP_OAUTH2_URI_HOST_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *start; /* inside the text that was read, which must outlive this */
	size_t length;
} php_oauth2_uri_part;

/*
 * A name of at most 253 bytes whose labels have 1 to 63 letters, digits, '-' and '_', and are Punycode if they begin with
 * "xn--"; an IPv4 address of four decimal
 * numbers; or an IPv6 address in brackets (RFC 3986 3.2.2). False for what has two readers: a percent-encoded byte, an
 * empty label (also the one after a last dot), a last label that is a number, an IPv6 zone.
 */
bool php_oauth2_uri_is_host(php_oauth2_uri_part host);

/* 1 to 65535, without leading zeros. */
bool php_oauth2_uri_is_port(php_oauth2_uri_part port);

#endif
