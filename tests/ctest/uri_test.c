/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "uri.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *exact; /* the text without a NUL after it, so that AddressSanitizer sees a read beyond */

static bool has(const php_oauth2_uri *uri, php_oauth2_uri_refusal refusal)
{
	return (uri->refusals & 1U << refusal) != 0;
}

static void read_bytes(php_oauth2_uri *uri, const char *text, size_t length)
{
	free(exact);
	exact = malloc(length ? length : 1);
	memcpy(exact, text, length);
	php_oauth2_uri_read(uri, exact, length);
}

/* Whether nothing but what is asked of the scheme, the host, or the parameters speaks against it: it is well formed. */
static bool parse(php_oauth2_uri *uri, const char *text, size_t length)
{
	static const php_oauth2_uri_refusal rules[] = {
		PHP_OAUTH2_URI_SCHEME, PHP_OAUTH2_URI_SCHEME_DOT, PHP_OAUTH2_URI_WILDCARD, PHP_OAUTH2_URI_PLAIN_HTTP,
		PHP_OAUTH2_URI_DOT_SEGMENT, PHP_OAUTH2_URI_RESPONSE_PARAMETER,
	};
	unsigned refusals;
	size_t i;

	read_bytes(uri, text, length);
	refusals = uri->refusals;
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		refusals &= ~(1U << rules[i]);
	}
	return refusals == 0;
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
		php_oauth2_uri_refusal refusal;
	} cases[] = {
		{"https://a.example/", PHP_OAUTH2_URI_HTTPS, PHP_OAUTH2_URI_REFUSALS},
		{"HTTPS://a.example/", PHP_OAUTH2_URI_HTTPS, PHP_OAUTH2_URI_REFUSALS},
		{"https:/a.example/", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_HOST},
		{"https:a.example", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_HOST},
		{"http://127.0.0.1", PHP_OAUTH2_URI_LOOPBACK, PHP_OAUTH2_URI_REFUSALS},
		{"http://[::1]/", PHP_OAUTH2_URI_LOOPBACK, PHP_OAUTH2_URI_REFUSALS},
		{"http://localhost:1/", PHP_OAUTH2_URI_LOOPBACK, PHP_OAUTH2_URI_REFUSALS},
		{"http://LOCALHOST/", PHP_OAUTH2_URI_HTTP, PHP_OAUTH2_URI_PLAIN_HTTP},
		{"http://127.0.0.2/", PHP_OAUTH2_URI_HTTP, PHP_OAUTH2_URI_PLAIN_HTTP},
		{"http://[0:0:0:0:0:0:0:1]/", PHP_OAUTH2_URI_HTTP, PHP_OAUTH2_URI_PLAIN_HTTP},
		{"http://[::ffff:127.0.0.1]/", PHP_OAUTH2_URI_HTTP, PHP_OAUTH2_URI_PLAIN_HTTP},
		{"http://localhost.a.example/", PHP_OAUTH2_URI_HTTP, PHP_OAUTH2_URI_PLAIN_HTTP},
		{"http:/127.0.0.1/", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_HOST},
		{"http:127.0.0.1", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_HOST},
		{"com.example:/cb", PHP_OAUTH2_URI_PRIVATE_USE, PHP_OAUTH2_URI_REFUSALS},
		{"a..b:/cb", PHP_OAUTH2_URI_PRIVATE_USE, PHP_OAUTH2_URI_SCHEME_DOT},
		{"a.b.:/cb", PHP_OAUTH2_URI_PRIVATE_USE, PHP_OAUTH2_URI_SCHEME_DOT},
		{"javascript.:alert(1)", PHP_OAUTH2_URI_PRIVATE_USE, PHP_OAUTH2_URI_SCHEME_DOT},
		{"cursor://cb", PHP_OAUTH2_URI_PRIVATE_USE, PHP_OAUTH2_URI_SCHEME_DOT},
		{"urn:ietf:wg:oauth:2.0:oob", PHP_OAUTH2_URI_PRIVATE_USE, PHP_OAUTH2_URI_SCHEME_DOT},
		{"javascript:alert(1)", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_SCHEME},
		{"JaVaScRiPt:alert(1)", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_SCHEME},
		{"data:text/html,x", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_SCHEME},
		{"view-source:https://a.example/", PHP_OAUTH2_URI_UNKNOWN, PHP_OAUTH2_URI_SCHEME},
	};
	php_oauth2_uri uri;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		read_bytes(&uri, cases[i].text, strlen(cases[i].text));
		CHECK_FOR(uri.kind == cases[i].kind && php_oauth2_uri_refused(&uri, false) == cases[i].refusal, cases[i].text);
	}
}

/* What browsers could read otherwise has no kind, so that nobody is told a host that it is not. */
static void doubtful(void)
{
	static const char *const texts[] = {
		"https://evil.example\\@a.example/", "https://evil.example\\.a.example/", "https:\\\\a.example/", "https:/\\a.example/",
		"https://a@b@a.example/", "https://a\t/@b.example/", "https://[@a.example/", "https://a.example%2f.b.example/",
		"https://a.example:80@:80/x", "https://a..example/", "https://.a/", "https:///a.example/", "http://0x7f.1/", "https://a.example:/",
	};
	php_oauth2_uri uri;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		read_bytes(&uri, texts[i], strlen(texts[i]));
		CHECK_FOR(uri.kind == PHP_OAUTH2_URI_UNKNOWN && uri.refusals != 0, texts[i]);
	}
	CHECK(!parses(&uri, "https://user:x@a.example:1/") && uri.kind == PHP_OAUTH2_URI_HTTPS && is(uri.host, "a.example")
		&& is(uri.port, "1"));
	CHECK(!parses(&uri, "https://a.example#@b.example/") && uri.kind == PHP_OAUTH2_URI_HTTPS && is(uri.host, "a.example"));
	CHECK(!parses(&uri, "https://a.example/?\\@b.example/") && uri.kind == PHP_OAUTH2_URI_HTTPS && is(uri.host, "a.example"));
}

static void confirmed(void)
{
	php_oauth2_uri uri;

	read_bytes(&uri, "cursor:/*", 9);
	CHECK(php_oauth2_uri_refused(&uri, false) == PHP_OAUTH2_URI_WILDCARD && has(&uri, PHP_OAUTH2_URI_SCHEME_DOT));
	read_bytes(&uri, "cursor:/cb", 10);
	CHECK(php_oauth2_uri_refused(&uri, true) == PHP_OAUTH2_URI_REFUSALS);
	read_bytes(&uri, "cursor.:/cb", 11);
	CHECK(php_oauth2_uri_refused(&uri, true) == PHP_OAUTH2_URI_SCHEME_DOT);
	read_bytes(&uri, "data:x", 6);
	CHECK(php_oauth2_uri_refused(&uri, true) == PHP_OAUTH2_URI_SCHEME);
	read_bytes(&uri, "http://a.example/", 17);
	CHECK(php_oauth2_uri_refused(&uri, true) == PHP_OAUTH2_URI_PLAIN_HTTP);
}

static void names(void)
{
	php_oauth2_uri_refusal a, b;

	for (a = 0; a < PHP_OAUTH2_URI_REFUSALS; a++) {
		CHECK(php_oauth2_uri_refusal_name(a) != NULL);
		for (b = 0; b < a; b++) {
			CHECK(strcmp(php_oauth2_uri_refusal_name(a), php_oauth2_uri_refusal_name(b)) != 0);
		}
	}
	CHECK(php_oauth2_uri_refusal_name(PHP_OAUTH2_URI_REFUSALS) == NULL);
}

static bool matches(const char *registered, const char *given)
{
	return php_oauth2_uri_matches(registered, strlen(registered), given, strlen(given));
}

static void matching(void)
{
	static const char *const themselves[] = {
		"https://a.example/", "http://a.example/x", "https://a.example/..", "https://u@a.example/", "https://a.example/?code=1",
		"https://a.example/{x}", "https:/a.example", "myapp:x", "https://a..example/", "https://*.a.example/", "https://a/?x?y",
	};
	static const char *const never[] = {
		"", "a", "/x", "javascript:x", "DATA:x", "https://a.example/#", "https://a.example/ ", "https://a.example/\x7f", "https:",
		"https://a.example/\xc3\xa4", "#", "x#:y",
	};
	char longer[PHP_OAUTH2_URI_MAX_BYTES + 100];
	php_oauth2_uri uri;
	size_t i;

	for (i = 0; i < sizeof(themselves) / sizeof(themselves[0]); i++) {
		CHECK_FOR(matches(themselves[i], themselves[i]), themselves[i]);
	}
	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
		CHECK_FOR(!matches(never[i], never[i]), never[i]);
	}
	CHECK(matches("http://localhost/x", "http://localhost:1/x") && matches("http://[::1]:2?y", "http://[::1]?y"));
	CHECK(matches("http://127.0.0.1/x?code=1", "http://127.0.0.1:1/x?code=1") && matches("http://127.0.0.1/*", "http://127.0.0.1:1/*"));
	CHECK(!matches("http://localhost/x", "http://127.0.0.1/x") && !matches("http://localhost/x", "http://localhost:1/y"));
	CHECK(!matches("http://u@localhost/x", "http://u@localhost:1/x") && !matches("http://localhost/%", "http://localhost:1/%"));
	CHECK(!matches("http://localhost/{", "http://localhost:1/{") && !matches("http://localhost/?x?", "http://localhost:1/?x?"));
	CHECK(!matches("http://localhost/x#", "http://localhost:1/x#") && !matches("http://localhost:0/x", "http://localhost:1/x"));
	CHECK(!matches("https://localhost/x", "https://localhost:1/x") && !matches("http://a.example/", "http://a.example:1/"));
	CHECK(!matches("https://a.example/", "https://a.example/x") && !matches("HTTP://localhost/", "http://localhost:1/"));
	snprintf(longer, sizeof(longer), "http://localhost/%0*d", PHP_OAUTH2_URI_MAX_BYTES, 0);
	CHECK(matches(longer, longer));
	read_bytes(&uri, longer, PHP_OAUTH2_URI_MAX_BYTES);
	CHECK(uri.refusals == 0);
	read_bytes(&uri, longer, PHP_OAUTH2_URI_MAX_BYTES + 1);
	CHECK(php_oauth2_uri_refused(&uri, true) == PHP_OAUTH2_URI_LENGTH);
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

static void every_encoded_byte(void)
{
	php_oauth2_uri uri;
	char text[40];
	int byte;

	for (byte = 0; byte < 256; byte++) {
		snprintf(text, sizeof(text), "https://a.example/x%%%02x?y=%%%02X", byte, byte);
		CHECK_FOR(parses(&uri, text) == (byte >= 0x20 && byte != 0x7f), text);
		CHECK_FOR(parses(&uri, text) || php_oauth2_uri_refused(&uri, false) == PHP_OAUTH2_URI_PERCENT, text);
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
	CHECK(!parses(&uri, "#") && !parses(&uri, "a:#") && !parses(&uri, "a#:x"));
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
		CHECK_FOR(parses(&uri, text) && has(&uri, PHP_OAUTH2_URI_DOT_SEGMENT), text);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example%s", good[i]);
		CHECK_FOR(parses(&uri, text) && !has(&uri, PHP_OAUTH2_URI_DOT_SEGMENT), text);
	}
}

static void several(void)
{
	static const char *const bad[] = {
		"https://a/cbhttps://b/cb", "https://a/cb,https://b/cb", "https://a://", "https://a/://", "x.y:/a://", "https://a/?b=://",
		"https://a/?https://b", "https://a/?b=1x://c", "https://a/?b=xhttp://c", "https://a/?b=2HTTPS://c", "https://a/?b=+http://c", "https://a/?b,c://d",
		"https://a/,x.y:/", "https://a/;x.y:/", "https://a/#b://", "https://a/b=c://d",
	};
	static const char *const good[] = {
		"https://a/cb", "https://a/x:/y", "https://a/,x:/", "https://a/,x.y:", "https://a/?b=c://d", "https://a/?b=http://d&e=x.y://f",
		"https://a/:", "https://a/:/", "x.y:/a:/b", "https://a/,.x:/", "https://a/?b=http:/c",
	};
	php_oauth2_uri uri;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		read_bytes(&uri, bad[i], strlen(bad[i]));
		CHECK_FOR(has(&uri, PHP_OAUTH2_URI_TOGETHER), bad[i]);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		read_bytes(&uri, good[i], strlen(good[i]));
		CHECK_FOR(!has(&uri, PHP_OAUTH2_URI_TOGETHER), good[i]);
	}
}

static void response_parameters(void)
{
	static const char *const bad[] = {
		"code=1", "code", "code=", "state=x", "iss=x", "error=x", "error_description=x", "error_uri=x", "a=b&code=1",
		"a&&code=1", "a=b;code=1", "%63ode=1", "c%6Fde=1", "code%5b%5d=1", "code%5Bx%5D=1", "+code=1", "%20code=1",
		"++code", "error.description=x", "error+description=x", "error%20uri", "code&x", ";code", "&state", "response=x", "Code=1", "ISS",
		"code+=1", "code%20%20%5b0%5d=1", "+error_uri+",
	};
	static const char *const good[] = {
		"", "x=1", "codes=1", "xcode=1", "a=code", "a=b=code", "code_challenge=x", "error_descriptions=x",
		"error_description_of_something_longer=1", "a=%26code=1", "a=x%3Bcode=1", "%5bcode=1", "=code", "statement=1",
		"iss_=1", "error++uri=1", "co+de=1", "code.=1", "response_type=code",
	};
	php_oauth2_uri uri;
	char text[120];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example/?%s", bad[i]);
		CHECK_FOR(parses(&uri, text) && has(&uri, PHP_OAUTH2_URI_RESPONSE_PARAMETER), text);
	}
	CHECK(parses(&uri, "https://a.example/") && !has(&uri, PHP_OAUTH2_URI_RESPONSE_PARAMETER));
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(text, sizeof(text), "https://a.example/?%s", good[i]);
		CHECK_FOR(parses(&uri, text) && !has(&uri, PHP_OAUTH2_URI_RESPONSE_PARAMETER), text);
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
	doubtful();
	confirmed();
	names();
	matching();
	ipv6();
	every_byte();
	every_encoded_byte();
	limits();
	dot_segments();
	several();
	response_parameters();
	schemes();
	free(exact);
	return check_finish();
}
