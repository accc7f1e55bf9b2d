/* SPDX-License-Identifier: BSD-3-Clause */
#include "pem_cost.h"

#include <stdint.h>

static bool at_most(const ASN1_INTEGER *number, uint64_t limit, uint64_t *value)
{
	return number && ASN1_INTEGER_get_uint64(value, number) > 0 && *value <= limit;
}

/* RFC 8018 A.2 */
static bool pbkdf2_bounded(const ASN1_TYPE *parameters)
{
	PBKDF2PARAM *pbkdf2 = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM), parameters);
	uint64_t rounds;
	bool bounded = pbkdf2 && at_most(pbkdf2->iter, PHP_OAUTH2_PBKDF2_MAX_ROUNDS, &rounds);

	PBKDF2PARAM_free(pbkdf2);
	return bounded;
}

#ifndef OPENSSL_NO_SCRYPT
/* RFC 7914 7.1 */
static bool scrypt_bounded(const ASN1_TYPE *parameters)
{
	const uint64_t limit = PHP_OAUTH2_SCRYPT_MAX_WORK;
	SCRYPT_PARAMS *scrypt = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(SCRYPT_PARAMS), parameters);
	uint64_t n, r, p;
	bool bounded = scrypt && at_most(scrypt->costParameter, limit, &n) && at_most(scrypt->blockSize, limit, &r)
		&& n * r <= limit && at_most(scrypt->parallelizationParameter, limit, &p) && n * r * p <= limit;

	SCRYPT_PARAMS_free(scrypt);
	return bounded;
}
#endif

/* RFC 8018 A.4: a key derivation function and a cipher. */
static bool pbes2_bounded(const ASN1_TYPE *parameters)
{
	PBE2PARAM *pbes2 = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), parameters);
	bool bounded = false;

	if (pbes2) {
		switch (OBJ_obj2nid(pbes2->keyfunc->algorithm)) {
			case NID_id_pbkdf2:
				bounded = pbkdf2_bounded(pbes2->keyfunc->parameter);
				break;
#ifndef OPENSSL_NO_SCRYPT
			case NID_id_scrypt:
				bounded = scrypt_bounded(pbes2->keyfunc->parameter);
				break;
#endif
			default:
				break;
		}
	}
	PBE2PARAM_free(pbes2);
	return bounded;
}

/* RFC 8018 A.3 and PKCS #12: a salt and a number of rounds. */
static bool pbe_bounded(const ASN1_TYPE *parameters)
{
	PBEPARAM *pbe = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM), parameters);
	uint64_t rounds;
	bool bounded = pbe && at_most(pbe->iter, PHP_OAUTH2_PBKDF2_MAX_ROUNDS, &rounds);

	PBEPARAM_free(pbe);
	return bounded;
}

bool php_oauth2_pem_cost_bounded(const X509_ALGOR *algorithm)
{
	return algorithm->parameter && (OBJ_obj2nid(algorithm->algorithm) == NID_pbes2 ? pbes2_bounded(algorithm->parameter)
		: pbe_bounded(algorithm->parameter));
}
