/* SPDX-License-Identifier: BSD-3-Clause */
#include "base64url.h"
#include "compact.h"

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

/* Decodes a part as the verifier does; what decodes encodes to the same text. */
static void check_part(const char *part, size_t length)
{
	static unsigned char octets[PHP_OAUTH2_COMPACT_MAX_DECODED];
	static char text[PHP_OAUTH2_COMPACT_MAX_BYTES];
	size_t decoded;

	require(php_oauth2_base64url_decoded_length(length) <= sizeof(octets));
	require(memchr(part, '.', length) == NULL);
	if (php_oauth2_base64url_decode(octets, &decoded, part, length)) {
		require(php_oauth2_base64url_encode(text, octets, decoded) == length && memcmp(text, part, length) == 0);
	}
}

/* The parts and two dots are the whole token. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *token = malloc(size ? size : 1); /* an exact copy, so that a read beyond is seen */
	php_oauth2_compact compact;

	memcpy(token, data, size);
	if (php_oauth2_compact_split(&compact, token, size)) {
		require(size <= PHP_OAUTH2_COMPACT_MAX_BYTES && compact.header == token);
		require(compact.header_length > 0 && compact.payload_length > 0);
		require(compact.payload == token + compact.header_length + 1 && compact.payload[-1] == '.');
		require(compact.signature == compact.payload + compact.payload_length + 1 && compact.signature[-1] == '.');
		require(compact.signature + compact.signature_length == token + size);
		require(compact.signed_length == compact.header_length + 1 + compact.payload_length);
		check_part(compact.header, compact.header_length);
		check_part(compact.payload, compact.payload_length);
		check_part(compact.signature, compact.signature_length);
	}
	free(token);
	return 0;
}
