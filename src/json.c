/* SPDX-License-Identifier: BSD-3-Clause */
typedef int php_oauth2_empty;
