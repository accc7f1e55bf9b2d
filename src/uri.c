/* SPDX-License-Identifier: BSD-3-Clause */
#include "uri.h"

#include "ascii.h"

#define BIT(refusal) (1U << (refusal))

/* The refusals that make a URI unfit for a Location header, even if it is registered. */
#define NEVER_SENT (BIT(PHP_OAUTH2_URI_SCHEME) | BIT(PHP_OAUTH2_URI_BYTE) | BIT(PHP_OAUTH2_URI_INCOMPLETE) \
	| BIT(PHP_OAUTH2_URI_FRAGMENT))

/* The refusals with which scheme, host and port are still unambiguous. */
#define UNAMBIGUOUS (BIT(PHP_OAUTH2_URI_LENGTH) | BIT(PHP_OAUTH2_URI_TOGETHER) | BIT(PHP_OAUTH2_URI_WILDCARD) \
	| BIT(PHP_OAUTH2_URI_DOT_SEGMENT) | BIT(PHP_OAUTH2_URI_RESPONSE_PARAMETER))

static const char *const refusal_names[PHP_OAUTH2_URI_REFUSALS] = {
	[PHP_OAUTH2_URI_LENGTH] = "length",
	[PHP_OAUTH2_URI_SCHEME] = "scheme",
	[PHP_OAUTH2_URI_TOGETHER] = "together",
	[PHP_OAUTH2_URI_BYTE] = "byte",
	[PHP_OAUTH2_URI_CHARACTER] = "character",
	[PHP_OAUTH2_URI_WILDCARD] = "wildcard",
	[PHP_OAUTH2_URI_INCOMPLETE] = "incomplete",
	[PHP_OAUTH2_URI_SCHEME_DOT] = "scheme_dot",
	[PHP_OAUTH2_URI_FRAGMENT] = "fragment",
	[PHP_OAUTH2_URI_USERINFO] = "userinfo",
	[PHP_OAUTH2_URI_HOST] = "host",
	[PHP_OAUTH2_URI_PORT] = "port",
	[PHP_OAUTH2_URI_PLAIN_HTTP] = "http",
	[PHP_OAUTH2_URI_PERCENT] = "percent",
	[PHP_OAUTH2_URI_QUERY] = "query",
	[PHP_OAUTH2_URI_DOT_SEGMENT] = "dot_segment",
	[PHP_OAUTH2_URI_RESPONSE_PARAMETER] = "response_parameter",
};

/* Schemes that execute or read something or start another program, instead of returning to an application. */
static const char *const refused_schemes[] = {
	"about", "blob", "chrome", "data", "feed", "file", "filesystem", "ftp", "ftps", "intent", "jar", "javascript",
	"livescript", "mailto", "mhtml", "mocha", "ms-its", "news", "nntp", "res", "resource", "sftp", "sms", "ssh", "tel",
	"telnet", "vbscript", "view-source", "ws", "wss", "wyciwyg",
};

/* RFC 6749 4.1.2 and 4.1.2.1, RFC 9207 2, JARM 2.3.1 (response). */
static const char *const response_parameters[] = {
	"code", "state", "iss", "error", "error_description", "error_uri", "response",
};

static bool part_is(php_oauth2_uri_part part, const char *text)
{
	return part.length == strlen(text) && memcmp(part.start, text, part.length) == 0;
}

/* The byte at *at, decoded if it is percent-encoded. The text has no refusal PERCENT. */
static char next_decoded(const char **at)
{
	const char *text = *at;

	if (*text == '%') {
		*at += 3;
		return (char) (php_oauth2_hex_value(text[1]) * 16 + php_oauth2_hex_value(text[2]));
	}
	*at += 1;
	return *text;
}

/* Allows pchar and slashes (RFC 3986 3.3 and 3.4). Code that decodes too early would see an encoded line break. */
static unsigned check_path_or_query(php_oauth2_uri_part part)
{
	unsigned refusals = 0;
	size_t i;

	for (i = 0; i < part.length; i++) {
		const char c = part.start[i];

		if (c == '%') {
			const int high = i + 1 < part.length ? php_oauth2_hex_value(part.start[i + 1]) : -1;
			const int low = i + 2 < part.length ? php_oauth2_hex_value(part.start[i + 2]) : -1;

			if (high < 0 || low < 0 || high < 2 || (high == 7 && low == 15)) {
				refusals |= BIT(PHP_OAUTH2_URI_PERCENT);
			}
		} else if (!php_oauth2_is_alpha(c) && !php_oauth2_is_digit(c)
				&& !php_oauth2_is_any_of(c, "-._~!$&'()*+,;=:@/?")) {
			refusals |= BIT(PHP_OAUTH2_URI_CHARACTER);
		}
	}
	return refusals;
}

static bool has_dot_segment(php_oauth2_uri_part path)
{
	const char *at = path.start, *end = at + path.length;
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

/*
 * Reads a parameter's name as frameworks may do: decoded, in lower case, without surrounding blanks and without an index,
 * with '_' for blanks and dots inside. Moves *at to the next parameter. False if the name is longer than size.
 */
static bool read_name(char *name, size_t size, const char **at, const char *end)
{
	bool is_name = true, fits = true;
	size_t length = 0, blanks = 0;

	while (*at < end && **at != '&' && **at != ';') {
		const char written = **at;
		const char c = next_decoded(at);

		if (written == '=' || c == '[') {
			is_name = false;
		}
		if (!is_name) {
			continue;
		}
		if (c == ' ' || written == '+') {
			blanks += length > 0;
			continue;
		}
		if (length + blanks + 1 >= size) {
			fits = is_name = false;
			continue;
		}
		while (blanks > 0) {
			name[length++] = '_';
			blanks--;
		}
		name[length++] = c == '.' ? '_' : php_oauth2_lower(c);
	}
	name[length] = '\0';
	if (*at < end) {
		++*at;
	}
	return fits;
}

static const char *response_parameter(php_oauth2_uri_part query)
{
	const char *at = query.start, *end = at + query.length;
	char name[sizeof("error_description")];
	size_t i;

	while (at < end) {
		if (!read_name(name, sizeof(name), &at, end)) {
			continue;
		}
		for (i = 0; i < sizeof(response_parameters) / sizeof(response_parameters[0]); i++) {
			if (strcmp(name, response_parameters[i]) == 0) {
				return response_parameters[i];
			}
		}
	}
	return NULL;
}

static bool is_web(const php_oauth2_uri *uri)
{
	return php_oauth2_uri_scheme_equals(uri->scheme, "https", 5) || php_oauth2_uri_scheme_equals(uri->scheme, "http", 4);
}

static bool is_refused_scheme(php_oauth2_uri_part scheme)
{
	size_t i;

	for (i = 0; i < sizeof(refused_schemes) / sizeof(refused_schemes[0]); i++) {
		if (php_oauth2_uri_scheme_equals(scheme, refused_schemes[i], strlen(refused_schemes[i]))) {
			return true;
		}
	}
	return false;
}

static bool has_dot(php_oauth2_uri_part scheme)
{
	return memchr(scheme.start, '.', scheme.length) != NULL;
}

/* True if the scheme can be a reversed name, with dots and a label on both sides of each. It begins with a letter. */
static bool has_inner_dots(php_oauth2_uri_part scheme)
{
	size_t i;

	for (i = 1; i < scheme.length; i++) {
		if (scheme.start[i] == '.' && (i + 1 == scheme.length || scheme.start[i + 1] == '.')) {
			return false;
		}
	}
	return has_dot(scheme);
}

/* Reads the text between "//" and the path (RFC 3986 3.2). */
static unsigned read_authority(php_oauth2_uri *uri, php_oauth2_uri_part authority)
{
	const char *end = authority.start + authority.length;
	const char *at = authority.length ? memchr(authority.start, '@', authority.length) : NULL;
	const char *host = at ? at + 1 : authority.start, *colon, *bracket;
	unsigned refusals = 0;

	if (at) {
		const php_oauth2_uri_part userinfo = {authority.start, (size_t) (at - authority.start)};

		/* A backslash ends the host for browsers: in "evil.example\@app.example" they see another one. */
		refusals |= BIT(PHP_OAUTH2_URI_USERINFO);
		if (check_path_or_query(userinfo) & BIT(PHP_OAUTH2_URI_CHARACTER)) {
			refusals |= BIT(PHP_OAUTH2_URI_HOST);
		}
	}
	uri->host.start = host;
	uri->host.length = (size_t) (end - host);
	if (uri->host.length == 0) {
		/* Private-use schemes look like "app.example:///cb"; https and http require a host. */
		return refusals | (is_web(uri) ? BIT(PHP_OAUTH2_URI_HOST) : 0);
	}
	bracket = *host == '[' ? memchr(host, ']', uri->host.length) : NULL;
	colon = bracket ? bracket + 1 : host;
	colon = colon < end ? memchr(colon, ':', (size_t) (end - colon)) : NULL;
	if (colon) {
		uri->host.length = (size_t) (colon - host);
		uri->port.start = colon + 1;
		uri->port.length = (size_t) (end - uri->port.start);
		refusals |= php_oauth2_uri_is_port(uri->port) ? 0 : BIT(PHP_OAUTH2_URI_PORT);
	}
	return refusals | (php_oauth2_uri_is_host(uri->host) ? 0 : BIT(PHP_OAUTH2_URI_HOST));
}

/* Reads the parts after the scheme and its colon. Returns their refusals. */
static unsigned read_rest(php_oauth2_uri *uri, const char *at, const char *end)
{
	const char *question = memchr(at, '?', (size_t) (end - at));
	unsigned refusals = 0;

	if (question) {
		uri->has_query = true;
		uri->query.start = question + 1;
		uri->query.length = (size_t) (end - uri->query.start);
		end = question;
		if (uri->query.length && memchr(uri->query.start, '?', uri->query.length)) {
			refusals |= BIT(PHP_OAUTH2_URI_QUERY);
		}
	}
	if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
		php_oauth2_uri_part authority = {at + 2, (size_t) (end - at - 2)};
		const char *slash = authority.length ? memchr(authority.start, '/', authority.length) : NULL;

		if (slash) {
			authority.length = (size_t) (slash - authority.start);
		}
		uri->has_authority = true;
		refusals |= read_authority(uri, authority);
		at = authority.start + authority.length;
	} else if (is_web(uri)) {
		refusals |= BIT(PHP_OAUTH2_URI_HOST);
	}
	uri->path.start = at;
	uri->path.length = (size_t) (end - at);
	refusals |= check_path_or_query(uri->path);
	refusals |= uri->has_query ? check_path_or_query(uri->query) : 0;
	if (!(refusals & BIT(PHP_OAUTH2_URI_PERCENT))) {
		refusals |= has_dot_segment(uri->path) ? BIT(PHP_OAUTH2_URI_DOT_SEGMENT) : 0;
		uri->parameter = uri->has_query ? response_parameter(uri->query) : NULL;
		refusals |= uri->parameter ? BIT(PHP_OAUTH2_URI_RESPONSE_PARAMETER) : 0;
	}
	return refusals;
}

static php_oauth2_uri_kind classify(const php_oauth2_uri *uri)
{
	if (php_oauth2_uri_scheme_equals(uri->scheme, "https", 5)) {
		return PHP_OAUTH2_URI_HTTPS;
	}
	if (!php_oauth2_uri_scheme_equals(uri->scheme, "http", 4)) {
		return PHP_OAUTH2_URI_PRIVATE_USE;
	}
	/* Only these spellings: others that may mean this machine do not count as loopback. */
	return part_is(uri->host, "127.0.0.1") || part_is(uri->host, "[::1]") || part_is(uri->host, "localhost")
		? PHP_OAUTH2_URI_LOOPBACK : PHP_OAUTH2_URI_HTTP;
}

/* True if the word ends with http or https after another letter or digit: "cbhttps" is the end of one URI and the start of the next. */
static bool is_glued(const char *word, size_t length)
{
	static const char *const web[] = {"http", "https"};
	size_t i;

	for (i = 0; i < 2; i++) {
		const size_t web_length = strlen(web[i]);

		if (length > web_length) {
			const php_oauth2_uri_part tail = {word + length - web_length, web_length};
			const char before = tail.start[-1];

			if (php_oauth2_uri_scheme_equals(tail, web[i], web_length)
					&& (php_oauth2_is_alpha(before) || php_oauth2_is_digit(before))) {
				return true;
			}
		}
	}
	return false;
}

/*
 * True if another URI starts within the text after the scheme: "https://a/cbhttps://b/cb", "https://a/cb,app.example:/cb", or
 * "app.example:/aapp.example:/b". A parameter of the query may have a whole URI as its value.
 */
static bool has_another(php_oauth2_uri_part own, const char *start, const char *end)
{
	const char *question = memchr(start, '?', (size_t) (end - start)), *at = start;

	while ((at = memchr(at, ':', (size_t) (end - at))) != NULL) {
		const char *word = at;
		bool is_scheme;

		while (word > start && (php_oauth2_is_alpha(word[-1]) || php_oauth2_is_digit(word[-1])
				|| php_oauth2_is_any_of(word[-1], "+-."))) {
			word--;
		}
		is_scheme = php_oauth2_uri_is_scheme(word, (size_t) (at - word));
		if (end - at >= 3 && at[1] == '/' && at[2] == '/') {
			if (!question || word <= question || word[-1] != '=' || !is_scheme || is_glued(word, (size_t) (at - word))) {
				return true;
			}
		} else if (end - at >= 2 && at[1] == '/') {
			const php_oauth2_uri_part scheme = {word, (size_t) (at - word)};

			if (word > start && php_oauth2_is_any_of(word[-1], ",;") && is_scheme && has_inner_dots(scheme)) {
				return true;
			}
			if (scheme.length > own.length && has_inner_dots(own)
					&& php_oauth2_uri_scheme_equals((php_oauth2_uri_part) {at - own.length, own.length}, own.start, own.length)) {
				return true;
			}
		}
		at++;
	}
	return false;
}

/* Returns the refusals that depend on the bytes alone. */
static unsigned check_bytes(const char *text, size_t length)
{
	unsigned refusals = length > PHP_OAUTH2_URI_MAX_BYTES ? BIT(PHP_OAUTH2_URI_LENGTH) : 0;
	size_t i;

	for (i = 0; i < length; i++) {
		if (text[i] <= ' ' || text[i] > '~') {
			refusals |= BIT(PHP_OAUTH2_URI_BYTE);
		} else if (text[i] == '*') {
			refusals |= BIT(PHP_OAUTH2_URI_WILDCARD);
		} else if (text[i] == '#') {
			refusals |= BIT(PHP_OAUTH2_URI_FRAGMENT);
		} else if (php_oauth2_is_any_of(text[i], "\"<>\\^`{|}")) {
			refusals |= BIT(PHP_OAUTH2_URI_CHARACTER);
		}
	}
	return refusals;
}

bool php_oauth2_uri_is_scheme(const char *text, size_t length)
{
	size_t i;

	if (length == 0 || !php_oauth2_is_alpha(text[0])) {
		return false;
	}
	for (i = 1; i < length; i++) {
		if (!php_oauth2_is_alpha(text[i]) && !php_oauth2_is_digit(text[i]) && !php_oauth2_is_any_of(text[i], "+-.")) {
			return false;
		}
	}
	return true;
}

bool php_oauth2_uri_scheme_equals(php_oauth2_uri_part scheme, const char *text, size_t length)
{
	size_t i;

	if (scheme.length != length) {
		return false;
	}
	for (i = 0; i < length; i++) {
		if (php_oauth2_lower(scheme.start[i]) != php_oauth2_lower(text[i])) {
			return false;
		}
	}
	return true;
}

void php_oauth2_uri_read(php_oauth2_uri *uri, const char *text, size_t length)
{
	const char *colon = length ? memchr(text, ':', length) : NULL, *end = text + length, *fragment;
	const php_oauth2_uri_part none = {"", 0};

	*uri = (php_oauth2_uri) {.scheme = none, .host = none, .port = none, .path = none, .query = none};
	uri->refusals = check_bytes(text, length);
	if (!colon || !php_oauth2_uri_is_scheme(text, (size_t) (colon - text))) {
		uri->refusals |= BIT(PHP_OAUTH2_URI_INCOMPLETE);
		return;
	}
	uri->scheme.start = text;
	uri->scheme.length = (size_t) (colon - text);
	if (is_refused_scheme(uri->scheme)) {
		uri->refusals |= BIT(PHP_OAUTH2_URI_SCHEME);
		return;
	}
	if (!is_web(uri) && !has_inner_dots(uri->scheme)) {
		uri->refusals |= BIT(PHP_OAUTH2_URI_SCHEME_DOT);
	}
	fragment = memchr(text, '#', length);
	if (fragment) {
		end = fragment;
	}
	if (colon + 1 >= end) {
		uri->refusals |= BIT(PHP_OAUTH2_URI_INCOMPLETE);
		return;
	}
	uri->refusals |= has_another(uri->scheme, colon + 1, text + length) ? BIT(PHP_OAUTH2_URI_TOGETHER) : 0;
	uri->refusals |= read_rest(uri, colon + 1, end);
	if (uri->refusals & (BIT(PHP_OAUTH2_URI_HOST) | BIT(PHP_OAUTH2_URI_PORT))) {
		return;
	}
	uri->kind = classify(uri);
	if (uri->kind == PHP_OAUTH2_URI_HTTP) {
		uri->refusals |= BIT(PHP_OAUTH2_URI_PLAIN_HTTP);
	}
}

php_oauth2_uri_refusal php_oauth2_uri_refused(const php_oauth2_uri *uri, bool is_scheme_confirmed)
{
	unsigned refusals = uri->refusals;
	php_oauth2_uri_refusal refusal;

	if (is_scheme_confirmed && !has_dot(uri->scheme)) {
		refusals &= ~BIT(PHP_OAUTH2_URI_SCHEME_DOT);
	}
	for (refusal = 0; refusal < PHP_OAUTH2_URI_REFUSALS; refusal++) {
		if (refusals & BIT(refusal)) {
			break;
		}
	}
	return refusal;
}

const char *php_oauth2_uri_refusal_name(php_oauth2_uri_refusal refusal)
{
	return refusal < PHP_OAUTH2_URI_REFUSALS ? refusal_names[refusal] : NULL;
}

static bool has_free_port(const php_oauth2_uri *uri)
{
	return uri->kind == PHP_OAUTH2_URI_LOOPBACK && (uri->refusals & ~UNAMBIGUOUS) == 0;
}

bool php_oauth2_uri_matches(const char *registered, size_t registered_length, const char *given, size_t given_length)
{
	php_oauth2_uri a, b;
	size_t head, tail;

	php_oauth2_uri_read(&b, given, given_length);
	if (b.refusals & NEVER_SENT) {
		return false;
	}
	if (registered_length == given_length && memcmp(registered, given, given_length) == 0) {
		return true;
	}
	php_oauth2_uri_read(&a, registered, registered_length);
	if (!has_free_port(&a) || !has_free_port(&b)) {
		return false;
	}
	/* Compares the bytes up to the end of the host, and from the path on. */
	head = (size_t) (a.host.start + a.host.length - registered);
	tail = (size_t) (registered + registered_length - a.path.start);
	return head == (size_t) (b.host.start + b.host.length - given)
		&& tail == (size_t) (given + given_length - b.path.start) && memcmp(registered, given, head) == 0
		&& memcmp(a.path.start, b.path.start, tail) == 0;
}
