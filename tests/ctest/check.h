/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_CHECK_H
#define PHP_OAUTH2_CHECK_H

#include <stdbool.h>
#include <stdio.h>

/* For one test program: CHECK as often as wanted, then return check_finish() from main. */

static unsigned check_passed, check_failed;

#define CHECK(condition) check_note((condition), #condition, "", __FILE__, __LINE__)

/* The same, with the input that it is about. */
#define CHECK_FOR(condition, input) check_note((condition), #condition, (input), __FILE__, __LINE__)

static inline void check_note(bool is_true, const char *condition, const char *input, const char *file, int line)
{
	if (is_true) {
		check_passed++;
		return;
	}
	check_failed++;
	printf("%s:%d: %s [%s]\n", file, line, condition, input);
}

static inline int check_finish(void)
{
	printf("%u passed, %u failed\n", check_passed, check_failed);
	return check_failed != 0 || check_passed == 0;
}

#endif
