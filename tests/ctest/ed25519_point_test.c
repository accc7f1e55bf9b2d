/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "ed25519_point.h"

#include <sodium.h>
#include <string.h>

/* y = -1. */
static unsigned char order_two[32];

/* What libsodium would say; or, like versions without the fix for CVE-2025-69277, yes to a point outside of the main group. */
static bool is_complete;
static unsigned asked;

int stand_in_is_valid_point(const unsigned char *point)
{
	static const unsigned char neutral[32] = {1};
	unsigned char sum[32], other[32];

	asked++;
	if (memcmp(point, order_two, 32) == 0 || memcmp(point, neutral, 32) == 0) {
		return 0;
	}
	/* On the curve, and in the main group with or without the point of order two. */
	return crypto_scalarmult_ed25519_noclamp(sum, (const unsigned char[32]) {1}, point) == 0
		|| (!is_complete && crypto_core_ed25519_add(other, point, order_two) == 0
			&& crypto_scalarmult_ed25519_noclamp(sum, (const unsigned char[32]) {1}, other) == 0);
}

static void check_points(const char *which)
{
	unsigned char point[32], secret[64], seed[32] = {0}, mixed[32];

	for (unsigned i = 0; i < 50; i++) {
		seed[0] = (unsigned char) i;
		crypto_sign_seed_keypair(point, secret, seed);
		CHECK_FOR(php_oauth2_ed25519_point_valid(point), which);
		CHECK_FOR(crypto_core_ed25519_add(mixed, point, order_two) == 0, which);
		CHECK_FOR(!php_oauth2_ed25519_point_valid(mixed), which);
	}
	CHECK_FOR(!php_oauth2_ed25519_point_valid(order_two), which);
	memset(point, 0x66, sizeof(point));
	point[0] = 0x58;
	CHECK_FOR(php_oauth2_ed25519_point_valid(point), which);
	memset(point, 0x99, sizeof(point));
	point[0] = 0x95;
	CHECK_FOR(!php_oauth2_ed25519_point_valid(point), which);
	memset(point, 0xff, sizeof(point));
	CHECK_FOR(!php_oauth2_ed25519_point_valid(point), which);
}

int main(void)
{
	unsigned char mixed[32];

	CHECK(sodium_init() >= 0);
	memset(order_two, 0xff, sizeof(order_two));
	order_two[0] = 0xec;
	order_two[31] = 0x7f;
	check_points("before the start of the module");

	is_complete = false;
	memset(mixed, 0x99, sizeof(mixed));
	mixed[0] = 0x95;
	CHECK(stand_in_is_valid_point(mixed) == 1); /* the stand-in is what it should be */
	php_oauth2_ed25519_point_minit();
	check_points("an incomplete library");

	is_complete = true;
	CHECK(stand_in_is_valid_point(mixed) == 0);
	php_oauth2_ed25519_point_minit();
	check_points("a complete library");
	CHECK(asked > 300);
	return check_finish();
}
