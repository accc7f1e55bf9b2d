/* SPDX-License-Identifier: BSD-3-Clause */
#include "php.h"
#include "error.h"

ZEND_FUNCTION(oauth2_jwt_sign)
{
	php_oauth2_throw_crypto("oauth2_jwt_sign() is missing");
}
