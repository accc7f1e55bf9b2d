/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JSON_NUMBERS_H
#define PHP_OAUTH2_JSON_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Checks the numbers of a text before ext/json parses it, in one pass and linear time, without PHP. The parser reads
 * numbers of any length and turns integers beyond int64 into floats, so two programs could read different times from one
 * token. The text need not be JSON.
 *
 * False if a number outside of strings has more than 32 characters or is an integer that does not fit int64. The caller
 * checks after parsing that fractions are finite.
 */
#define PHP_OAUTH2_JSON_NUMBER_MAX_CHARACTERS 32

bool php_oauth2_json_numbers_valid(const char *text, size_t length);

#endif
