/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_SEAL_H
#define PHP_OAUTH2_SEAL_H

#include "php.h"

#define PHP_OAUTH2_SEAL_KEY_BYTES 32

/* Seals data, of which the caller passes at most 16 MiB. */
zend_string *php_oauth2_seal(const unsigned char *data, size_t data_length,
	const unsigned char key[PHP_OAUTH2_SEAL_KEY_BYTES], const char *context, size_t context_length);

/* Opens a sealed text. The caller wipes the result (php_oauth2_zstr_free). On failure it throws CryptoException. */
zend_string *php_oauth2_open(const char *sealed, size_t sealed_length,
	const unsigned char key[PHP_OAUTH2_SEAL_KEY_BYTES], const char *context, size_t context_length);

#endif
