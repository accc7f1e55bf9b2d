/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef OAUTH2_FUZZ_EMBED_H
#define OAUTH2_FUZZ_EMBED_H

#include "php.h"
#include "zend_exceptions.h"

/* PHP with the extension, in the fuzzer's process. Targets call the public functions, as a script would. */

/* Calls a function ("oauth2_jwt_sign") or static method ("OAuth2\\Key::fromJwk"). False, and cleared, if it threw. */
bool embed_call(zval *result, const char *function, uint32_t count, zval *arguments);

/* As above, for a method of an object. */
bool embed_method(zval *result, zval *object, const char *method);

/* Aborts, so that the fuzzer keeps the input, with the name of the rule that was broken. */
#define EMBED_REQUIRE(condition) do { \
		if (!(condition)) { \
			fprintf(stderr, "broken: %s\n", #condition); \
			abort(); \
		} \
	} while (0)

/* One input. */
void embed_target(const char *data, size_t size);

/* Before the first input. */
void embed_prepare(void);

#endif
