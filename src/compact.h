/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_COMPACT_H
#define PHP_OAUTH2_COMPACT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A JWT longer than this is refused unread. Web servers take header lines of about 8 KiB by default, and a token is
 * one; twice that leaves room for tokens in bodies and still bounds what a stranger can make this code do.
 */
#define PHP_OAUTH2_COMPACT_MAX_BYTES 16384

/* What the parts of the longest token can decode to, all together. */
#define PHP_OAUTH2_COMPACT_MAX_DECODED (PHP_OAUTH2_COMPACT_MAX_BYTES / 4 * 3)

/* JWS compact serialization (RFC 7515 7.1), cut at its dots and not yet decoded. Points into the token. */
typedef struct {
	const char *header;
	size_t header_length;
	const char *payload;
	size_t payload_length;
	const char *signature;
	size_t signature_length;
	size_t signed_length; /* of header, dot and payload: the signing input, which begins at header */
} php_oauth2_compact;

/*
 * False unless there are exactly two dots, header and payload are not empty, and the whole is within the limit. An
 * empty signature passes: "none" is to be refused for its algorithm.
 */
bool php_oauth2_compact_split(php_oauth2_compact *compact, const char *token, size_t length);

#endif
