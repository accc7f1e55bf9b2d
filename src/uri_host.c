/* SPDX-License-Identifier: BSD-3-Clause */
#include "uri_host.h"

#include "ascii.h"

#define MAX_HOST_CHARACTERS 253 /* RFC 1035 2.3.4, written out */
#define MAX_LABEL_CHARACTERS 63
#define MAX_PORT 65535

/* Four decimal numbers without leading zeros. Octal, hexadecimal and shortened forms have other readers. */
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

/* RFC 3986 3.2.2, IPv6address: eight groups, of which one "::" may stand for one or more; the last two as IPv4. */
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

/* Whether browsers would read the label as a number, and so the host as an IPv4 address. */
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
		if (label.length == 0 || label.length > MAX_LABEL_CHARACTERS) {
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
