/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_ASCII_H
#define PHP_OAUTH2_ASCII_H

#include <stdbool.h>
#include <string.h>

/* US-ASCII only: <ctype.h> depends on the locale. */

static inline bool php_oauth2_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char php_oauth2_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
}

static inline bool php_oauth2_is_alpha(char c)
{
	return php_oauth2_lower(c) >= 'a' && php_oauth2_lower(c) <= 'z';
}

/* The value of a hexadecimal digit; -1 for any other character. */
static inline int php_oauth2_hex_value(char c)
{
	c = php_oauth2_lower(c);
	return php_oauth2_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline bool php_oauth2_is_any_of(char c, const char *characters)
{
	return c != '\0' && strchr(characters, c) != NULL;
}

/*
 * True if the text is US-ASCII, in a time that depends only on its length. Needed before libsodium's base64 decoder:
 * version 1.0.18 decodes any other byte as the last digit.
 */
static inline bool php_oauth2_is_ascii(const char *text, size_t length)
{
	unsigned char all = 0;

	for (size_t i = 0; i < length; i++) {
		all |= (unsigned char) text[i];
	}
	return all < 0x80;
}

#endif
