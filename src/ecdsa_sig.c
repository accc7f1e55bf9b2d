/* SPDX-License-Identifier: BSD-3-Clause */
#include "ecdsa_sig.h"

#include <string.h>

#define SCALAR_BYTES 32
#define DER_INTEGER 0x02
#define DER_SEQUENCE 0x30

/* The order n of P-256's base point (SEC 2, 2.4.2). */
static const unsigned char order[SCALAR_BYTES] = {
	0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
};

/* Signatures are public, so memcmp's timing does not matter. */
static bool scalar_valid(const unsigned char scalar[SCALAR_BYTES])
{
	static const unsigned char zero[SCALAR_BYTES];

	return memcmp(scalar, zero, SCALAR_BYTES) != 0 && memcmp(scalar, order, SCALAR_BYTES) < 0;
}

bool php_oauth2_ecdsa_raw_valid(const unsigned char *raw, size_t length)
{
	return length == PHP_OAUTH2_ECDSA_RAW_BYTES && scalar_valid(raw) && scalar_valid(raw + SCALAR_BYTES);
}

static size_t write_integer(unsigned char *out, const unsigned char scalar[SCALAR_BYTES])
{
	size_t skip = 0, length, sign;

	while (skip < SCALAR_BYTES - 1 && scalar[skip] == 0) {
		skip++;
	}
	length = SCALAR_BYTES - skip;
	sign = scalar[skip] >> 7;
	out[0] = DER_INTEGER;
	out[1] = (unsigned char) (length + sign);
	out[2] = 0;
	memcpy(out + 2 + sign, scalar + skip, length);
	return 2 + sign + length;
}

size_t php_oauth2_ecdsa_raw_to_der(unsigned char der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES],
	const unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES])
{
	size_t length = write_integer(der + 2, raw);

	length += write_integer(der + 2 + length, raw + SCALAR_BYTES);
	der[0] = DER_SEQUENCE;
	der[1] = (unsigned char) length;
	return 2 + length;
}

/* Reads an INTEGER and returns the number of its octets; 0 unless it is canonical, positive and fits. */
static size_t read_integer(unsigned char scalar[SCALAR_BYTES], const unsigned char *in, size_t available)
{
	size_t length, sign;

	if (available < 3 || in[0] != DER_INTEGER) {
		return 0;
	}
	length = in[1];
	if (length == 0 || length > SCALAR_BYTES + 1 || length > available - 2) {
		return 0;
	}
	sign = in[2] == 0;
	if (in[2] & 0x80 || (sign && (length == 1 || !(in[3] & 0x80))) || length - sign > SCALAR_BYTES) {
		return 0;
	}
	memset(scalar, 0, SCALAR_BYTES);
	memcpy(scalar + SCALAR_BYTES - (length - sign), in + 2 + sign, length - sign);
	return 2 + length;
}

bool php_oauth2_ecdsa_der_to_raw(unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES], const unsigned char *der,
	size_t length)
{
	size_t r_length, s_length;

	if (length < 2 || length > PHP_OAUTH2_ECDSA_DER_MAX_BYTES || der[0] != DER_SEQUENCE || der[1] != length - 2) {
		return false;
	}
	r_length = read_integer(raw, der + 2, length - 2);
	if (r_length == 0) {
		return false;
	}
	s_length = read_integer(raw + SCALAR_BYTES, der + 2 + r_length, length - 2 - r_length);
	return s_length != 0 && r_length + s_length == length - 2
		&& php_oauth2_ecdsa_raw_valid(raw, PHP_OAUTH2_ECDSA_RAW_BYTES);
}
