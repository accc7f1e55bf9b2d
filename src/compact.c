/* SPDX-License-Identifier: BSD-3-Clause */
#include "compact.h"

#include <string.h>

bool php_oauth2_compact_split(php_oauth2_compact *compact, const char *token, size_t length)
{
	const char *end = token + length, *first, *second;

	if (length == 0 || length > PHP_OAUTH2_COMPACT_MAX_BYTES) {
		return false;
	}
	first = memchr(token, '.', length);
	if (first == NULL) {
		return false;
	}
	second = memchr(first + 1, '.', (size_t) (end - (first + 1)));
	if (second == NULL || memchr(second + 1, '.', (size_t) (end - (second + 1))) != NULL) {
		return false;
	}
	compact->header = token;
	compact->header_length = (size_t) (first - token);
	compact->payload = first + 1;
	compact->payload_length = (size_t) (second - compact->payload);
	compact->signature = second + 1;
	compact->signature_length = (size_t) (end - compact->signature);
	compact->signed_length = (size_t) (second - token);
	return compact->header_length > 0 && compact->payload_length > 0;
}
