/* SPDX-License-Identifier: BSD-3-Clause */
#include "base64url.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is accepted has exactly one text: encoding what was decoded gives the input back. And the reverse. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t decoded_size = php_oauth2_base64url_decoded_length(size);
	const size_t encoded_size = php_oauth2_base64url_encoded_length(size);
	unsigned char *decoded = malloc(decoded_size + 1), *back = malloc(size + 1);
	char *text = malloc(encoded_size + 1), *again = malloc(size + 4);
	size_t length;

	if (php_oauth2_base64url_decode(decoded, &length, (const char *) data, size)) {
		if (length != decoded_size || php_oauth2_base64url_encoded_length(length) != size
				|| php_oauth2_base64url_encode(again, decoded, length) != size || memcmp(again, data, size) != 0) {
			abort();
		}
	}
	if (php_oauth2_base64url_encode(text, data, size) != encoded_size
			|| !php_oauth2_base64url_decode(back, &length, text, encoded_size) || length != size
			|| memcmp(back, data, size) != 0) {
		abort();
	}
	free(decoded);
	free(back);
	free(text);
	free(again);
	return 0;
}
