/* SPDX-License-Identifier: BSD-3-Clause */
#include "uri_host.h"

#include "ascii.h"

#include <stdint.h>

#define MAX_HOST_CHARACTERS 253 /* RFC 1035 2.3.4, written out */
#define MAX_LABEL_CHARACTERS 63
#define MAX_PORT 65535

/* True for four decimal numbers without leading zeros. Octal, hexadecimal and shortened forms are ambiguous. */
static bool is_ipv4(php_oauth2_uri_part part)
{
	size_t i = 0;
	int octet;

	for (octet = 0; octet < 4; octet++) {
		const size_t first = i;
		unsigned value = 0;

		while (i < part.length && php_oauth2_is_digit(part.start[i]) && i - first < 3) {
			value = value * 10 + (unsigned) (part.start[i++] - '0');
		}
		if (i == first || value > 255 || (part.start[first] == '0' && i - first > 1)) {
			return false;
		}
		if (octet < 3 && (i == part.length || part.start[i++] != '.')) {
			return false;
		}
	}
	return i == part.length;
}

/* True for an IPv6address (RFC 3986 3.2.2): eight groups; "::" may replace one or more, IPv4 the last two. */
static bool is_ipv6(php_oauth2_uri_part part)
{
	bool is_shortened = false;
	int groups = 0;
	size_t i = 0;

	if (part.length >= 2 && part.start[0] == ':' && part.start[1] == ':') {
		is_shortened = true;
		i = 2;
	}
	while (i < part.length) {
		const size_t first = i;

		while (i < part.length && i - first < 4 && php_oauth2_hex_value(part.start[i]) >= 0) {
			i++;
		}
		if (i == first) {
			return false;
		}
		if (i < part.length && part.start[i] == '.') {
			const php_oauth2_uri_part last = {part.start + first, part.length - first};

			groups += 2;
			return is_ipv4(last) && (is_shortened ? groups < 8 : groups == 8);
		}
		groups++;
		if (i == part.length) {
			break;
		}
		if (part.start[i++] != ':' || i == part.length) {
			return false;
		}
		if (part.start[i] == ':') {
			if (is_shortened) {
				return false;
			}
			is_shortened = true;
			i++;
		}
	}
	return is_shortened ? groups < 8 : groups == 8;
}

/* True if browsers read the label as a number, and therefore the host as an IPv4 address. */
static bool is_number(php_oauth2_uri_part label)
{
	const bool is_hexadecimal = label.length >= 2 && label.start[0] == '0' && php_oauth2_lower(label.start[1]) == 'x';
	size_t i;

	for (i = is_hexadecimal ? 2 : 0; i < label.length; i++) {
		if (is_hexadecimal ? php_oauth2_hex_value(label.start[i]) < 0 : !php_oauth2_is_digit(label.start[i])) {
			return false;
		}
	}
	return true;
}

static bool is_prefixed_a_label(php_oauth2_uri_part label)
{
	return label.length >= 4 && php_oauth2_lower(label.start[0]) == 'x' && php_oauth2_lower(label.start[1]) == 'n'
		&& label.start[2] == '-' && label.start[3] == '-';
}

/* RFC 3492 6.1 */
static uint32_t adapted_bias(uint32_t delta, uint32_t points, bool is_first)
{
	uint32_t k = 0;

	delta = is_first ? delta / 700 : delta / 2;
	delta += delta / points;
	for (; delta > 455; k += 36) {
		delta /= 35;
	}
	return k + 36 * delta / (delta + 38);
}

/*
 * True for a label "xn--..." with the Punycode (RFC 3492 6.2, RFC 5890 2.3.2.1) of at least one code point beyond US-ASCII:
 * browsers refuse others. It does not check which code points a name may have; browsers and registries do.
 */
static bool is_a_label(php_oauth2_uri_part label)
{
	const char *cursor = label.start + 4, *end = label.start + label.length, *basic = end;
	uint32_t point = 128, index = 0, bias = 72, points;
	bool is_first = true;

	while (basic > cursor && basic[-1] != '-') {
		basic--;
	}
	/* The characters before the last '-' are US-ASCII; without any, there is no '-'. */
	points = basic > cursor ? (uint32_t) (basic - cursor) - 1 : 0;
	if (basic == cursor + 1 || basic == end) {
		return false;
	}
	for (cursor = basic; cursor < end; is_first = false) {
		uint32_t before = index, weight = 1, k = 36, digit, threshold;

		do {
			if (cursor == end) {
				return false;
			}
			digit = php_oauth2_is_digit(*cursor) ? (uint32_t) (*cursor - '0') + 26
				: php_oauth2_is_alpha(*cursor) ? (uint32_t) (php_oauth2_lower(*cursor) - 'a') : UINT32_MAX;
			cursor++;
			if (digit == UINT32_MAX || digit > (UINT32_MAX - index) / weight) {
				return false;
			}
			index += digit * weight;
			threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
			if (digit >= threshold && weight > UINT32_MAX / (36 - threshold)) {
				return false;
			}
			weight *= 36 - threshold;
			k += 36;
		} while (digit >= threshold);
		points++;
		bias = adapted_bias(index - before, points, is_first);
		if (index / points > 0x10ffff - point) {
			return false;
		}
		point += index / points;
		index = index % points + 1;
		/* Names contain no C1 controls and no halves of surrogate pairs. */
		if (point < 0xa0 || (point >= 0xd800 && point <= 0xdfff)) {
			return false;
		}
	}
	return true;
}

bool php_oauth2_uri_is_host(php_oauth2_uri_part host)
{
	php_oauth2_uri_part label = {host.start, 0};
	size_t i;

	if (host.length == 0 || host.length > MAX_HOST_CHARACTERS) {
		return false;
	}
	if (host.start[0] == '[') {
		const php_oauth2_uri_part address = {host.start + 1, host.length >= 2 ? host.length - 2 : 0};

		return host.length >= 2 && host.start[host.length - 1] == ']' && is_ipv6(address);
	}
	for (i = 0; i <= host.length; i++) {
		if (i < host.length && host.start[i] != '.') {
			const char c = host.start[i];

			if (!php_oauth2_is_alpha(c) && !php_oauth2_is_digit(c) && !php_oauth2_is_any_of(c, "-_")) {
				return false;
			}
			label.length++;
			continue;
		}
		if (label.length == 0 || label.length > MAX_LABEL_CHARACTERS || (is_prefixed_a_label(label) && !is_a_label(label))) {
			return false;
		}
		if (i < host.length) {
			label.start = host.start + i + 1;
			label.length = 0;
		}
	}
	return !is_number(label) || is_ipv4(host);
}

bool php_oauth2_uri_is_port(php_oauth2_uri_part port)
{
	unsigned long number = 0;
	size_t i;

	if (port.length == 0 || port.length > 5 || port.start[0] == '0') {
		return false;
	}
	for (i = 0; i < port.length; i++) {
		if (!php_oauth2_is_digit(port.start[i])) {
			return false;
		}
		number = number * 10 + (unsigned long) (port.start[i] - '0');
	}
	return number <= MAX_PORT;
}
