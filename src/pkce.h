/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_PKCE_H
#define PHP_OAUTH2_PKCE_H

#include <stdbool.h>
#include <stddef.h>

#define PHP_OAUTH2_PKCE_CHALLENGE_CHARACTERS 43 /* base64url of SHA-256 */

/* True for 43 to 128 characters of [A-Za-z0-9-._~]: a verifier (RFC 7636 4.1) or a 'plain' challenge (4.2). */
bool php_oauth2_pkce_is_verifier(const char *text, size_t length);

#endif
