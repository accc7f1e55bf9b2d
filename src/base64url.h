/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_BASE64URL_H
#define PHP_OAUTH2_BASE64URL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * base64url without padding (RFC 4648 5, RFC 7515 2), without PHP. Decoding is strict, so that each sequence of bytes has
 * one text: it refuses padding, blanks, '+', '/', a length of 1 modulo 4 and set bits after the last byte. Its table makes
 * memory accesses depend on the data, so use it for public text only, and libsodium's codec for secrets.
 */

/* The number of characters, without a NUL, that encode length bytes; 0 if it overflows. */
size_t php_oauth2_base64url_encoded_length(size_t length);

/* The number of bytes that length characters encode if they are well formed, and the maximum otherwise. */
size_t php_oauth2_base64url_decoded_length(size_t length);

/* Writes encoded_length(length) characters and no NUL. Returns their number. */
size_t php_oauth2_base64url_encode(char *out, const unsigned char *in, size_t length);

/* Writes at most decoded_length(length) bytes. False, with out's content undefined, if the text is malformed. */
bool php_oauth2_base64url_decode(unsigned char *out, size_t *out_length, const char *in, size_t length);

#endif
