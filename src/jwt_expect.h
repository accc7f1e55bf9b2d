/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JWT_EXPECT_H
#define PHP_OAUTH2_JWT_EXPECT_H

#include "php.h"

/* Clocks differ by seconds: if you need more, fix the clock. */
#define PHP_OAUTH2_JWT_MAX_LEEWAY 300

/* 9999-12-31T23:59:59Z, the last second that RFC 3339 can write. */
#define PHP_OAUTH2_JWT_MAX_DATE 253402300799.0

/* The verifier's argument $expect. The values are borrowed from it. */
typedef struct {
	const zend_string *issuer;
	zval *audience; /* a string, or a list of strings */
	const zend_string *subject;
	const zend_string *type;
	zval *required; /* a list of strings, or NULL: "exp" */
	double leeway;
	double max_age; /* negative: none */
	double now;
} php_oauth2_jwt_expect;

/* Reads $expect. On failure it throws ValueError or TypeError, because a misspelt name would skip a check. */
zend_result php_oauth2_jwt_expect_read(php_oauth2_jwt_expect *expect, HashTable *options, uint32_t argument);

/* Checks the header's "typ". On failure it throws InvalidTokenException. */
zend_result php_oauth2_jwt_expect_type(const php_oauth2_jwt_expect *expect, const zend_string *type);

/* Checks the claims of a token whose signature was verified. On failure it throws InvalidTokenException. */
zend_result php_oauth2_jwt_expect_claims(const php_oauth2_jwt_expect *expect, HashTable *claims);

#endif
