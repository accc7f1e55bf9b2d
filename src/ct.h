/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_CT_H
#define PHP_OAUTH2_CT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * True if two byte strings are equal, in a time that depends only on given_length: not on the contents, on known_length,
 * or on the equality of the lengths.
 */
bool php_oauth2_ct_equals(const void *known, size_t known_length, const void *given, size_t given_length);

#endif
