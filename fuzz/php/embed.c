/* SPDX-License-Identifier: BSD-3-Clause */
#include "embed.h"

#include "php_oauth2.h"

#include <sapi/embed/php_embed.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int startup(sapi_module_struct *sapi)
{
	return php_module_startup(sapi, &oauth2_module_entry) == SUCCESS ? SUCCESS : FAILURE;
}

/*
 * An exception needs a script to be caught in. This one catches what bad input may cause; any other ends the process,
 * and so does an error.
 */
static char script[] = "function call($function, $arguments) {"
	" try { return [$function(...$arguments)]; } catch (OAuth2\\Exception | ValueError) { return null; } }";

static bool call(zval *result, zval *callable, uint32_t count, zval *values)
{
	zval function, arguments[2], returned, *inner;
	bool good = false;

	ZVAL_STRING(&function, "call");
	ZVAL_COPY_VALUE(&arguments[0], callable);
	array_init(&arguments[1]);
	for (uint32_t i = 0; i < count; i++) {
		Z_TRY_ADDREF(values[i]);
		add_next_index_zval(&arguments[1], &values[i]);
	}
	ZVAL_UNDEF(result);
	ZVAL_UNDEF(&returned);
	EMBED_REQUIRE(call_user_function(NULL, NULL, &function, &returned, 2, arguments) == SUCCESS);
	if (Z_TYPE(returned) == IS_ARRAY) {
		inner = zend_hash_index_find(Z_ARRVAL(returned), 0);
		ZVAL_COPY(result, inner);
		good = true;
	}
	zval_ptr_dtor(&returned);
	zval_ptr_dtor(&function);
	zval_ptr_dtor(&arguments[0]);
	zval_ptr_dtor(&arguments[1]);
	return good;
}

bool embed_call(zval *result, const char *function, uint32_t count, zval *arguments)
{
	zval callable;

	ZVAL_STRING(&callable, function);
	return call(result, &callable, count, arguments);
}

bool embed_method(zval *result, zval *object, const char *method)
{
	zval callable, held;

	array_init(&callable);
	ZVAL_COPY(&held, object);
	add_next_index_zval(&callable, &held);
	add_next_index_string(&callable, method);
	return call(result, &callable, 0, NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static char name[] = "fuzz";
	static char *arguments[] = {name, NULL};

	(void) argc;
	(void) argv;
	/* Every allocation by itself, where AddressSanitizer sees its end. */
	setenv("USE_ZEND_ALLOC", "0", 1);
	php_embed_module.startup = startup;
	php_embed_module.php_ini_ignore = 1;
	if (php_embed_init(1, arguments) == FAILURE) {
		abort();
	}
	EMBED_REQUIRE(zend_eval_string(script, NULL, "fuzz") == SUCCESS);
	embed_prepare();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	zend_try {
		embed_target((const char *) data, size);
	} zend_catch {
		fprintf(stderr, "broken: the engine bailed out\n");
		abort();
	} zend_end_try();
	EMBED_REQUIRE(!EG(exception));
	return 0;
}
