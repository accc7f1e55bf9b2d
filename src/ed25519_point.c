/* SPDX-License-Identifier: BSD-3-Clause */
#include "ed25519_point.h"

#include <sodium.h>
#include <string.h>

/* The order of the main group, less one: 2^252 + 27742317777372353535851937790883648492, least octet first. */
static const unsigned char order_less_one[32] = {
	0xec, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
};

/* Written at module start and only read after it. */
static bool library_is_complete;

void php_oauth2_ed25519_point_minit(void)
{
	/* The base point (RFC 8032 5.1) plus the point of order two: both x and y change their signs. */
	unsigned char mixed[32];

	memset(mixed, 0x99, sizeof(mixed));
	mixed[0] = 0x95;
	library_is_complete = crypto_core_ed25519_is_valid_point(mixed) == 0;
}

/* (order - 1) * P is -P, which is P with the other sign of x, if and only if P is in the main group. */
static bool is_in_main_group(const unsigned char point[32])
{
	unsigned char multiple[32];

	if (crypto_scalarmult_ed25519_noclamp(multiple, order_less_one, point) != 0) {
		return false;
	}
	multiple[31] ^= 0x80;
	return memcmp(multiple, point, sizeof(multiple)) == 0;
}

bool php_oauth2_ed25519_point_valid(const unsigned char point[32])
{
	return crypto_core_ed25519_is_valid_point(point) != 0 && (library_is_complete || is_in_main_group(point));
}
