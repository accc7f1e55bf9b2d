/* SPDX-License-Identifier: BSD-3-Clause */
#include "php.h"
#include "error.h"

ZEND_FUNCTION(oauth2_redirect_uri_valid)
{
	php_oauth2_throw_crypto("oauth2_redirect_uri_valid() is missing");
}

ZEND_FUNCTION(oauth2_redirect_uri_matches)
{
	php_oauth2_throw_crypto("oauth2_redirect_uri_matches() is missing");
}
