/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_der.h"

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

/* Where a member may lie: in the DER, or in the buffers of the parts. */
static int lies_in(const php_oauth2_member *member, const unsigned char *start, size_t length)
{
	return member->octets >= start && member->octets + member->length <= start + length;
}

/* The first byte chooses the label. What is read is written, and reads as the same key again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	php_oauth2_key_parts parts, again;
	unsigned char written[PHP_OAUTH2_KEY_DER_MAX_BYTES], *der;
	size_t length, count, total = 0, i;

	if (size == 0) {
		return 0;
	}
	der = malloc(size - 1 ? size - 1 : 1);
	memcpy(der, data + 1, size - 1);
	if (php_oauth2_key_der_read(&parts, (php_oauth2_key_form) (data[0] % 6), der, size - 1) == NULL) {
		count = parts.is_private ? php_oauth2_members_of(parts.kty)->count : php_oauth2_members_of(parts.kty)->first_private;
		for (i = 0; i < count; i++) {
			require(lies_in(&parts.members[i], der, size - 1) || lies_in(&parts.members[i], parts.buffers[0], sizeof(parts.buffers)));
			total += parts.members[i].length;
		}
		/* Larger ones are refused before anyone writes them. */
		if (total <= PHP_OAUTH2_KEY_DER_MAX_BYTES - 128) {
			length = php_oauth2_key_der_write(written, parts.kty, parts.members, parts.is_private);
			require(php_oauth2_key_der_read(&again, parts.is_private ? PHP_OAUTH2_KEY_DER_PRIVATE : PHP_OAUTH2_KEY_DER_PUBLIC, written,
				length) == NULL);
			require(again.kty == parts.kty && again.is_private == parts.is_private);
			for (i = 0; i < count; i++) {
				require(again.members[i].length == parts.members[i].length
					&& memcmp(again.members[i].octets, parts.members[i].octets, parts.members[i].length) == 0);
			}
		}
	}
	free(der);
	return 0;
}
