/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PEM_COST_H
#define PHP_OAUTH2_PEM_COST_H

#include <openssl/x509.h>
#include <stdbool.h>

/*
 * An encrypted key names the cost of its own decryption, up to 2^31 rounds: half an hour of a worker for 300 bytes.
 * Recommendations end at 1.3 million; this many take about a second. Without PHP.
 */
#define PHP_OAUTH2_PBKDF2_MAX_ROUNDS 2000000

/* N * r * p. OpenSSL writes 2^17; its own limit is one of memory, which leaves hours. */
#define PHP_OAUTH2_SCRYPT_MAX_WORK (1 << 22)

/* Whether a way of encryption by passphrase has a key derivation that is known and costs no more than that. */
bool php_oauth2_pem_cost_bounded(const X509_ALGOR *algorithm);

#endif
