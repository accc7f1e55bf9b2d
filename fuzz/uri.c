/* SPDX-License-Identifier: BSD-3-Clause */
#include "uri.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
	if (!condition) {
		abort();
	}
}

static int contains(const char *text, size_t size, const char *bytes, size_t count)
{
	size_t i, j;

	for (i = 0; i < size; i++) {
		for (j = 0; j < count; j++) {
			if (text[i] == bytes[j]) {
				return 1;
			}
		}
	}
	return 0;
}

static int is_loopback_host(php_oauth2_uri_part host)
{
	return (host.length == 9 && (!memcmp(host.start, "127.0.0.1", 9) || !memcmp(host.start, "localhost", 9)))
		|| (host.length == 5 && !memcmp(host.start, "[::1]", 5));
}

/* The parts lie in the text in their order, with nothing but delimiters and userinfo between them. */
static void check_parts(const php_oauth2_uri *uri, const char *text, size_t size)
{
	const char *at = text + uri->scheme.length + 1, *end = text + size;

	require(uri->scheme.start == text && uri->scheme.length > 0 && text[uri->scheme.length] == ':');
	if (uri->has_authority) {
		require(at[0] == '/' && at[1] == '/' && uri->host.start >= at + 2);
		require(uri->host.start == at + 2 || uri->host.start[-1] == '@');
		require(!contains(at + 2, (size_t) (uri->host.start - at - 2), "/?#\\", 4));
		at = uri->host.start + uri->host.length;
		if (uri->port.length) {
			require(*at == ':' && uri->port.start == at + 1);
			at = uri->port.start + uri->port.length;
		}
	} else {
		require(uri->host.length == 0 && uri->port.length == 0);
	}
	require(!contains(uri->host.start, uri->host.length, "@%/?#\\ ", 7));
	require(uri->path.start == at);
	at += uri->path.length;
	require(!contains(uri->path.start, uri->path.length, "?#", 2));
	if (uri->has_query) {
		require(*at == '?' && uri->query.start == at + 1);
		at = uri->query.start + uri->query.length;
	}
	require(at <= end && (at == end || *at == '#'));
}

/* What must hold of every text, said without the parser's own means. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char never[] = " \t\r\n\0#\\<>\"^`{|}*";
	char *text = malloc(size + 1); /* an exact copy, so that a read beyond is seen; one byte if size is 0 */
	php_oauth2_uri uri;
	php_oauth2_uri_refusal refusal, confirmed;
	const char *half;
	size_t i;

	memcpy(text, data, size);
	php_oauth2_uri_read(&uri, text, size);
	refusal = php_oauth2_uri_refused(&uri, false);
	confirmed = php_oauth2_uri_refused(&uri, true);
	require((refusal == PHP_OAUTH2_URI_REFUSALS) == (uri.refusals == 0));
	require(confirmed == refusal || (refusal == PHP_OAUTH2_URI_SCHEME_DOT && confirmed > refusal));
	require((uri.parameter != NULL) == ((uri.refusals >> PHP_OAUTH2_URI_RESPONSE_PARAMETER & 1) != 0));
	if (uri.kind != PHP_OAUTH2_URI_UNKNOWN) {
		check_parts(&uri, text, size);
		require((uri.kind == PHP_OAUTH2_URI_HTTP) == ((uri.refusals >> PHP_OAUTH2_URI_PLAIN_HTTP & 1) != 0));
		require(uri.kind != PHP_OAUTH2_URI_LOOPBACK || is_loopback_host(uri.host));
		require(uri.kind == PHP_OAUTH2_URI_PRIVATE_USE || uri.host.length > 0);
	}
	if (confirmed == PHP_OAUTH2_URI_REFUSALS) {
		require(uri.kind != PHP_OAUTH2_URI_UNKNOWN && size <= PHP_OAUTH2_URI_MAX_BYTES);
		require(!contains(text, size, never, sizeof(never) - 1));
		for (i = 0; i < size; i++) {
			require(text[i] > ' ' && text[i] < 0x7f);
		}
		require(!contains(uri.query.start, uri.query.length, "?", 1));
		require(php_oauth2_uri_matches(text, size, text, size));
	}
	if (php_oauth2_uri_matches(text, size, text, size)) {
		require(contains(text, size, ":", 1) && !contains(text, size, " \t\r\n\0#", 6));
	}
	/* Two URIs with a NUL between them. */
	half = size ? memchr(text, '\0', size) : NULL;
	if (half) {
		const size_t first = (size_t) (half - text), second = size - first - 1;

		if (php_oauth2_uri_matches(text, first, half + 1, second)) {
			require(php_oauth2_uri_matches(half + 1, second, half + 1, second));
			require((first == second && !memcmp(text, half + 1, first)) || !memcmp(text + 4, "://", 3));
		}
	}
	free(text);
	return 0;
}
