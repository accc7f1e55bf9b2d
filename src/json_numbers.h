/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JSON_NUMBERS_H
#define PHP_OAUTH2_JSON_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * ext/json's parser turns an integer beyond int64 into a float and loses its low digits, and reads a number of any
 * length. Two readers of one token could then see two times in it. So the text is looked through first: without PHP,
 * once, in linear time. It need not be JSON; what is not, the parser finds.
 *
 * False if a number outside of strings has more than 32 characters or is an integer that does not fit int64. Whether
 * a fraction is finite shows after parsing.
 */
#define PHP_OAUTH2_JSON_NUMBER_MAX_CHARACTERS 32

bool php_oauth2_json_numbers_valid(const char *text, size_t length);

#endif
