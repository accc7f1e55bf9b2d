/* SPDX-License-Identifier: BSD-3-Clause */
#include "rsa_check.h"

#include <stdbool.h>
#include <stddef.h>

#define F4 65537

static const unsigned char small_primes[] = {
	3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
	113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
};

static bool is_power_of_f4(unsigned residue, unsigned prime)
{
	unsigned power = 1;

	do {
		if (power == residue) {
			return true;
		}
		power = power * (F4 % prime) % prime;
	} while (power != 1);
	return false;
}

/*
 * Finds two flaws in one pass over n modulo small primes. A modulus with a small factor is no product of two large primes.
 * Keys of Infineon's library (CVE-2017-15361, "ROCA") have primes of the form k*M + (65537^a mod M), where M is the product
 * of the small primes, so n is a power of 65537 modulo each of them. Other keys match with a probability of 2^-27.
 */
static const char *modulus_flaw(const BIGNUM *n)
{
	bool looks_like_roca = true;

	for (size_t i = 0; i < sizeof(small_primes); i++) {
		BN_ULONG residue = BN_mod_word(n, small_primes[i]);

		if (residue == 0 || residue == (BN_ULONG) -1) {
			return "has a modulus with a small factor";
		}
		looks_like_roca = looks_like_roca && is_power_of_f4((unsigned) residue, small_primes[i]);
	}
	return looks_like_roca ? "has a modulus of the kind that CVE-2017-15361 factors" : NULL;
}

const char *php_oauth2_rsa_public_flaw(const php_oauth2_rsa *rsa)
{
	int bits = BN_num_bits(rsa->n);

	if (bits < PHP_OAUTH2_RSA_MIN_BITS || bits > PHP_OAUTH2_RSA_MAX_BITS) {
		return "has an RSA modulus that is not of 2048 to 8192 bits";
	}
	if (!BN_is_odd(rsa->n)) {
		return "has an even RSA modulus";
	}
	if (!BN_is_odd(rsa->e) || BN_is_one(rsa->e) || BN_num_bits(rsa->e) > PHP_OAUTH2_RSA_MAX_EXPONENT_BITS) {
		return "has an RSA exponent that is even, 1, or longer than 64 bits";
	}
	return modulus_flaw(rsa->n);
}

/* True if a * b is 1 modulo m. */
static bool is_inverse(const BIGNUM *a, const BIGNUM *b, const BIGNUM *m, BN_CTX *ctx)
{
	BIGNUM *product = BN_secure_new();
	bool result = product && BN_mod_mul(product, a, b, m, ctx) > 0 && BN_is_one(product);

	BN_clear_free(product);
	return result;
}

static bool is_consistent(const php_oauth2_rsa *rsa, BIGNUM *product, BIGNUM *p1, BIGNUM *q1, BN_CTX *ctx)
{
	return BN_mul(product, rsa->p, rsa->q, ctx) > 0 && BN_cmp(product, rsa->n) == 0
		&& BN_copy(p1, rsa->p) && BN_sub_word(p1, 1) > 0 && BN_copy(q1, rsa->q) && BN_sub_word(q1, 1) > 0
		&& BN_cmp(rsa->d, rsa->n) < 0 && BN_cmp(rsa->dp, rsa->p) < 0 && BN_cmp(rsa->dq, rsa->q) < 0
		&& BN_cmp(rsa->qi, rsa->p) < 0
		&& is_inverse(rsa->d, rsa->e, p1, ctx) && is_inverse(rsa->d, rsa->e, q1, ctx)
		&& is_inverse(rsa->dp, rsa->e, p1, ctx) && is_inverse(rsa->dq, rsa->e, q1, ctx)
		&& is_inverse(rsa->qi, rsa->q, rsa->p, ctx);
}

const char *php_oauth2_rsa_private_flaw(const php_oauth2_rsa *rsa)
{
	BN_CTX *ctx;
	BIGNUM *product, *p1, *q1;
	bool consistent;

	if (BN_num_bits(rsa->p) < PHP_OAUTH2_RSA_MIN_BITS / 4 || BN_num_bits(rsa->q) < PHP_OAUTH2_RSA_MIN_BITS / 4
			|| !BN_is_odd(rsa->p) || !BN_is_odd(rsa->q) || BN_cmp(rsa->p, rsa->q) == 0) {
		return "has RSA factors that are too small, even or equal";
	}
	/* Makes divisions by and of these take constant time. */
	BN_set_flags(rsa->d, BN_FLG_CONSTTIME);
	BN_set_flags(rsa->p, BN_FLG_CONSTTIME);
	BN_set_flags(rsa->q, BN_FLG_CONSTTIME);
	BN_set_flags(rsa->dp, BN_FLG_CONSTTIME);
	BN_set_flags(rsa->dq, BN_FLG_CONSTTIME);
	BN_set_flags(rsa->qi, BN_FLG_CONSTTIME);
	ctx = BN_CTX_secure_new();
	product = BN_secure_new();
	p1 = BN_secure_new();
	q1 = BN_secure_new();
	consistent = ctx && product && p1 && q1 && is_consistent(rsa, product, p1, q1, ctx);
	BN_clear_free(product);
	BN_clear_free(p1);
	BN_clear_free(q1);
	BN_CTX_free(ctx);
	return consistent ? NULL : "has private RSA numbers that do not belong together";
}

void php_oauth2_rsa_clear(php_oauth2_rsa *rsa)
{
	BN_free(rsa->n);
	BN_free(rsa->e);
	BN_clear_free(rsa->d);
	BN_clear_free(rsa->p);
	BN_clear_free(rsa->q);
	BN_clear_free(rsa->dp);
	BN_clear_free(rsa->dq);
	BN_clear_free(rsa->qi);
	*rsa = (php_oauth2_rsa) {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
}
