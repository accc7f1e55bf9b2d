/* SPDX-License-Identifier: BSD-3-Clause */
#include "ct.h"

#include <stdint.h>

/*
 * Compares each byte of given with one of known, and beyond its end with its first byte, so that the work is the same. The
 * accumulator is volatile, so that the compiler cannot stop early.
 */
bool php_oauth2_ct_equals(const void *known, size_t known_length, const void *given, size_t given_length)
{
	static const unsigned char nothing[1] = {0};
	const unsigned char *k = known_length ? known : nothing;
	const unsigned char *g = given;
	const size_t difference = known_length ^ given_length;
	volatile unsigned char differs = 0;
	size_t i;

	for (i = 0; i < given_length; i++) {
		/* A mask for an index without a branch: all ones if i is within known. */
		const size_t within = (size_t) 0 - ((i - known_length) >> (sizeof(size_t) * 8 - 1));

		differs |= (unsigned char) (k[i & within] ^ g[i]);
	}
	for (i = 0; i < sizeof(size_t); i++) {
		differs |= (unsigned char) (difference >> (i * 8));
	}
	return differs == 0;
}
