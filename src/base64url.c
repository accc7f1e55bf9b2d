/* SPDX-License-Identifier: BSD-3-Clause */
#include "base64url.h"

#include <stdint.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* The value of each character; a bit of 0xc0 marks those outside the alphabet. */
#define X 0xff
static const uint8_t values[256] = {
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, 62, X, X, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, X, X, X, X, X, X,
	X, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, X, X, X, X, 63,
	X, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X,
};
#undef X

size_t php_oauth2_base64url_encoded_length(size_t length)
{
	const size_t groups = length / 3, rest = length % 3;

	if (groups > (SIZE_MAX - 3) / 4) {
		return 0;
	}
	return groups * 4 + (rest ? rest + 1 : 0);
}

size_t php_oauth2_base64url_decoded_length(size_t length)
{
	return length / 4 * 3 + length % 4 * 3 / 4;
}

size_t php_oauth2_base64url_encode(char *out, const unsigned char *in, size_t length)
{
	char *const start = out;

	while (length >= 3) {
		const uint32_t bits = (uint32_t) in[0] << 16 | (uint32_t) in[1] << 8 | in[2];

		out[0] = alphabet[bits >> 18];
		out[1] = alphabet[bits >> 12 & 63];
		out[2] = alphabet[bits >> 6 & 63];
		out[3] = alphabet[bits & 63];
		in += 3;
		out += 4;
		length -= 3;
	}
	if (length == 1) {
		*out++ = alphabet[in[0] >> 2];
		*out++ = alphabet[(in[0] & 3) << 4];
	} else if (length == 2) {
		*out++ = alphabet[in[0] >> 2];
		*out++ = alphabet[(in[0] & 3) << 4 | in[1] >> 4];
		*out++ = alphabet[(in[1] & 15) << 2];
	}
	return (size_t) (out - start);
}

bool php_oauth2_base64url_decode(unsigned char *out, size_t *out_length, const char *in, size_t length)
{
	const unsigned char *text = (const unsigned char *) in;
	unsigned char *const start = out;

	for (; length >= 4; text += 4, out += 3, length -= 4) {
		const uint8_t a = values[text[0]], b = values[text[1]], c = values[text[2]], d = values[text[3]];

		if ((a | b | c | d) & 0xc0) {
			return false;
		}
		out[0] = (unsigned char) (a << 2 | b >> 4);
		out[1] = (unsigned char) (b << 4 | c >> 2);
		out[2] = (unsigned char) (c << 6 | d);
	}
	if (length == 1) {
		return false;
	}
	if (length == 2) {
		const uint8_t a = values[text[0]], b = values[text[1]];

		/* RFC 4648 3.5: with set bits after the last byte, several texts would have the same value. */
		if (((a | b) & 0xc0) || (b & 15)) {
			return false;
		}
		*out++ = (unsigned char) (a << 2 | b >> 4);
	} else if (length == 3) {
		const uint8_t a = values[text[0]], b = values[text[1]], c = values[text[2]];

		if (((a | b | c) & 0xc0) || (c & 3)) {
			return false;
		}
		*out++ = (unsigned char) (a << 2 | b >> 4);
		*out++ = (unsigned char) (b << 4 | c >> 2);
	}
	*out_length = (size_t) (out - start);
	return true;
}
