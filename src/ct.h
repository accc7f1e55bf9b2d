/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_CT_H
#define PHP_OAUTH2_CT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether two byte strings are equal, in time that depends on given_length only: not on the content of either, not on
 * known_length, and not on whether the lengths are equal.
 */
bool php_oauth2_ct_equals(const void *known, size_t known_length, const void *given, size_t given_length);

#endif
