/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An extension for tests only: from a chosen moment on, the n-th block that is asked of Zend's memory manager is not there,
 * and the request ends as it does at the memory limit, by a jump out of whatever was being done. To be run with
 * USE_ZEND_ALLOC=0: the blocks are malloc's, so that AddressSanitizer sees them.
 */
#include "php.h"

#include <stdlib.h>

static zend_long left; /* until the one that fails; 0: none will */
static zend_long counted;
static HashTable planted;
static bool is_planted;

static void count(void)
{
	counted++;
	if (left > 0 && --left == 0) {
		zend_error_noreturn(E_ERROR, "Planted end of memory");
	}
}

/* From PHP 8.4 on the handlers are told where they were called from, in debug builds; a release build has no such arguments. */
static void *failing_malloc(size_t size ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC)
{
	count();
	return malloc(size);
}

static void failing_free(void *block ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC)
{
	free(block);
}

static void *failing_realloc(void *block, size_t size ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC)
{
	count();
	return realloc(block, size);
}

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_allocation_fail_at, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, number, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_allocation_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_allocation_plant, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

/* The allocation of that number, counted from the return of this call, fails. */
static PHP_FUNCTION(allocation_fail_at)
{
	zend_long number;

	ZEND_PARSE_PARAMETERS_START(1, 1)
		Z_PARAM_LONG(number)
	ZEND_PARSE_PARAMETERS_END();
	counted = 0;
	left = number;
}

/* How many there were since. None fails any more. */
static PHP_FUNCTION(allocation_count)
{
	ZEND_PARSE_PARAMETERS_NONE();
	left = 0;
	RETURN_LONG(counted);
}

/* A fault to be found: the table counts an element whose name it has yet to allocate, and is destroyed at the request's end. */
static PHP_FUNCTION(allocation_plant)
{
	zval value;

	ZEND_PARSE_PARAMETERS_NONE();
	zend_hash_init(&planted, 8, NULL, ZVAL_PTR_DTOR, false);
	is_planted = true;
	ZVAL_EMPTY_ARRAY(&value);
	zend_hash_str_add(&planted, "a", 1, &value);
	zend_hash_str_add(&planted, "another name", sizeof("another name") - 1, &value);
}

static const zend_function_entry functions[] = {
	PHP_FE(allocation_fail_at, arginfo_allocation_fail_at)
	PHP_FE(allocation_count, arginfo_allocation_count)
	PHP_FE(allocation_plant, arginfo_allocation_plant)
	PHP_FE_END
};

static PHP_MINIT_FUNCTION(failing_allocations)
{
#if ZEND_DEBUG && PHP_VERSION_ID < 80400
	zend_mm_set_custom_debug_handlers(zend_mm_get_heap(), failing_malloc, failing_free, failing_realloc);
#else
	zend_mm_set_custom_handlers(zend_mm_get_heap(), failing_malloc, failing_free, failing_realloc);
#endif
	return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(failing_allocations)
{
	left = 0;
	if (is_planted) {
		zend_hash_destroy(&planted);
		is_planted = false;
	}
	return SUCCESS;
}

static zend_module_entry failing_allocations_module_entry = {
	STANDARD_MODULE_HEADER, "failing_allocations", functions, PHP_MINIT(failing_allocations), NULL, NULL,
	PHP_RSHUTDOWN(failing_allocations), NULL, "0", STANDARD_MODULE_PROPERTIES,
};

ZEND_GET_MODULE(failing_allocations)
