/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "rsa_check.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

static BIGNUM *number(const EVP_PKEY *pkey, const char *name)
{
	BIGNUM *result = NULL;

	CHECK(EVP_PKEY_get_bn_param(pkey, name, &result) > 0);
	return result;
}

static php_oauth2_rsa generate(unsigned bits)
{
	EVP_PKEY *pkey = EVP_RSA_gen(bits);
	php_oauth2_rsa rsa = {
		number(pkey, OSSL_PKEY_PARAM_RSA_N), number(pkey, OSSL_PKEY_PARAM_RSA_E), number(pkey, OSSL_PKEY_PARAM_RSA_D),
		number(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1), number(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2),
		number(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1), number(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2),
		number(pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1),
	};

	EVP_PKEY_free(pkey);
	return rsa;
}

static bool flawed(const char *flaw, const char *word)
{
	return flaw && strstr(flaw, word);
}

/* Each number by itself, one too large. */
static void test_private(php_oauth2_rsa *rsa)
{
	BIGNUM *numbers[] = {rsa->d, rsa->p, rsa->q, rsa->dp, rsa->dq, rsa->qi};

	CHECK(php_oauth2_rsa_private_flaw(rsa) == NULL);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		BN_add_word(numbers[i], 2);
		CHECK(flawed(php_oauth2_rsa_private_flaw(rsa), "belong together"));
		BN_sub_word(numbers[i], 2);
	}
	BN_swap(rsa->dp, rsa->dq);
	CHECK(flawed(php_oauth2_rsa_private_flaw(rsa), "belong together"));
	BN_swap(rsa->dp, rsa->dq);
	BN_add(rsa->d, rsa->d, rsa->n); /* still an inverse, but not reduced */
	CHECK(php_oauth2_rsa_private_flaw(rsa) != NULL);
	BN_sub(rsa->d, rsa->d, rsa->n);
	BN_swap(rsa->p, rsa->e);
	CHECK(flawed(php_oauth2_rsa_private_flaw(rsa), "too small"));
	BN_swap(rsa->p, rsa->e);
	CHECK(php_oauth2_rsa_private_flaw(rsa) == NULL);
}

static void test_exponent(php_oauth2_rsa *rsa)
{
	static const char *const refused[] = {"0", "1", "2", "10000", "10000000000000001", "100010000000000000001"};
	static const char *const accepted[] = {"3", "11", "10001", "100000001", "FFFFFFFFFFFFFFFF"};
	BIGNUM *kept = BN_dup(rsa->e);

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		BN_hex2bn(&rsa->e, refused[i]);
		CHECK_FOR(flawed(php_oauth2_rsa_public_flaw(rsa), "exponent"), refused[i]);
	}
	for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++) {
		BN_hex2bn(&rsa->e, accepted[i]);
		CHECK_FOR(php_oauth2_rsa_public_flaw(rsa) == NULL, accepted[i]);
	}
	BN_copy(rsa->e, kept);
	BN_free(kept);
}

static void test_modulus(php_oauth2_rsa *rsa)
{
	BIGNUM *kept = BN_dup(rsa->n);
	BN_CTX *ctx = BN_CTX_new();

	BN_sub_word(rsa->n, 1);
	CHECK(flawed(php_oauth2_rsa_public_flaw(rsa), "even"));
	BN_one(rsa->n);
	CHECK(flawed(php_oauth2_rsa_public_flaw(rsa), "2048"));
	BN_zero(rsa->n);
	CHECK(flawed(php_oauth2_rsa_public_flaw(rsa), "2048"));
	BN_one(rsa->n);
	BN_lshift(rsa->n, rsa->n, 8192);
	BN_add_word(rsa->n, 1);
	CHECK(flawed(php_oauth2_rsa_public_flaw(rsa), "8192"));
	BN_copy(rsa->n, kept);
	BN_mul_word(rsa->n, 167);
	CHECK(flawed(php_oauth2_rsa_public_flaw(rsa), "small factor"));
	/* A power of 65537 is one modulo every prime: what the ROCA test looks for. */
	BN_set_word(rsa->n, 65537);
	for (int i = 0; i < 7; i++) {
		BN_sqr(rsa->n, rsa->n, ctx);
	}
	CHECK(flawed(php_oauth2_rsa_public_flaw(rsa), "CVE-2017-15361"));
	BN_copy(rsa->n, kept);
	BN_free(kept);
	BN_CTX_free(ctx);
}

int main(void)
{
	php_oauth2_rsa rsa = generate(1024);

	CHECK(flawed(php_oauth2_rsa_public_flaw(&rsa), "2048"));
	php_oauth2_rsa_clear(&rsa);
	rsa = generate(2048);
	CHECK(php_oauth2_rsa_public_flaw(&rsa) == NULL);
	test_private(&rsa);
	test_exponent(&rsa);
	test_modulus(&rsa);
	CHECK(php_oauth2_rsa_public_flaw(&rsa) == NULL);
	php_oauth2_rsa_clear(&rsa);
	CHECK(rsa.n == NULL && rsa.qi == NULL);
	php_oauth2_rsa_clear(&rsa); /* of nothing is harmless */
	return check_finish();
}
