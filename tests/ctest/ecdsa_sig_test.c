/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "ecdsa_sig.h"

#include <stdlib.h>
#include <string.h>

#define N "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
#define N_MINUS_1 "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550"
#define N_PLUS_1 "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552"
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"
#define ONE "0000000000000000000000000000000000000000000000000000000000000001"
#define TOP "8000000000000000000000000000000000000000000000000000000000000000"
#define MAX "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"

/* An exact block, so that AddressSanitizer sees a read beyond. */
static unsigned char *from_hex(const char *hex, size_t *length)
{
	unsigned char *octets;
	unsigned value;

	*length = strlen(hex) / 2;
	octets = malloc(*length ? *length : 1);
	for (size_t i = 0; i < *length; i++) {
		sscanf(hex + 2 * i, "%2x", &value);
		octets[i] = (unsigned char) value;
	}
	return octets;
}

static bool raw_valid(const char *hex)
{
	size_t length;
	unsigned char *raw = from_hex(hex, &length);
	bool valid = php_oauth2_ecdsa_raw_valid(raw, length);

	free(raw);
	return valid;
}

static bool der_valid(const char *hex, unsigned char *raw)
{
	size_t length;
	unsigned char *der = from_hex(hex, &length);
	bool valid = php_oauth2_ecdsa_der_to_raw(raw, der, length);

	free(der);
	return valid;
}

static void check_der(const char *raw_hex, const char *der_hex)
{
	size_t raw_length, der_length;
	unsigned char *raw = from_hex(raw_hex, &raw_length), *expected = from_hex(der_hex, &der_length);
	unsigned char der[PHP_OAUTH2_ECDSA_DER_MAX_BYTES], back[PHP_OAUTH2_ECDSA_RAW_BYTES];
	size_t written = php_oauth2_ecdsa_raw_to_der(der, raw);

	CHECK_FOR(written == der_length && memcmp(der, expected, written) == 0, raw_hex);
	CHECK_FOR(der_valid(der_hex, back) && memcmp(back, raw, sizeof(back)) == 0, der_hex);
	free(raw);
	free(expected);
}

static void test_raw(void)
{
	static const char *const valid[] = {ONE ONE, ONE N_MINUS_1, N_MINUS_1 ONE, N_MINUS_1 N_MINUS_1, TOP ONE};
	static const char *const invalid[] = {
		"", ZERO ZERO, ZERO ONE, ONE ZERO, N ONE, ONE N, N N, N_PLUS_1 ONE, ONE MAX, MAX MAX, ONE, ONE ONE ONE, ONE ONE "00",
		"00" ONE ONE, "01", "0101",
	};

	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		CHECK_FOR(raw_valid(valid[i]), valid[i]);
	}
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		CHECK_FOR(!raw_valid(invalid[i]), invalid[i]);
	}
}

static void test_der(void)
{
	static const char *const invalid[] = {
		"", "30", "3000", "3003020101", "30060201010201",
		"3006020100020101", /* r zero */
		"3006020101020100", /* s zero */
		"3006020181020101", /* r negative */
		"300702020001020101", /* r with a sign octet too many */
		"300702010102020001", /* s likewise */
		"300602010102010100", /* an octet behind */
		"3007020101020101ff",
		"30810602010102010a", /* long form of a short length */
		"3005020101020101", /* length too small */
		"3007020101020101", /* length too large */
		"3106020101020101", /* a SET */
		"3006030101020101", "3006020101030101", /* no INTEGER */
		"3006020001020101", "3006020101020001", /* empty INTEGER */
		"30800201010201010000", /* indefinite length */
		"3026022100" N "020101", /* r = n */
		"3026022100" MAX "020101",
		"302602210101" ONE "0101", /* more than 32 octets */
		"3026020101022100" N, "30060281010102", "3006027f010201",
	};
	unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES];

	check_der(ONE ONE, "3006020101020101");
	check_der(TOP ONE, "3026022100" TOP "020101");
	check_der(ONE N_MINUS_1, "3026020101022100" N_MINUS_1);
	check_der(N_MINUS_1 N_MINUS_1, "3046022100" N_MINUS_1 "022100" N_MINUS_1);
	check_der("007f0000000000000000000000000000000000000000000000000000000000ff" ONE,
		"3024021f7f0000000000000000000000000000000000000000000000000000000000ff020101");
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		CHECK_FOR(!der_valid(invalid[i], raw), invalid[i]);
	}
}

/* Every cut and every single changed octet of a signature is refused or is another signature that converts back. */
static void test_mutations(void)
{
	size_t length;
	unsigned char *der = from_hex("3046022100" N_MINUS_1 "022100" N_MINUS_1, &length);
	unsigned char raw[PHP_OAUTH2_ECDSA_RAW_BYTES], again[PHP_OAUTH2_ECDSA_DER_MAX_BYTES];

	for (size_t cut = 0; cut < length; cut++) {
		unsigned char *part = malloc(cut ? cut : 1);

		memcpy(part, der, cut);
		CHECK(!php_oauth2_ecdsa_der_to_raw(raw, part, cut));
		free(part);
	}
	for (size_t i = 0; i < length; i++) {
		for (unsigned value = 0; value < 256; value++) {
			unsigned char kept = der[i];

			der[i] = (unsigned char) value;
			if (php_oauth2_ecdsa_der_to_raw(raw, der, length)) {
				CHECK(php_oauth2_ecdsa_raw_to_der(again, raw) == length && memcmp(again, der, length) == 0);
			}
			der[i] = kept;
		}
	}
	free(der);
}

int main(void)
{
	test_raw();
	test_der();
	test_mutations();
	return check_finish();
}
