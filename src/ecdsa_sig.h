/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_ECDSA_SIG_H
#define PHP_OAUTH2_ECDSA_SIG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Converts P-256 signatures between JOSE's form, r || s with 32 octets each (RFC 7518 3.4), and the DER of ECDSA-Sig-Value
 * that OpenSSL uses. Without PHP and without OpenSSL.
 */
#define PHP_OAUTH2_ECDSA_RAW_BYTES 64
#define PHP_OAUTH2_ECDSA_DER_MAX_BYTES 72 /* 2 + 2 * (2 + 1 + 32) */

/*
 * True if raw is exactly 64 octets with r and s in 1..n-1. This refuses "psychic" signatures (zeros) and values that
 * become valid only modulo n.
 */
bool php_oauth2_ecdsa_raw_valid(const unsigned char *raw, size_t length);

/* The DER of a valid raw signature. Returns its length. */
size_t php_oauth2_ecdsa_raw_to_der(unsigned char der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES],
	const unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES]);

/*
 * Converts a DER signature. False unless it is the only DER encoding of two integers in 1..n-1: without long or padded
 * lengths, surplus sign octets, or data after the end.
 */
bool php_oauth2_ecdsa_der_to_raw(unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES], const unsigned char *der,
	size_t length);

#endif
