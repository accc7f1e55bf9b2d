/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A module with three planted errors. If a sanitized PHP does not stop at each of them, a clean run of the suite
 * proves nothing.
 */
#include "php.h"

ZEND_BEGIN_ARG_INFO_EX(arginfo_canary, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, at, IS_LONG, 0)
ZEND_END_ARG_INFO()

PHP_FUNCTION(canary_overflow)
{
	zend_long at;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(at)
	ZEND_PARSE_PARAMETERS_END();
	volatile char *block = emalloc(16);

	block[at] = 1;
	zend_long seen = block[at];

	efree((void *) block);
	RETURN_LONG(seen);
}

PHP_FUNCTION(canary_use_after_free)
{
	zend_long at;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(at)
	ZEND_PARSE_PARAMETERS_END();
	volatile char *block = emalloc(16);

	efree((void *) block);
	RETURN_LONG(block[at]);
}

PHP_FUNCTION(canary_shift)
{
	zend_long at;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(at)
	ZEND_PARSE_PARAMETERS_END();
	RETURN_LONG(1 << (int) at);
}

static const zend_function_entry functions[] = {
	PHP_FE(canary_overflow, arginfo_canary)
	PHP_FE(canary_use_after_free, arginfo_canary)
	PHP_FE(canary_shift, arginfo_canary)
	PHP_FE_END
};

static zend_module_entry canary_module_entry = {
	STANDARD_MODULE_HEADER, "oauth2_canary", functions, NULL, NULL, NULL, NULL, NULL, "1", STANDARD_MODULE_PROPERTIES
};

ZEND_GET_MODULE(canary)
