/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_BASE64URL_H
#define PHP_OAUTH2_BASE64URL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * base64url without padding (RFC 4648 5, RFC 7515 2), without PHP. Decoding is strict: one text for one sequence of
 * bytes. Padding, blanks, '+', '/', a length of 1 modulo 4 and set bits after the last byte are refused. Table-driven,
 * so its memory accesses depend on the data: for public text only. Secrets go through libsodium's codec.
 */

/* How many characters length bytes become; 0 if that overflows. No NUL is counted. */
size_t php_oauth2_base64url_encoded_length(size_t length);

/* How many bytes length characters become at most, and exactly if they are well formed. */
size_t php_oauth2_base64url_decoded_length(size_t length);

/* Writes encoded_length(length) characters and no NUL. Returns how many. */
size_t php_oauth2_base64url_encode(char *out, const unsigned char *in, size_t length);

/* Writes at most decoded_length(length) bytes. False, with out's content undefined, if the text is malformed. */
bool php_oauth2_base64url_decode(unsigned char *out, size_t *out_length, const char *in, size_t length);

#endif
