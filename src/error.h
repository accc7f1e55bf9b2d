/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_ERROR_H
#define PHP_OAUTH2_ERROR_H

#include "php.h"

/*
 * Throws all of this extension's exceptions: no other file names an exception class. A message says which rule was broken
 * and never contains a secret, a token or a part of one.
 */

/* The values of InvalidTokenException::$reason. */
typedef enum {
	PHP_OAUTH2_REASON_MALFORMED,
	PHP_OAUTH2_REASON_TYPE,
	PHP_OAUTH2_REASON_ALGORITHM,
	PHP_OAUTH2_REASON_KEY,
	PHP_OAUTH2_REASON_CRITICAL,
	PHP_OAUTH2_REASON_SIGNATURE,
	PHP_OAUTH2_REASON_EXPIRED,
	PHP_OAUTH2_REASON_NOT_BEFORE,
	PHP_OAUTH2_REASON_ISSUED_AT,
	PHP_OAUTH2_REASON_ISSUER,
	PHP_OAUTH2_REASON_AUDIENCE,
	PHP_OAUTH2_REASON_SUBJECT,
	PHP_OAUTH2_REASON_CLAIM,
} php_oauth2_reason;

void php_oauth2_error_minit(zend_class_entry *exception_ce, zend_class_entry *invalid_token_ce,
	zend_class_entry *invalid_key_ce, zend_class_entry *crypto_ce);

ZEND_COLD void php_oauth2_throw_invalid_token(php_oauth2_reason reason, const char *format, ...)
	ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);
ZEND_COLD void php_oauth2_throw_invalid_key(const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 1, 2);
ZEND_COLD void php_oauth2_throw_crypto(const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 1, 2);

#endif
