/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "compact.h"

#include <stdlib.h>
#include <string.h>

static bool split(php_oauth2_compact *compact, const char *text, size_t length, char **exact)
{
	*exact = malloc(length ? length : 1); /* no NUL behind, so that AddressSanitizer sees a read beyond */
	memcpy(*exact, text, length);
	return php_oauth2_compact_split(compact, *exact, length);
}

static void check_split(const char *token, const char *header, const char *payload, const char *signature)
{
	php_oauth2_compact compact;
	char *exact;

	CHECK_FOR(split(&compact, token, strlen(token), &exact), token);
	CHECK_FOR(compact.header == exact && compact.header_length == strlen(header)
		&& memcmp(compact.header, header, compact.header_length) == 0, token);
	CHECK_FOR(compact.payload_length == strlen(payload) && memcmp(compact.payload, payload, compact.payload_length) == 0, token);
	CHECK_FOR(compact.signature_length == strlen(signature)
		&& memcmp(compact.signature, signature, compact.signature_length) == 0, token);
	CHECK_FOR(compact.signed_length == strlen(header) + 1 + strlen(payload), token);
	free(exact);
}

static void check_refused(const char *token, size_t length)
{
	php_oauth2_compact compact;
	char *exact;

	CHECK_FOR(!split(&compact, token, length, &exact), token);
	free(exact);
}

static void test_length(void)
{
	char *token = malloc(PHP_OAUTH2_COMPACT_MAX_BYTES + 1);

	memset(token, 'A', PHP_OAUTH2_COMPACT_MAX_BYTES + 1);
	token[4] = token[8] = '.';
	php_oauth2_compact compact;
	CHECK(php_oauth2_compact_split(&compact, token, PHP_OAUTH2_COMPACT_MAX_BYTES));
	CHECK(compact.signature_length == PHP_OAUTH2_COMPACT_MAX_BYTES - 9);
	CHECK(!php_oauth2_compact_split(&compact, token, PHP_OAUTH2_COMPACT_MAX_BYTES + 1));
	free(token);
}

int main(void)
{
	static const char *const refused[] = {
		"", ".", "..", "...", "a", "a.b", "a..c", ".b.c", "..c", "a.b.c.", ".a.b.c", "a.b.c.d", "a.b.c.d.e", "....",
		"{\"payload\":\"e30\",\"signatures\":[]}",
	};

	check_split("aa.bbb.cccc", "aa", "bbb", "cccc");
	check_split("a.b.", "a", "b", ""); /* "none" is refused for its algorithm */
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		check_refused(refused[i], strlen(refused[i]));
	}
	check_refused("a.b\0c", 5); /* one dot: what lies behind the NUL counts */
	check_refused("a.b.c\0.d", 8);
	test_length();
	return check_finish();
}
