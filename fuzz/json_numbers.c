/* SPDX-License-Identifier: BSD-3-Clause */
#include "json_numbers.h"

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

/* No run of more than 32 digits outside of strings is accepted, and a text behind a complete string changes nothing. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size ? size : 1), *longer = malloc(size + 35); /* text is exact, so that a read beyond is seen */
	int valid;

	memcpy(text, data, size);
	valid = php_oauth2_json_numbers_valid(text, size);
	if (memchr(text, '"', size) == NULL) {
		memcpy(longer, data, size);
		memset(longer + size, '1', 35);
		require(!php_oauth2_json_numbers_valid(longer, size + 35));
		memcpy(longer, "\"\\\"1\"", 5);
		memcpy(longer + 5, data, size);
		require(php_oauth2_json_numbers_valid(longer, size + 5) == valid);
	}
	free(text);
	free(longer);
	return 0;
}
