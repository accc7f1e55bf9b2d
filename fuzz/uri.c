/* SPDX-License-Identifier: BSD-3-Clause */
#include "uri.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
	if (!condition) {
		abort();
	}
}

static int contains(const char *text, size_t size, const char *bytes, size_t count)
{
	size_t i, j;

	for (i = 0; i < size; i++) {
		for (j = 0; j < count; j++) {
			if (text[i] == bytes[j]) {
				return 1;
			}
		}
	}
	return 0;
}

/* What must hold of every URI that is accepted, said without the parser's own means. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char never[] = " \t\r\n\0#\\<>\"^`{|}";
	char *text = malloc(size + 1); /* an exact copy, so that a read beyond is seen; one byte if size is 0 */
	php_oauth2_uri uri;
	size_t length, i;

	memcpy(text, data, size);
	if (!php_oauth2_uri_parse(&uri, text, size)) {
		free(text);
		return 0;
	}
	require(!contains(text, size, never, sizeof(never) - 1));
	for (i = 0; i < size; i++) {
		require(text[i] > ' ' && text[i] < 0x7f);
	}
	/* The parts and their delimiters are the whole text. */
	length = uri.scheme.length + 1 + (uri.has_authority ? 2 : 0) + uri.host.length
		+ (uri.port.length ? 1 + uri.port.length : 0) + uri.path.length + (uri.has_query ? 1 + uri.query.length : 0);
	require(length == size);
	require(uri.scheme.start == text && uri.path.start + uri.path.length <= text + size);
	require(!contains(uri.host.start, uri.host.length, "@%/?", 4));
	require(!contains(uri.query.start, uri.query.length, "?", 1));
	if (php_oauth2_uri_classify(&uri) == PHP_OAUTH2_URI_LOOPBACK_HTTP) {
		require((uri.host.length == 9 && (!memcmp(uri.host.start, "127.0.0.1", 9) || !memcmp(uri.host.start, "localhost", 9)))
			|| (uri.host.length == 5 && !memcmp(uri.host.start, "[::1]", 5)));
	}
	(void) php_oauth2_uri_has_dot_segment(&uri);
	(void) php_oauth2_uri_has_response_parameter(&uri);
	free(text);
	return 0;
}
