/* SPDX-License-Identifier: BSD-3-Clause */
#include "pem_text.h"

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

/* What is found lies in the text; what is decoded is written, and found and decoded as the same again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED], again[PHP_OAUTH2_PEM_MAX_DECODED];
	static char written[PHP_OAUTH2_PEM_TEXT_BYTES(PHP_OAUTH2_PEM_MAX_DECODED)];
	php_oauth2_pem_block block, other;
	size_t length, again_length;
	char *text;

	if (size > PHP_OAUTH2_PEM_MAX_BYTES) {
		return 0;
	}
	text = malloc(size ? size : 1); /* an exact copy, so that a read beyond is seen */
	memcpy(text, data, size);
	if (php_oauth2_pem_find_certificate(&block, text, size) == NULL) {
		require(block.body.start >= text && block.body.start + block.body.length <= text + size);
		require(php_oauth2_pem_find(&other, text, size) != NULL);
		(void) php_oauth2_pem_decode(der, &length, block.body);
	}
	if (php_oauth2_pem_find(&block, text, size) == NULL) {
		require(block.body.start >= text && block.body.start + block.body.length <= text + size);
		require(block.cipher.start == NULL
			|| (block.cipher.length > 0 && block.cipher.start >= text && block.cipher.start + block.cipher.length <= block.body.start));
		require(block.parameters.start == NULL
			|| (block.parameters.start >= text && block.parameters.start + block.parameters.length <= text + size));
		require(memchr(text, '\0', size) == NULL);
		if (php_oauth2_pem_decode(der, &length, block.body)) {
			size_t count = php_oauth2_pem_write(written, der, length, size % 2);

			require(count <= sizeof(written));
			require(php_oauth2_pem_find(&other, written, count) == NULL);
			require(php_oauth2_pem_decode(again, &again_length, other.body));
			require(again_length == length && memcmp(der, again, length) == 0);
		}
	}
	free(text);
	return 0;
}
