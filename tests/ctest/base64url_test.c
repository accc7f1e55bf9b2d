/* SPDX-License-Identifier: BSD-3-Clause */
#include "base64url.h"
#include "check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Buffers of exactly the size promised, so that AddressSanitizer sees a byte too many. */
static bool decodes_to(const char *text, const char *bytes, size_t length)
{
	const size_t text_length = strlen(text), size = php_oauth2_base64url_decoded_length(text_length);
	unsigned char *out = malloc(size ? size : 1);
	char *exact = malloc(text_length ? text_length : 1);
	size_t out_length = 0;
	bool is_good;

	memcpy(exact, text, text_length);
	is_good = php_oauth2_base64url_decode(out, &out_length, exact, text_length) && out_length == length
		&& size == length && memcmp(out, bytes, length) == 0;
	free(exact);
	free(out);
	return is_good;
}

static bool refuses(const char *text, size_t length)
{
	unsigned char *out = malloc(php_oauth2_base64url_decoded_length(length) + 1);
	char *exact = malloc(length ? length : 1);
	size_t out_length;
	bool is_refused;

	memcpy(exact, text, length);
	is_refused = !php_oauth2_base64url_decode(out, &out_length, exact, length);
	free(exact);
	free(out);
	return is_refused;
}

static void known_texts(void)
{
	/* RFC 4648 10, without the padding */
	static const char *const pairs[][2] = {
		{"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"},
		{"foobar", "Zm9vYmFy"}, {"\xff\xef\xbf", "_--_"},
	};
	char text[16];
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const size_t length = php_oauth2_base64url_encode(text, (const unsigned char *) pairs[i][0], strlen(pairs[i][0]));

		CHECK_FOR(length == strlen(pairs[i][1]) && memcmp(text, pairs[i][1], length) == 0, pairs[i][1]);
		CHECK_FOR(decodes_to(pairs[i][1], pairs[i][0], strlen(pairs[i][0])), pairs[i][1]);
	}
}

static void refusals(void)
{
	static const char *const bad[] = {
		"A", "AAAAA", "=", "Zg=", "Zg==", "Zm8=", "Z g", " Zm9v", "Zm9v ", "Zm9v\n", "Zm9\nv", "Zm+v", "Zm/v", "+/+/",
		"Zh", "Zi", "Zo", "Zm9", "Zm-", "Zm8Zh", "Zm9v.", "Zm9v,", "\xc3\xa4\xc3\xa4", "Zm9vZm9vZm9\x80", "Zm\xff\xff",
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_FOR(refuses(bad[i], strlen(bad[i])), bad[i]);
	}
	CHECK(refuses("\0\0\0\0", 4));
	CHECK(refuses("Zm9v\0", 5));
	CHECK(refuses("Zg\0\0", 4));
}

static void every_byte_at_every_place(void)
{
	static const char legal[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	int place, byte;

	for (place = 0; place < 4; place++) {
		for (byte = 0; byte < 256; byte++) {
			char text[4] = {'A', 'A', 'A', 'A'};
			const bool is_legal = byte != 0 && strchr(legal, byte) != NULL;

			text[place] = (char) byte;
			CHECK(refuses(text, 4) == !is_legal);
		}
	}
}

/* One text per value: of all last characters exactly those with clear spare bits are accepted. */
static void canonical_last_characters(void)
{
	int byte, two = 0, three = 0;

	for (byte = 0; byte < 256; byte++) {
		const char text[3] = {'A', (char) byte, (char) byte}, long_text[3] = {'A', 'A', (char) byte};

		two += !refuses(text, 2);
		three += !refuses(long_text, 3);
	}
	CHECK(two == 4);
	CHECK(three == 16);
}

static void round_trips(void)
{
	unsigned char bytes[97], back[97];
	char text[130];
	size_t length, i;

	for (length = 0; length <= sizeof(bytes); length++) {
		size_t text_length, back_length;

		for (i = 0; i < length; i++) {
			bytes[i] = (unsigned char) (i * 167 + length * 31);
		}
		text_length = php_oauth2_base64url_encode(text, bytes, length);
		CHECK(text_length == php_oauth2_base64url_encoded_length(length));
		CHECK(php_oauth2_base64url_decoded_length(text_length) == length);
		CHECK(php_oauth2_base64url_decode(back, &back_length, text, text_length) && back_length == length
			&& memcmp(bytes, back, length) == 0);
	}
}

static void lengths_that_overflow(void)
{
	CHECK(php_oauth2_base64url_encoded_length(SIZE_MAX) == 0);
	CHECK(php_oauth2_base64url_encoded_length(SIZE_MAX / 4 * 3 + 3) == 0);
	CHECK(php_oauth2_base64url_encoded_length(SIZE_MAX / 8) > SIZE_MAX / 8);
	CHECK(php_oauth2_base64url_decoded_length(SIZE_MAX) < SIZE_MAX);
}

int main(void)
{
	known_texts();
	refusals();
	every_byte_at_every_place();
	canonical_last_characters();
	round_trips();
	lengths_that_overflow();
	return check_finish();
}
