/* SPDX-License-Identifier: BSD-3-Clause */
#include "der.h"

#include <string.h>

bool php_oauth2_der_is_next(const php_oauth2_der *in, unsigned char tag)
{
	return in->cursor < in->end && *in->cursor == tag;
}

bool php_oauth2_der_read(php_oauth2_der *in, unsigned char tag, php_oauth2_der *content)
{
	const unsigned char *cursor = in->cursor;
	size_t length, octets;

	if (php_oauth2_der_left(in) < 2 || *cursor++ != tag) {
		return false;
	}
	length = *cursor++;
	if (length >= 0x80) {
		/* No length here needs more than two octets; 0x80 alone is BER's indefinite length. */
		octets = length & 0x7f;
		if (octets == 0 || octets > 2 || (size_t) (in->end - cursor) < octets) {
			return false;
		}
		length = *cursor++;
		if (octets == 2) {
			length = length << 8 | *cursor++;
		}
		if (length < (octets == 1 ? 0x80U : 0x100U)) {
			return false;
		}
	}
	if ((size_t) (in->end - cursor) < length) {
		return false;
	}
	content->cursor = cursor;
	content->end = cursor + length;
	in->cursor = content->end;
	return true;
}

bool php_oauth2_der_read_number(php_oauth2_der *in, php_oauth2_der *content)
{
	php_oauth2_der rest = *in, number;

	if (!php_oauth2_der_read(&rest, PHP_OAUTH2_DER_INTEGER, &number) || php_oauth2_der_at_end(&number)
			|| (number.cursor[0] & 0x80) != 0) {
		return false;
	}
	if (number.cursor[0] == 0) {
		/* A leading zero is allowed only if the number would otherwise be negative, or is zero. */
		if (php_oauth2_der_left(&number) > 1 && (number.cursor[1] & 0x80) == 0) {
			return false;
		}
		number.cursor++;
	}
	*content = number;
	*in = rest;
	return true;
}

bool php_oauth2_der_read_bits(php_oauth2_der *in, unsigned char tag, php_oauth2_der *content)
{
	php_oauth2_der rest = *in, bits;

	if (!php_oauth2_der_read(&rest, tag, &bits) || php_oauth2_der_at_end(&bits) || *bits.cursor != 0) {
		return false;
	}
	bits.cursor++;
	*content = bits;
	*in = rest;
	return true;
}

bool php_oauth2_der_equals(const php_oauth2_der *content, const unsigned char *octets, size_t length)
{
	return php_oauth2_der_left(content) == length && memcmp(content->cursor, octets, length) == 0;
}
