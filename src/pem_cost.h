/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PEM_COST_H
#define PHP_OAUTH2_PEM_COST_H

#include <openssl/x509.h>
#include <stdbool.h>

/*
 * An encrypted key determines the cost of its own decryption, up to 2^31 rounds, which take half an hour. Recommendations
 * go up to 1.3 million; this maximum takes about a second. Without PHP.
 */
#define PHP_OAUTH2_PBKDF2_MAX_ROUNDS 2000000

/* The maximum of N * r * p. OpenSSL writes 2^17; its own limit is on memory and allows hours of work. */
#define PHP_OAUTH2_SCRYPT_MAX_WORK (1 << 22)

/* True if the algorithm's key derivation is known and its cost is within the limits. */
bool php_oauth2_pem_cost_bounded(const X509_ALGOR *algorithm);

#endif
