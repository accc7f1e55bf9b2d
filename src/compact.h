/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_COMPACT_H
#define PHP_OAUTH2_COMPACT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Longer JWTs are refused unread, to limit the work that untrusted input can cause. Web servers accept header lines of
 * about 8 KiB by default; twice that leaves room for tokens in bodies.
 */
#define PHP_OAUTH2_COMPACT_MAX_BYTES 16384

/* The maximum length of all decoded parts of a token together. */
#define PHP_OAUTH2_COMPACT_MAX_DECODED (PHP_OAUTH2_COMPACT_MAX_BYTES / 4 * 3)

/* JWS compact serialization (RFC 7515 7.1), cut at its dots and not yet decoded. Points into the token. */
typedef struct {
	const char *header;
	size_t header_length;
	const char *payload;
	size_t payload_length;
	const char *signature;
	size_t signature_length;
	size_t signed_length; /* the length of the signing input: header, dot and payload, from header on */
} php_oauth2_compact;

/*
 * False unless there are exactly two dots, header and payload are not empty, and the token is within the limit. An empty
 * signature passes here, so that "none" is refused for its algorithm.
 */
bool php_oauth2_compact_split(php_oauth2_compact *compact, const char *token, size_t length);

#endif
