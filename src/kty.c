/* SPDX-License-Identifier: BSD-3-Clause */
#include "kty.h"

static const php_oauth2_kty_members members_by_kty[] = {
	[PHP_OAUTH2_KTY_RSA] = {"RSA", NULL, PHP_OAUTH2_RSA_MEMBERS, 2, {"n", "e", "d", "p", "q", "dp", "dq", "qi"}},
	[PHP_OAUTH2_KTY_EC] = {"EC", "P-256", PHP_OAUTH2_EC_MEMBERS, 2, {"x", "y", "d"}},
	[PHP_OAUTH2_KTY_OKP] = {"OKP", "Ed25519", PHP_OAUTH2_OKP_MEMBERS, 1, {"x", "d"}},
};

const php_oauth2_kty_members *php_oauth2_members_of(php_oauth2_kty kty)
{
	return &members_by_kty[kty];
}
