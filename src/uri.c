/* SPDX-License-Identifier: BSD-3-Clause */
#include "uri.h"

#include <string.h>

#define MAX_HOST_CHARACTERS 253 /* RFC 1035 2.3.4, written out */
#define MAX_LABEL_CHARACTERS 63
#define MAX_PORT 65535

/* Schemes that run, read or hand on something instead of returning to an application. */
static const char *const refused_schemes[] = {
	"about", "blob", "chrome", "data", "feed", "file", "filesystem", "ftp", "ftps", "intent", "jar", "javascript",
	"livescript", "mailto", "mhtml", "mocha", "ms-its", "news", "nntp", "res", "resource", "sftp", "sms", "ssh", "tel",
	"telnet", "vbscript", "view-source", "ws", "wss", "wyciwyg",
};

static const char *const response_parameters[] = {
	"code", "state", "iss", "error", "error_description", "error_uri",
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
}

static bool is_alpha(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static int hex_value(char c)
{
	c = lower(c);
	return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_any_of(char c, const char *characters)
{
	return c != '\0' && strchr(characters, c) != NULL;
}

static bool part_is(php_oauth2_uri_part part, const char *text)
{
	return part.length == strlen(text) && memcmp(part.start, text, part.length) == 0;
}

/* The byte at *at, decoded if it is percent-encoded. The text has been checked by is_path_or_query. */
static char next_decoded(const char **at)
{
	const char *text = *at;

	if (*text == '%') {
		*at += 3;
		return (char) (hex_value(text[1]) * 16 + hex_value(text[2]));
	}
	*at += 1;
	return *text;
}

/* RFC 3986 3.3 and 3.4: pchar and slashes. An encoded control byte is a line break to whoever decodes it too early. */
static bool is_path_or_query(php_oauth2_uri_part part)
{
	size_t i;

	for (i = 0; i < part.length; i++) {
		const char c = part.start[i];

		if (c == '%') {
			int byte;

			if (part.length - i < 3 || hex_value(part.start[i + 1]) < 0 || hex_value(part.start[i + 2]) < 0) {
				return false;
			}
			byte = hex_value(part.start[i + 1]) << 4 | hex_value(part.start[i + 2]);
			if (byte < 0x20 || byte == 0x7f) {
				return false;
			}
			i += 2;
		} else if (!is_alpha(c) && !is_digit(c) && !is_any_of(c, "-._~!$&'()*+,;=:@/")) {
			return false;
		}
	}
	return true;
}

/* Four decimal numbers without leading zeros. Octal, hexadecimal and shortened forms have other readers. */
static bool is_ipv4(php_oauth2_uri_part part)
{
	size_t i = 0;
	int octet;

	for (octet = 0; octet < 4; octet++) {
		const size_t first = i;
		unsigned value = 0;

		while (i < part.length && is_digit(part.start[i]) && i - first < 3) {
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

		while (i < part.length && i - first < 4 && hex_value(part.start[i]) >= 0) {
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
	const bool is_hexadecimal = label.length >= 2 && label.start[0] == '0' && lower(label.start[1]) == 'x';
	size_t i;

	for (i = is_hexadecimal ? 2 : 0; i < label.length; i++) {
		if (is_hexadecimal ? hex_value(label.start[i]) < 0 : !is_digit(label.start[i])) {
			return false;
		}
	}
	return true;
}

static bool is_host(php_oauth2_uri_part host)
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
			if (!is_alpha(host.start[i]) && !is_digit(host.start[i]) && !is_any_of(host.start[i], "-_")) {
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

static bool is_port(php_oauth2_uri_part port)
{
	unsigned long number = 0;
	size_t i;

	if (port.length == 0 || port.length > 5 || port.start[0] == '0') {
		return false;
	}
	for (i = 0; i < port.length; i++) {
		if (!is_digit(port.start[i])) {
			return false;
		}
		number = number * 10 + (unsigned long) (port.start[i] - '0');
	}
	return number <= MAX_PORT;
}

/* The text between "//" and the path. Userinfo has no branch of its own: '@' is not allowed in a host or port. */
static bool parse_authority(php_oauth2_uri *uri, php_oauth2_uri_part authority)
{
	const char *end = authority.start + authority.length;
	const char *colon = NULL;

	uri->host = authority;
	if (authority.length == 0) {
		/* "app.example:///cb" is what private-use schemes look like; on the web a host is required. */
		return !php_oauth2_uri_scheme_equals(uri->scheme, "http", 4)
			&& !php_oauth2_uri_scheme_equals(uri->scheme, "https", 5);
	}
	if (authority.start[0] == '[') {
		const char *bracket = memchr(authority.start, ']', authority.length);

		if (!bracket) {
			return false;
		}
		if (bracket + 1 < end) {
			colon = bracket + 1;
			if (*colon != ':') {
				return false;
			}
		}
	} else {
		colon = memchr(authority.start, ':', authority.length);
	}
	if (colon) {
		uri->host.length = (size_t) (colon - authority.start);
		uri->port.start = colon + 1;
		uri->port.length = (size_t) (end - uri->port.start);
	}
	return is_host(uri->host) && (!colon || is_port(uri->port));
}

bool php_oauth2_uri_is_scheme(const char *text, size_t length)
{
	size_t i;

	if (length == 0 || !is_alpha(text[0])) {
		return false;
	}
	for (i = 1; i < length; i++) {
		if (!is_alpha(text[i]) && !is_digit(text[i]) && !is_any_of(text[i], "+-.")) {
			return false;
		}
	}
	return true;
}

bool php_oauth2_uri_parse(php_oauth2_uri *uri, const char *text, size_t length)
{
	const char *end = text + length, *at, *question;

	memset(uri, 0, sizeof(*uri));
	at = length ? memchr(text, ':', length) : NULL;
	if (!at || !php_oauth2_uri_is_scheme(text, (size_t) (at - text))) {
		return false;
	}
	uri->scheme.start = text;
	uri->scheme.length = (size_t) (at - text);
	at++;
	if (at == end) {
		return false;
	}
	question = memchr(at, '?', (size_t) (end - at));
	if (question) {
		uri->has_query = true;
		uri->query.start = question + 1;
		uri->query.length = (size_t) (end - uri->query.start);
		end = question;
	}
	uri->port.start = uri->host.start = at;
	if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
		php_oauth2_uri_part authority = {at + 2, (size_t) (end - at - 2)};
		const char *slash = memchr(authority.start, '/', authority.length);

		if (slash) {
			authority.length = (size_t) (slash - authority.start);
		}
		uri->has_authority = true;
		if (!parse_authority(uri, authority)) {
			return false;
		}
		at = authority.start + authority.length;
	}
	uri->path.start = at;
	uri->path.length = (size_t) (end - at);
	return is_path_or_query(uri->path) && is_path_or_query(uri->query);
}

bool php_oauth2_uri_scheme_equals(php_oauth2_uri_part scheme, const char *text, size_t length)
{
	size_t i;

	if (scheme.length != length) {
		return false;
	}
	for (i = 0; i < length; i++) {
		if (lower(scheme.start[i]) != lower(text[i])) {
			return false;
		}
	}
	return true;
}

php_oauth2_uri_kind php_oauth2_uri_classify(const php_oauth2_uri *uri)
{
	const php_oauth2_uri_part scheme = uri->scheme;
	bool has_inner_dot = false;
	size_t i;

	if (php_oauth2_uri_scheme_equals(scheme, "https", 5)) {
		return uri->has_authority ? PHP_OAUTH2_URI_HTTPS : PHP_OAUTH2_URI_REFUSED;
	}
	if (php_oauth2_uri_scheme_equals(scheme, "http", 4)) {
		/* As written, in lower case and in the shortest form: whatever else might mean this machine is not it. */
		return part_is(uri->host, "127.0.0.1") || part_is(uri->host, "[::1]") || part_is(uri->host, "localhost")
			? PHP_OAUTH2_URI_LOOPBACK_HTTP : PHP_OAUTH2_URI_REFUSED;
	}
	for (i = 0; i < sizeof(refused_schemes) / sizeof(refused_schemes[0]); i++) {
		if (php_oauth2_uri_scheme_equals(scheme, refused_schemes[i], strlen(refused_schemes[i]))) {
			return PHP_OAUTH2_URI_REFUSED;
		}
	}
	for (i = 1; i < scheme.length; i++) {
		if (scheme.start[i] == '.') {
			if (i + 1 == scheme.length || scheme.start[i + 1] == '.') {
				return PHP_OAUTH2_URI_REFUSED;
			}
			has_inner_dot = true;
		}
	}
	return has_inner_dot ? PHP_OAUTH2_URI_PRIVATE_USE : PHP_OAUTH2_URI_DOTLESS;
}

bool php_oauth2_uri_has_dot_segment(const php_oauth2_uri *uri)
{
	const char *at = uri->path.start, *end = at + uri->path.length;
	size_t dots = 0, others = 0;

	while (at < end) {
		const char c = next_decoded(&at);

		if (c == '/' || c == '\\') {
			if (others == 0 && (dots == 1 || dots == 2)) {
				return true;
			}
			dots = others = 0;
		} else if (c == '.') {
			dots++;
		} else {
			others++;
		}
	}
	return others == 0 && (dots == 1 || dots == 2);
}

/* The name that starts at *at, as PHP registers it; *at moves to the next parameter. False if it is longer than size. */
static bool read_name(char *name, size_t size, const char **at, const char *end)
{
	bool is_name = true, fits = true;
	size_t length = 0;

	while (*at < end && **at != '&' && **at != ';') {
		char c;

		if (**at == '=') {
			is_name = false;
		}
		c = **at == '+' ? ' ' : **at;
		c = c == '%' ? next_decoded(at) : (++*at, c);
		if (c == '[') {
			is_name = false;
		}
		if (!is_name || (c == ' ' && length == 0)) {
			continue;
		}
		if (length + 1 == size) {
			fits = false;
			is_name = false;
			continue;
		}
		name[length++] = c == ' ' || c == '.' ? '_' : c;
	}
	name[length] = '\0';
	if (*at < end) {
		++*at;
	}
	return fits;
}

bool php_oauth2_uri_has_response_parameter(const php_oauth2_uri *uri)
{
	const char *at = uri->query.start, *end;
	char name[sizeof("error_description")];
	size_t i;

	if (!uri->has_query) {
		return false;
	}
	end = at + uri->query.length;
	while (at < end) {
		if (!read_name(name, sizeof(name), &at, end)) {
			continue;
		}
		for (i = 0; i < sizeof(response_parameters) / sizeof(response_parameters[0]); i++) {
			if (strcmp(name, response_parameters[i]) == 0) {
				return true;
			}
		}
	}
	return false;
}
