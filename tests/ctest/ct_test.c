/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "ct.h"

#include <stdlib.h>
#include <string.h>

/* Copies of exactly the length, so that AddressSanitizer sees a read beyond either. */
static bool equals(const char *known, size_t known_length, const char *given, size_t given_length)
{
	char *a = malloc(known_length ? known_length : 1), *b = malloc(given_length ? given_length : 1);
	bool is_equal;

	memcpy(a, known, known_length);
	memcpy(b, given, given_length);
	is_equal = php_oauth2_ct_equals(known_length ? a : NULL, known_length, given_length ? b : NULL, given_length);
	free(a);
	free(b);
	return is_equal;
}

int main(void)
{
	char text[300], other[300];
	size_t length, i;
	bool is_found;

	CHECK(equals("", 0, "", 0));
	CHECK(!equals("", 0, "\0", 1));
	CHECK(!equals("\0", 1, "", 0));
	CHECK(!equals("a", 1, "", 0));
	CHECK(!equals("", 0, "a", 1));
	CHECK(equals("a\0b", 3, "a\0b", 3));
	CHECK(!equals("a\0b", 3, "a\0c", 3));
	CHECK(!equals("a\0b", 3, "a", 1));
	/* where known is used up its first byte is compared again: not equal all the same */
	CHECK(!equals("a", 1, "aa", 2));
	CHECK(!equals("a", 1, "aaaa", 4));
	CHECK(!equals("ab", 2, "abaa", 4));
	CHECK(!equals("aa", 2, "a", 1));
	/* lengths that agree in their low byte */
	memset(text, 'x', sizeof(text));
	CHECK(!equals(text, 1, text, 257));
	CHECK(!equals(text, 257, text, 1));
	CHECK(!equals(text, 0, text, 256));

	for (length = 1; length < 70; length++) {
		for (i = 0; i < length; i++) {
			text[i] = other[i] = (char) (i * 37 + length);
		}
		CHECK(equals(text, length, other, length));
		CHECK(!equals(text, length, other, length - 1));
		CHECK(!equals(text, length - 1, other, length));
		is_found = true;
		for (i = 0; i < length * 8; i++) {
			other[i / 8] = (char) (other[i / 8] ^ 1 << i % 8);
			is_found = is_found && !equals(text, length, other, length);
			other[i / 8] = (char) (other[i / 8] ^ 1 << i % 8);
		}
		CHECK(is_found); /* every single bit */
	}
	return check_finish();
}
