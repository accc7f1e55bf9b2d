/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_ED25519_POINT_H
#define PHP_OAUTH2_ED25519_POINT_H

#include <stdbool.h>

/*
 * Tests if libsodium's own check of points is complete, at module start; until then it counts as incomplete. Versions
 * without the fix for CVE-2025-69277 accept points that differ from one of the main group by a point of order two.
 */
void php_oauth2_ed25519_point_minit(void);

/*
 * True if these are the canonical bytes of a point of Ed25519's main group other than its neutral element (RFC 8032 5.1.7,
 * RFC 8725 3.4). With other points, several keys could verify the same signature. Without PHP.
 */
bool php_oauth2_ed25519_point_valid(const unsigned char point[32]);

#endif
