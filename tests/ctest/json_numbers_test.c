/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "json_numbers.h"

#include <stdlib.h>
#include <string.h>

static bool valid(const char *text)
{
	size_t length = strlen(text);
	char *exact = malloc(length ? length : 1); /* no NUL behind, so that AddressSanitizer sees a read beyond */
	bool result;

	memcpy(exact, text, length);
	result = php_oauth2_json_numbers_valid(exact, length);
	free(exact);
	return result;
}

int main(void)
{
	static const char *const accepted[] = {
		"", "{}", "{\"a\":0}", "{\"a\":9223372036854775807}", "{\"a\":-9223372036854775808}", "[1,-1,0]",
		"{\"a\":1.5}", "{\"a\":12345678901234567890.5}", "{\"a\":1e400}", "{\"a\":12345678901234567890e1}",
		"{\"a\":12345678901234567890123456789.0}", /* 31 characters */
		"{\"a\":1234567890123456789012345678.25}", "{\"a\":\"99999999999999999999999999999999999999999999\"}",
		"{\"99999999999999999999\":1}", "{\"a\\\"99999999999999999999\":1}", "{\"a\\\\\":1,\"b\":2}", "\"\\", "\"", "\"\\\"",
		"-", "{\"a\":9223372036854775807 }",
	};
	static const char *const refused[] = {
		"{\"a\":9223372036854775808}", "{\"a\":-9223372036854775809}", "[99999999999999999999]",
		"{\"a\":{\"b\":[[18446744073709551615]]}}", "{\"a\":100000000000000000000000}",
		"{\"a\":1.5000000000000000000000000000000}", /* 33 characters */
		"{\"a\":0.0000000000000000000000000000001}", "{\"a\\\\\":99999999999999999999}", "{\"\":1,\"\\u0022\":99999999999999999999}",
		"{\"a\":1e00000000000000000000000000000001}", "99999999999999999999",
	};

	for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++) {
		CHECK_FOR(valid(accepted[i]), accepted[i]);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		CHECK_FOR(!valid(refused[i]), refused[i]);
	}
	return check_finish();
}
