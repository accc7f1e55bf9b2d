/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_UTF8_H
#define PHP_OAUTH2_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The number of bytes of the character at text, where at least one is available; 0 if it is not UTF-8 (RFC 3629 4):
 * overlong, a surrogate, or above U+10FFFF.
 */
static inline size_t php_oauth2_utf8_length(const unsigned char *text, size_t available)
{
	unsigned char lead = text[0];
	size_t length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;

	if (length == 0 || length > available) {
		return 0;
	}
	for (size_t i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80) {
			return 0;
		}
	}
	if ((lead == 0xe0 && text[1] < 0xa0) || (lead == 0xed && text[1] > 0x9f) || (lead == 0xf0 && text[1] < 0x90)
			|| (lead == 0xf4 && text[1] > 0x8f)) {
		return 0;
	}
	return length;
}

static inline bool php_oauth2_utf8_valid(const char *text, size_t length)
{
	size_t step;

	for (size_t i = 0; i < length; i += step) {
		step = php_oauth2_utf8_length((const unsigned char *) text + i, length - i);
		if (step == 0) {
			return false;
		}
	}
	return true;
}

#endif
