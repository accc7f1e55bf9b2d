/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "der.h"

#include <stdlib.h>
#include <string.h>

/* A copy of exactly that length, so that AddressSanitizer sees a read beyond. */
static unsigned char *copy(const char *octets, size_t length)
{
	unsigned char *exact = malloc(length ? length : 1);

	memcpy(exact, octets, length);
	return exact;
}

#define BYTES(text) (text), sizeof(text) - 1

/* What is read of an element: the length of its content, or -1; and how much is left behind it. */
static void check_read(const char *name, unsigned char tag, const char *octets, size_t length, int content_length, size_t left)
{
	unsigned char *exact = copy(octets, length);
	php_oauth2_der in = {exact, exact + length}, content = {NULL, NULL};
	bool read = php_oauth2_der_read(&in, tag, &content);

	CHECK_FOR(read == (content_length >= 0), name);
	CHECK_FOR(php_oauth2_der_left(&in) == left, name);
	if (read) {
		CHECK_FOR(php_oauth2_der_left(&content) == (size_t) content_length, name);
		CHECK_FOR(content.end == in.cursor, name);
	}
	free(exact);
}

static void check_number(const char *name, const char *octets, size_t length, const char *expected, size_t expected_length, bool is_number)
{
	unsigned char *exact = copy(octets, length);
	php_oauth2_der in = {exact, exact + length}, content;
	bool read = php_oauth2_der_read_number(&in, &content);

	CHECK_FOR(read == is_number, name);
	CHECK_FOR(read ? php_oauth2_der_equals(&content, (const unsigned char *) expected, expected_length)
		: php_oauth2_der_left(&in) == length, name);
	free(exact);
}

static void check_bits(const char *name, const char *octets, size_t length, int content_length)
{
	unsigned char *exact = copy(octets, length);
	php_oauth2_der in = {exact, exact + length}, content;
	bool read = php_oauth2_der_read_bits(&in, PHP_OAUTH2_DER_BIT_STRING, &content);

	CHECK_FOR(read == (content_length >= 0), name);
	CHECK_FOR(read ? php_oauth2_der_left(&content) == (size_t) content_length : php_oauth2_der_left(&in) == length, name);
	free(exact);
}

static void test_lengths(void)
{
	char element[70000] = "\x04";

	check_read("empty", 4, BYTES(""), -1, 0);
	check_read("a tag alone", 4, BYTES("\x04"), -1, 1);
	check_read("no content", 4, BYTES("\x04\x00"), 0, 0);
	check_read("another tag", 4, BYTES("\x05\x00"), -1, 2);
	check_read("one octet", 4, BYTES("\x04\x01x"), 1, 0);
	check_read("more behind", 4, BYTES("\x04\x01xyz"), 1, 2);
	check_read("one octet missing", 4, BYTES("\x04\x02x"), -1, 3);
	check_read("indefinite", 4, BYTES("\x04\x80x\x00\x00"), -1, 5);
	check_read("a length of length 127", 4, BYTES("\x04\xff"), -1, 2);
	check_read("a length cut", 4, BYTES("\x04\x82\x01"), -1, 3);
	check_read("a length of three octets", 4, BYTES("\x04\x83\x00\x00\x01x"), -1, 6);
	check_read("a length of eight octets", 4, BYTES("\x04\x88\xff\xff\xff\xff\xff\xff\xff\xff"), -1, 10);
	check_read("too long a form of 1", 4, BYTES("\x04\x81\x01x"), -1, 4);
	check_read("too long a form of 1, two octets", 4, BYTES("\x04\x82\x00\x01x"), -1, 5);
	element[1] = 0x7f;
	check_read("127", 4, element, 2 + 127, 127, 0);
	memcpy(element + 1, "\x81\x7f", 2);
	check_read("127, too long a form", 4, element, 3 + 127, -1, 3 + 127);
	memcpy(element + 1, "\x81\x80", 2);
	check_read("128", 4, element, 3 + 128, 128, 0);
	memcpy(element + 1, "\x81\xff", 2);
	check_read("255", 4, element, 3 + 255, 255, 0);
	memcpy(element + 1, "\x82\x00\xff", 3);
	check_read("255, too long a form", 4, element, 4 + 255, -1, 4 + 255);
	memcpy(element + 1, "\x82\x01\x00", 3);
	check_read("256", 4, element, 4 + 256, 256, 0);
	check_read("256, one missing", 4, element, 4 + 255, -1, 4 + 255);
	memcpy(element + 1, "\x82\xff\xff", 3);
	check_read("65535", 4, element, 4 + 65535, 65535, 0);
}

int main(void)
{
	test_lengths();
	check_number("0", BYTES("\x02\x01\x00"), BYTES(""), true);
	check_number("1", BYTES("\x02\x01\x01"), BYTES("\1"), true);
	check_number("127", BYTES("\x02\x01\x7f"), BYTES("\x7f"), true);
	check_number("128", BYTES("\x02\x02\x00\x80"), BYTES("\x80"), true);
	check_number("65537", BYTES("\x02\x03\x01\x00\x01"), BYTES("\1\0\1"), true);
	check_number("-1", BYTES("\x02\x01\xff"), NULL, 0, false);
	check_number("-128", BYTES("\x02\x01\x80"), NULL, 0, false);
	check_number("0, too long", BYTES("\x02\x02\x00\x00"), NULL, 0, false);
	check_number("1, too long", BYTES("\x02\x02\x00\x01"), NULL, 0, false);
	check_number("no octets", BYTES("\x02\x00"), NULL, 0, false);
	check_number("another tag", BYTES("\x04\x01\x01"), NULL, 0, false);
	check_number("nothing", BYTES(""), NULL, 0, false);
	check_bits("no bits", BYTES("\x03\x01\x00"), 0);
	check_bits("bits", BYTES("\x03\x03\x00xy"), 2);
	check_bits("unused bits", BYTES("\x03\x03\x01xy"), -1);
	check_bits("nothing in it", BYTES("\x03\x00"), -1);
	check_bits("another tag", BYTES("\x04\x03\x00xy"), -1);
	return check_finish();
}
