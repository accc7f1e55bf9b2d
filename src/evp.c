/* SPDX-License-Identifier: BSD-3-Clause */
#include "evp.h"

#include <openssl/err.h>

static EVP_MD *sha256;

zend_result php_oauth2_evp_minit(void)
{
	ERR_set_mark();
	sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	ERR_pop_to_mark();
	return sha256 ? SUCCESS : FAILURE;
}

void php_oauth2_evp_mshutdown(void)
{
	EVP_MD_free(sha256);
	sha256 = NULL;
}

const EVP_MD *php_oauth2_evp_sha256(void)
{
	return sha256;
}
