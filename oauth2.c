/* SPDX-License-Identifier: BSD-3-Clause */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php_oauth2.h"

#include "ext/spl/spl_exceptions.h"
#include "ext/standard/info.h"
#include "zend_attributes.h"
#include "zend_interfaces.h"
#include "src/ed25519_point.h"
#include "src/error.h"
#include "src/evp.h"
#include "src/globals.h"
#include "src/key.h"
#include "src/key_cache.h"
#include "src/key_set.h"
#include "src/uri.h"

#include <openssl/crypto.h>
#include <openssl/opensslv.h>
#include <sodium.h>

#include "oauth2_arginfo.h"

ZEND_DECLARE_MODULE_GLOBALS(oauth2)

static PHP_GINIT_FUNCTION(oauth2)
{
#if defined(ZTS) && defined(COMPILE_DL_OAUTH2)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	oauth2_globals->key_cache = NULL;
}

static PHP_GSHUTDOWN_FUNCTION(oauth2)
{
	php_oauth2_key_cache_free(oauth2_globals->key_cache);
	oauth2_globals->key_cache = NULL;
}

static PHP_MINIT_FUNCTION(oauth2)
{
	zend_class_entry *exception_ce, *invalid_token_ce, *invalid_key_ce, *crypto_ce;

	if (sodium_init() < 0) {
		zend_error(E_CORE_WARNING, "oauth2: libsodium could not be initialised");
		return FAILURE;
	}
	if (php_oauth2_evp_minit() == FAILURE) {
		zend_error(E_CORE_WARNING, "oauth2: OpenSSL's provider has no SHA-256");
		return FAILURE;
	}
	php_oauth2_ed25519_point_minit();
	register_oauth2_symbols(module_number);
	exception_ce = register_class_OAuth2_Exception(spl_ce_RuntimeException);
	invalid_token_ce = register_class_OAuth2_InvalidTokenException(exception_ce);
	invalid_key_ce = register_class_OAuth2_InvalidKeyException(exception_ce);
	crypto_ce = register_class_OAuth2_CryptoException(exception_ce);
	php_oauth2_error_minit(exception_ce, invalid_token_ce, invalid_key_ce, crypto_ce);
	php_oauth2_key_minit(register_class_OAuth2_Key());
	php_oauth2_key_set_minit(register_class_OAuth2_KeySet(zend_ce_aggregate, zend_ce_countable));
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(oauth2)
{
	php_oauth2_evp_mshutdown();
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(oauth2)
{
	php_info_print_table_start();
	php_info_print_table_row(2, "oauth2 support", "enabled");
	php_info_print_table_row(2, "oauth2 version", PHP_OAUTH2_VERSION);
	php_info_print_table_row(2, "OpenSSL headers version", OPENSSL_VERSION_TEXT);
	php_info_print_table_row(2, "OpenSSL library version", OpenSSL_version(OPENSSL_VERSION));
	php_info_print_table_row(2, "libsodium headers version", SODIUM_VERSION_STRING);
	php_info_print_table_row(2, "libsodium library version", sodium_version_string());
	php_oauth2_key_cache_info();
	php_info_print_table_end();
}

static const zend_module_dep oauth2_deps[] = {
	ZEND_MOD_REQUIRED("json")
	ZEND_MOD_REQUIRED("spl")
	ZEND_MOD_END
};

zend_module_entry oauth2_module_entry = {
	STANDARD_MODULE_HEADER_EX,
	NULL,
	oauth2_deps,
	"oauth2",
	ext_functions,
	PHP_MINIT(oauth2),
	PHP_MSHUTDOWN(oauth2),
	NULL,
	NULL,
	PHP_MINFO(oauth2),
	PHP_OAUTH2_VERSION,
	PHP_MODULE_GLOBALS(oauth2),
	PHP_GINIT(oauth2),
	PHP_GSHUTDOWN(oauth2),
	NULL,
	STANDARD_MODULE_PROPERTIES_EX
};

#ifdef COMPILE_DL_OAUTH2
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
ZEND_GET_MODULE(oauth2)
#endif
