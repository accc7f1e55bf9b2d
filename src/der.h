/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PHP_OAUTH2_DER_H
#define PHP_OAUTH2_DER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads DER (X.690 10) element by element, and no other BER: lengths are definite, and lengths and numbers as short as
 * possible. So an encoding has only one interpretation, and callers see data that is left over. Without PHP.
 */

#define PHP_OAUTH2_DER_INTEGER 0x02
#define PHP_OAUTH2_DER_BIT_STRING 0x03
#define PHP_OAUTH2_DER_OCTET_STRING 0x04
#define PHP_OAUTH2_DER_NULL 0x05
#define PHP_OAUTH2_DER_OID 0x06
#define PHP_OAUTH2_DER_SEQUENCE 0x30
#define PHP_OAUTH2_DER_CONTEXT(number) (0x80 | (number)) /* implicit, primitive */
#define PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(number) (0xa0 | (number))

/* The data that is left to read. */
typedef struct {
	const unsigned char *cursor;
	const unsigned char *end;
} php_oauth2_der;

static inline bool php_oauth2_der_at_end(const php_oauth2_der *in)
{
	return in->cursor == in->end;
}

static inline size_t php_oauth2_der_left(const php_oauth2_der *in)
{
	return (size_t) (in->end - in->cursor);
}

/* True if the next element has that tag. */
bool php_oauth2_der_is_next(const php_oauth2_der *in, unsigned char tag);

/* Reads an element with that tag and sets content. On failure it reads nothing. */
bool php_oauth2_der_read(php_oauth2_der *in, unsigned char tag, php_oauth2_der *content);

/* The same for an INTEGER that is not negative: content is its octets without leading zeros, none for zero. */
bool php_oauth2_der_read_number(php_oauth2_der *in, php_oauth2_der *content);

/* The same for a BIT STRING, or one with an implicit tag, of whole octets. */
bool php_oauth2_der_read_bits(php_oauth2_der *in, unsigned char tag, php_oauth2_der *content);

/* True if content is exactly these octets. */
bool php_oauth2_der_equals(const php_oauth2_der *content, const unsigned char *octets, size_t length);

#endif
