/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PEM_COST_H
#define PHP_OAUTH2_PEM_COST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * An encrypted key names the cost of its own decryption, up to 2^31 rounds: half an hour of a worker for 300 bytes.
 * Recommendations end at 1.3 million; this many take about a second. Without PHP.
 */
#define PHP_OAUTH2_PBKDF2_MAX_ROUNDS 2000000

/* N * r * p. OpenSSL writes 2^17; its own limit is one of memory, which leaves hours. */
#define PHP_OAUTH2_SCRYPT_MAX_WORK (1 << 22)

/*
 * Whether a PEM block may be given to OpenSSL. With the label of an encrypted key, it is a PKCS#8 EncryptedPrivateKeyInfo whose
 * key derivation is known and costs no more than that. With any other, it is none: OpenSSL 3.5 decrypts it all the same.
 */
bool php_oauth2_pem_cost_bounded(const char *block, size_t length, bool is_encrypted);

#endif
