/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JSON_H
#define PHP_OAUTH2_JSON_H

#include "php.h"
#include "zend_smart_str.h"

/* Limits the stacks of parser and encoder; claims are rarely nested. The top counts as 1. */
#define PHP_OAUTH2_JSON_MAX_DEPTH 16

/*
 * Parses a JSON object into an array. It is stricter than ext/json and refuses duplicate members at any depth (RFC 7515
 * 4, RFC 7519 4), a NUL in a member's name, numbers that would lose digits (json_numbers.h), an object in place of a
 * list that an RFC defines, and anything but an object at the top.
 * text[length] must be NUL. On failure result is undefined and no exception is thrown.
 */
zend_result php_oauth2_json_parse_object(zval *result, const char *text, size_t length);

/*
 * The same for a text that may contain private keys. It wipes the copied members on failure; on success the caller wipes
 * the result before destroying it. An object for "key_ops" is read as null.
 */
zend_result php_oauth2_json_parse_secret(zval *result, const char *text, size_t length);
void php_oauth2_json_wipe(zval *value);

/*
 * Appends array as a JSON object. Member order is kept, slashes and Unicode are written as they are, floats keep their
 * fraction; a list inside becomes a JSON array, and so does an empty array; the top is always an object. No user code
 * runs. Returns NULL, or the error as the end of a sentence "argument must ...".
 */
const char *php_oauth2_json_append_object(smart_str *json, HashTable *array);

/* The members of such an object without its braces, for a header that has members before them. */
const char *php_oauth2_json_append_members(smart_str *json, HashTable *array);

/* A string with its quotes. False if it is not UTF-8. */
bool php_oauth2_json_append_string(smart_str *json, const char *text, size_t length);

#endif
