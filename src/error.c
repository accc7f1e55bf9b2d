/* SPDX-License-Identifier: BSD-3-Clause */
#include "error.h"

#include "zend_exceptions.h"

static zend_class_entry *exception_class;
static zend_class_entry *invalid_token_class;
static zend_class_entry *invalid_key_class;
static zend_class_entry *crypto_class;

static const char *const reason_names[] = {
	[PHP_OAUTH2_REASON_MALFORMED] = "malformed",
	[PHP_OAUTH2_REASON_TYPE] = "type",
	[PHP_OAUTH2_REASON_ALGORITHM] = "algorithm",
	[PHP_OAUTH2_REASON_KEY] = "key",
	[PHP_OAUTH2_REASON_CRITICAL] = "critical",
	[PHP_OAUTH2_REASON_SIGNATURE] = "signature",
	[PHP_OAUTH2_REASON_EXPIRED] = "expired",
	[PHP_OAUTH2_REASON_NOT_BEFORE] = "not_before",
	[PHP_OAUTH2_REASON_ISSUED_AT] = "issued_at",
	[PHP_OAUTH2_REASON_ISSUER] = "issuer",
	[PHP_OAUTH2_REASON_AUDIENCE] = "audience",
	[PHP_OAUTH2_REASON_SUBJECT] = "subject",
	[PHP_OAUTH2_REASON_CLAIM] = "claim",
};

/* The names as persistent strings, and the slot of the property $reason. */
static zend_string *reasons[sizeof(reason_names) / sizeof(reason_names[0])];
static uint32_t reason_offset;

static void set_reason(zend_object *object, php_oauth2_reason reason)
{
	ZVAL_INTERNED_STR(OBJ_PROP(object, reason_offset), reasons[reason]);
}

/*
 * Removes the arguments of all functions from the trace: SensitiveParameter hides only those of this extension, but the
 * functions of the caller got the same secret.
 */
static zend_object *create_without_arguments(zend_class_entry *ce)
{
	zend_object *object = zend_ce_exception->create_object(ce);
	zval rv, *trace, *frame;

	trace = zend_read_property_ex(zend_ce_exception, object, ZSTR_KNOWN(ZEND_STR_TRACE), 1, &rv);
	ZVAL_DEREF(trace);
	if (Z_TYPE_P(trace) != IS_ARRAY) {
		return object;
	}
	SEPARATE_ARRAY(trace);
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(trace), frame) {
		ZVAL_DEREF(frame);
		if (Z_TYPE_P(frame) == IS_ARRAY && zend_hash_exists(Z_ARRVAL_P(frame), ZSTR_KNOWN(ZEND_STR_ARGS))) {
			zval none;

			SEPARATE_ARRAY(frame);
			ZVAL_EMPTY_ARRAY(&none);
			zend_hash_update(Z_ARRVAL_P(frame), ZSTR_KNOWN(ZEND_STR_ARGS), &none);
		}
	} ZEND_HASH_FOREACH_END();
	return object;
}

/* The reason of an exception that PHP code creates is "claim": this extension checks everything else itself. */
static zend_object *create_with_reason(zend_class_entry *ce)
{
	zend_object *object = create_without_arguments(ce);

	set_reason(object, PHP_OAUTH2_REASON_CLAIM);
	return object;
}

void php_oauth2_error_minit(zend_class_entry *exception_ce, zend_class_entry *invalid_token_ce,
	zend_class_entry *invalid_key_ce, zend_class_entry *crypto_ce)
{
	const zend_property_info *reason;

	exception_class = exception_ce;
	invalid_token_class = invalid_token_ce;
	invalid_key_class = invalid_key_ce;
	crypto_class = crypto_ce;
	exception_class->create_object = create_without_arguments;
	invalid_token_class->create_object = create_with_reason;
	invalid_key_class->create_object = create_without_arguments;
	crypto_class->create_object = create_without_arguments;
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		reasons[i] = zend_string_init_interned(reason_names[i], strlen(reason_names[i]), 1);
	}
	reason = zend_hash_str_find_ptr(&invalid_token_class->properties_info, "reason", sizeof("reason") - 1);
	reason_offset = reason->offset;
}

static zend_object *throw_formatted(zend_class_entry *ce, const char *format, va_list arguments)
{
	zend_string *message = zend_vstrpprintf(0, format, arguments);
	zend_object *object = zend_throw_exception(ce, ZSTR_VAL(message), 0);

	zend_string_release(message);
	return object;
}

ZEND_COLD void php_oauth2_throw_invalid_token(php_oauth2_reason reason, const char *format, ...)
{
	va_list arguments;
	zend_object *object;

	ZEND_ASSERT((size_t) reason < sizeof(reason_names) / sizeof(reason_names[0]));
	va_start(arguments, format);
	object = throw_formatted(invalid_token_class, format, arguments);
	va_end(arguments);
	if (object) {
		set_reason(object, reason);
	}
}

ZEND_COLD void php_oauth2_throw_invalid_key(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	throw_formatted(invalid_key_class, format, arguments);
	va_end(arguments);
}

ZEND_COLD void php_oauth2_throw_crypto(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	throw_formatted(crypto_class, format, arguments);
	va_end(arguments);
}
