/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_JWT_H
#define PHP_OAUTH2_JWT_H

#include "php.h"

#include "alg.h"
#include "compact.h"

/* A decoded token. The claims stay text until the signature has been verified. */
typedef struct {
	php_oauth2_compact compact;
	zval header; /* an array, which the caller destroys */
	const zend_string *algorithm; /* this and the next two are borrowed from header, once it was read */
	const zend_string *type; /* or NULL */
	const zend_string *key_id; /* or NULL */
	size_t payload_length;
	size_t signature_length;
	unsigned char signature[PHP_OAUTH2_SIGNATURE_MAX_BYTES];
	char payload[PHP_OAUTH2_COMPACT_MAX_DECODED + 1]; /* ends with a NUL that is not counted */
} php_oauth2_jwt;

/* Decodes a token and parses its header. On failure it throws InvalidTokenException and leaves nothing to destroy. */
zend_result php_oauth2_jwt_decode(php_oauth2_jwt *jwt, const zend_string *token);

/* Reads the relevant members of the header. On failure it throws InvalidTokenException; the caller destroys the header. */
zend_result php_oauth2_jwt_read_header(php_oauth2_jwt *jwt);

/* Parses the claims, or throws. */
zend_result php_oauth2_jwt_parse_claims(zval *claims, const php_oauth2_jwt *jwt);

#endif
