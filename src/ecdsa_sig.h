/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_ECDSA_SIG_H
#define PHP_OAUTH2_ECDSA_SIG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * JOSE writes a P-256 signature as r || s, 32 octets each (RFC 7518 3.4); OpenSSL reads and writes the DER of
 * ECDSA-Sig-Value. Without PHP and without OpenSSL.
 */
#define PHP_OAUTH2_ECDSA_RAW_BYTES 64
#define PHP_OAUTH2_ECDSA_DER_MAX_BYTES 72 /* 2 + 2 * (2 + 1 + 32) */

/*
 * Whether raw is a signature at all: exactly 64 octets with r and s in 1..n-1. "Psychic" signatures (zeros) and values
 * that only become valid modulo n end here.
 */
bool php_oauth2_ecdsa_raw_valid(const unsigned char *raw, size_t length);

/* The DER of a valid raw signature. Returns its length. */
size_t php_oauth2_ecdsa_raw_to_der(unsigned char der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES],
	const unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES]);

/*
 * The raw form of a DER signature. False if it is not the one DER encoding of two integers in 1..n-1: no long or
 * padded lengths, no sign octet too many, nothing after the end.
 */
bool php_oauth2_ecdsa_der_to_raw(unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES], const unsigned char *der,
	size_t length);

#endif
