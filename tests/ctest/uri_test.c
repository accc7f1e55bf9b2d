/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "uri.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *exact; /* the text without a NUL after it, so that AddressSanitizer sees a read beyond */

static bool parse(php_oauth2_uri *uri, const char *text, size_t length)
{
	free(exact);
	exact = malloc(length ? length : 1);
	memcpy(exact, text, length);
	return php_oauth2_uri_parse(uri, exact, length);
}

static bool parses(php_oauth2_uri *uri, const char *text)
{
	return parse(uri, text, strlen(text));
}

static bool is(php_oauth2_uri_part part, const char *text)
{
	return part.length == strlen(text) && memcmp(part.start, text, part.length) == 0;
}

static void parts(void)
{
	php_oauth2_uri uri;

	CHECK(parses(&uri, "https://app.example:8443/a/b?c=d&e"));
	CHECK(is(uri.scheme, "https") && is(uri.host, "app.example") && is(uri.port, "8443") && is(uri.path, "/a/b")
		&& uri.has_query && is(uri.query, "c=d&e"));
	CHECK(parses(&uri, "http://[::1]:80"));
	CHECK(is(uri.host, "[::1]") && is(uri.port, "80") && is(uri.path, "") && !uri.has_query);
	CHECK(parses(&uri, "com.example.app:/cb?"));
	CHECK(is(uri.scheme, "com.example.app") && !uri.has_authority && is(uri.host, "") && is(uri.path, "/cb")
		&& uri.has_query && is(uri.query, ""));
	CHECK(parses(&uri, "com.example.app:///cb"));
	CHECK(uri.has_authority && is(uri.host, "") && is(uri.path, "/cb"));
	CHECK(parses(&uri, "https://app.example?x"));
	CHECK(is(uri.host, "app.example") && is(uri.path, "") && is(uri.query, "x"));
	CHECK(parses(&uri, "a:b"));
	CHECK(is(uri.scheme, "a") && is(uri.path, "b"));
}

static void kinds(void)
{
	static const struct {
		const char *text;
		php_oauth2_uri_kind kind;
	} cases[] = {
		{"https://a.example/", PHP_OAUTH2_URI_HTTPS},
		{"HTTPS://a.example/", PHP_OAUTH2_URI_HTTPS},
		{"https:/a.example/", PHP_OAUTH2_URI_REFUSED},
		{"https:a.example", PHP_OAUTH2_URI_REFUSED},
		{"http://127.0.0.1", PHP_OAUTH2_URI_LOOPBACK_HTTP},
		{"http://[::1]/", PHP_OAUTH2_URI_LOOPBACK_HTTP},
		{"http://localhost:1/", PHP_OAUTH2_URI_LOOPBACK_HTTP},
		{"http://LOCALHOST/", PHP_OAUTH2_URI_REFUSED},
		{"http://127.0.0.2/", PHP_OAUTH2_URI_REFUSED},
		{"http://[0:0:0:0:0:0:0:1]/", PHP_OAUTH2_URI_REFUSED},
		{"http://[::ffff:127.0.0.1]/", PHP_OAUTH2_URI_REFUSED},
		{"http://localhost.a.example/", PHP_OAUTH2_URI_REFUSED},
		{"http:/127.0.0.1/", PHP_OAUTH2_URI_REFUSED},
		{"http:127.0.0.1", PHP_OAUTH2_URI_REFUSED},
		{"com.example:/cb", PHP_OAUTH2_URI_PRIVATE_USE},
		{"a..b:/cb", PHP_OAUTH2_URI_REFUSED},
		{"javascript.:alert(1)", PHP_OAUTH2_URI_REFUSED},
		{"cursor://cb", PHP_OAUTH2_URI_DOTLESS},
		{"urn:ietf:wg:oauth:2.0:oob", PHP_OAUTH2_URI_DOTLESS},
		{"javascript:alert(1)", PHP_OAUTH2_URI_REFUSED},
		{"JaVaScRiPt:alert(1)", PHP_OAUTH2_URI_REFUSED},
		{"data:text/html,x", PHP_OAUTH2_URI_REFUSED},
		{"view-source:https://a.example/", PHP_OAUTH2_URI_REFUSED},
	};
	php_oauth2_uri uri;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_FOR(parses(&uri, cases[i].text) && php_oauth2_uri_classify(&uri) == cases[i].kind, cases[i].text);
	}
}

static void ipv6(void)
{
	static const char *const good[] = {
		"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "2001:db8::a:b",
		"::ffff:192.0.2.1", "64:ff9b::192.0.2.33", "1:2:3:4:5:6:192.0.2.1", "ABCD:EF01::", "::0.0.0.0",
	};
	static const char *const bad[] = {
		"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:", ":1", "1:2:3:4:5:6:7:",
		"::1%25eth0", "fe80::1%eth0", "1:2:3:4:5:6:7:192.0.2.1", "::1.2.3", "::256.0.0.1", "::01.0.0.1", "::1.2.3.4:5",
		"1:2:3:4:5:6:7:8::", "v1.x", "127.0.0.1", "::1]", " ::1", "::1.2.3.4.5",
	};
	php_oauth2_uri uri;
	char text[80];
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(text, sizeof(text), "https://[%s]/", good[i]);
		CHECK_FOR(parses(&uri, text), text);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "https://[%s]/", bad[i]);
		CHECK_FOR(!parses(&uri, text), text);
	}
	CHECK(!parses(&uri, "https://[::1/"));
	CHECK(!parses(&uri, "https://["));
	CHECK(!parses(&uri, "https://[]"));
	CHECK(!parses(&uri, "https://[::1]x/"));
	CHECK(!parses(&uri, "https://[::1]:/"));
}

static void every_byte(void)
{
	static const char path[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?";
	static const char host[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/?";
	php_oauth2_uri uri;
	int byte;

	for (byte = 0; byte < 256; byte++) {
		char in_path[] = "https://a.example/x?y", in_host[] = "https://aba.example";

		in_path[18] = (char) byte;
		if (byte != '?') { /* a second one is refused */
			CHECK(parse(&uri, in_path, sizeof(in_path) - 1) == (byte != 0 && strchr(path, byte) != NULL));
		}
		in_host[9] = (char) byte;
		if (byte != '.') { /* "a.a.example" */
			CHECK(parse(&uri, in_host, sizeof(in_host) - 1) == (byte != 0 && strchr(host, byte) != NULL));
		}
	}
}

static void limits(void)
{
	php_oauth2_uri uri;
	char text[400];

	/* a label of 63 characters, of 64; a host of 253, of 254 */
	snprintf(text, sizeof(text), "https://%063d.example/", 0);
	CHECK(parses(&uri, text));
	snprintf(text, sizeof(text), "https://%064d.example/", 0);
	CHECK(!parses(&uri, text));
	snprintf(text, sizeof(text), "https://%063d.%063d.%063d.%059d.a", 0, 0, 0, 0);
	CHECK(parses(&uri, text) && uri.host.length == 253);
	snprintf(text, sizeof(text), "https://%063d.%063d.%063d.%060d.a", 0, 0, 0, 0);
	CHECK(!parses(&uri, text));
	CHECK(!parses(&uri, ""));
	CHECK(!parses(&uri, ":"));
	CHECK(!parses(&uri, "a:"));
	CHECK(!parses(&uri, "a"));
	CHECK(parses(&uri, "https://a:1") && parses(&uri, "https://a:65535"));
	CHECK(!parses(&uri, "https://a:0") && !parses(&uri, "https://a:65536") && !parses(&uri, "https://a:")
		&& !parses(&uri, "https://a:080") && !parses(&uri, "https://a:99999999999999999999"));
}

static void dot_segments(void)
{
	static const char *const bad[] = {
		"/.", "/..", "/./x", "/../x", "/x/..", "/x/.", "/x/../y", "/%2e", "/%2E%2e", "/.%2e/x", "/x%2f..%2Fy", "/x%5c..",
		"/x/..%2f", "/x%2F.",
	};
	static const char *const good[] = {
		"/", "/x", "/...", "/.x", "/x.", "/..x", "/x..y", "/.well-known/x", "/x/..;a", "/%2e%2ex", "//", "",
	};
	php_oauth2_uri uri;
	char text[80];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example%s", bad[i]);
		CHECK_FOR(parses(&uri, text) && php_oauth2_uri_has_dot_segment(&uri), text);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example%s", good[i]);
		CHECK_FOR(parses(&uri, text) && !php_oauth2_uri_has_dot_segment(&uri), text);
	}
}

static void response_parameters(void)
{
	static const char *const bad[] = {
		"code=1", "code", "code=", "state=x", "iss=x", "error=x", "error_description=x", "error_uri=x", "a=b&code=1",
		"a&&code=1", "a=b;code=1", "%63ode=1", "c%6Fde=1", "code%5b%5d=1", "code%5Bx%5D=1", "+code=1", "%20code=1",
		"++code", "error.description=x", "error+description=x", "error%20uri", "code&x", ";code", "&state",
	};
	static const char *const good[] = {
		"", "x=1", "codes=1", "xcode=1", "Code=1", "a=code", "a=b=code", "code_challenge=x", "error_descriptions=x",
		"error_description_of_something_longer=1", "a=%26code=1", "a=x%3Bcode=1", "%5bcode=1", "=code", "statement=1",
		"iss_=1",
	};
	php_oauth2_uri uri;
	char text[120];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example/?%s", bad[i]);
		CHECK_FOR(parses(&uri, text) && php_oauth2_uri_has_response_parameter(&uri), text);
	}
	CHECK(parses(&uri, "https://a.example/") && !php_oauth2_uri_has_response_parameter(&uri));
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example/?%s", good[i]);
		CHECK_FOR(parses(&uri, text) && !php_oauth2_uri_has_response_parameter(&uri), text);
	}
}

static void schemes(void)
{
	const php_oauth2_uri_part upper = {"CoM.Example", 11};

	CHECK(php_oauth2_uri_is_scheme("a", 1) && php_oauth2_uri_is_scheme("a1+-.", 5));
	CHECK(!php_oauth2_uri_is_scheme("", 0) && !php_oauth2_uri_is_scheme("1a", 2) && !php_oauth2_uri_is_scheme("a:", 2)
		&& !php_oauth2_uri_is_scheme("a_b", 3) && !php_oauth2_uri_is_scheme("a\0b", 3));
	CHECK(php_oauth2_uri_scheme_equals(upper, "com.example", 11));
	CHECK(!php_oauth2_uri_scheme_equals(upper, "com.exampl", 10));
	CHECK(!php_oauth2_uri_scheme_equals(upper, "com.exampl3", 11));
}

int main(void)
{
	parts();
	kinds();
	ipv6();
	every_byte();
	limits();
	dot_segments();
	response_parameters();
	schemes();
	free(exact);
	return check_finish();
}
