/* SPDX-License-Identifier: BSD-3-Clause */
#include "json_numbers.h"

#include <string.h>

#define INT64_DIGITS 19

static bool is_number_character(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* True for a float, and for an integer that fits int64. The text begins with a digit or a minus. */
static bool number_valid(const char *number, size_t length)
{
	const char *digits = number;
	size_t count = length;

	if (length > PHP_OAUTH2_JSON_NUMBER_MAX_CHARACTERS) {
		return false;
	}
	if (*digits == '-') {
		digits++;
		count--;
	}
	if (count < INT64_DIGITS || memchr(number, '.', length) || memchr(number, 'e', length) || memchr(number, 'E', length)) {
		return true;
	}
	return count == INT64_DIGITS
		&& memcmp(digits, digits == number ? "9223372036854775807" : "9223372036854775808", INT64_DIGITS) <= 0;
}

/* Returns the end of a string whose opening quote is before cursor; end if the string has no end. */
static const char *skip_string(const char *cursor, const char *end)
{
	while (cursor < end && *cursor != '"') {
		cursor += *cursor == '\\' && cursor + 1 < end ? 2 : 1;
	}
	return cursor < end ? cursor + 1 : end;
}

bool php_oauth2_json_numbers_valid(const char *text, size_t length)
{
	const char *cursor = text, *end = text + length;

	while (cursor < end) {
		if (*cursor == '"') {
			cursor = skip_string(cursor + 1, end);
		} else if (*cursor == '-' || (*cursor >= '0' && *cursor <= '9')) {
			const char *number = cursor;

			while (cursor < end && is_number_character(*cursor)) {
				cursor++;
			}
			if (!number_valid(number, (size_t) (cursor - number))) {
				return false;
			}
		} else {
			cursor++;
		}
	}
	return true;
}
