/* SPDX-License-Identifier: BSD-3-Clause */
#include "ecdsa_sig.h"

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

/* What is accepted in either form comes back from the other as the same octets. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char *exact = malloc(size ? size : 1); /* so that a read beyond is seen */
	unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES], der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES];
	size_t length;

	memcpy(exact, data, size);
	if (php_oauth2_ecdsa_der_to_raw(raw, exact, size)) {
		require(php_oauth2_ecdsa_raw_valid(raw, sizeof(raw)));
		require(php_oauth2_ecdsa_raw_to_der(der, raw) == size && memcmp(der, exact, size) == 0);
	}
	if (php_oauth2_ecdsa_raw_valid(exact, size)) {
		require(size == sizeof(raw));
		length = php_oauth2_ecdsa_raw_to_der(der, exact);
		require(length <= sizeof(der) && php_oauth2_ecdsa_der_to_raw(raw, der, length));
		require(memcmp(raw, exact, sizeof(raw)) == 0);
	}
	free(exact);
	return 0;
}
