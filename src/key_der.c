/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_der.h"

#include "der.h"

#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <string.h>

static const char malformed[] = "could not be read: it is malformed, of an unknown kind, or the passphrase is wrong";
static const char trailing[] = "has extra data after the key in its PEM block";
static const char unsupported[] = "is neither RSA nor of the curves P-256 or Ed25519";
static const char encrypted_inside[] = "is encrypted in a way that is malformed, unknown or takes too long";
static const char malformed_certificate[] = "could not be read: the certificate is malformed";
static const char foreign_point[] = "has a public key that does not match its private key";

static const unsigned char oid_rsa[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
static const unsigned char oid_ec[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01};
static const unsigned char oid_p256[] = {0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
static const unsigned char oid_ed25519[] = {0x2b, 0x65, 0x70};

static void set_member(php_oauth2_key_parts *parts, size_t index, const unsigned char *octets, size_t length)
{
	parts->members[index].octets = octets;
	parts->members[index].length = length;
}

/* Reads the numbers of an RSA key into the members, in order. */
static bool read_numbers(php_oauth2_key_parts *parts, php_oauth2_der *in, size_t count)
{
	php_oauth2_der number;

	for (size_t i = 0; i < count; i++) {
		if (!php_oauth2_der_read_number(in, &number)) {
			return false;
		}
		set_member(parts, i, number.cursor, php_oauth2_der_left(&number));
	}
	return true;
}

static const char *read_rsa(php_oauth2_key_parts *parts, php_oauth2_der *in, bool is_private)
{
	php_oauth2_der sequence, version;

	parts->kty = PHP_OAUTH2_KTY_RSA;
	parts->is_private = is_private;
	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_SEQUENCE, &sequence)) {
		return malformed;
	}
	if (is_private) {
		if (!php_oauth2_der_read_number(&sequence, &version)) {
			return malformed;
		}
		if (php_oauth2_der_equals(&version, (const unsigned char *) "\1", 1) && php_oauth2_der_is_next(&sequence, PHP_OAUTH2_DER_INTEGER)) {
			return "is an RSA key of more than two primes";
		}
		if (!php_oauth2_der_at_end(&version)) {
			return malformed;
		}
	}
	return read_numbers(parts, &sequence, is_private ? PHP_OAUTH2_RSA_MEMBERS : 2) && php_oauth2_der_at_end(&sequence)
		? NULL : malformed;
}

/* Writes the coordinates of a point. False for the point at infinity, which has none. */
static bool write_coordinates(php_oauth2_key_parts *parts, const EC_GROUP *group, const EC_POINT *point)
{
	BIGNUM *x = BN_new(), *y = BN_new();
	bool written = x && y && EC_POINT_get_affine_coordinates(group, point, x, y, NULL) > 0
		&& BN_bn2binpad(x, parts->buffers[0], PHP_OAUTH2_P256_BYTES) > 0
		&& BN_bn2binpad(y, parts->buffers[1], PHP_OAUTH2_P256_BYTES) > 0;

	BN_free(x);
	BN_free(y);
	set_member(parts, 0, parts->buffers[0], PHP_OAUTH2_P256_BYTES);
	set_member(parts, 1, parts->buffers[1], PHP_OAUTH2_P256_BYTES);
	return written;
}

/* Reads a point in its uncompressed or compressed form (SEC 1, 2.3.4). */
static bool read_point(php_oauth2_key_parts *parts, const php_oauth2_der *octets)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	EC_POINT *point = group ? EC_POINT_new(group) : NULL;
	bool read = point && EC_POINT_oct2point(group, point, octets->cursor, php_oauth2_der_left(octets), NULL) > 0
		&& write_coordinates(parts, group, point);

	EC_POINT_free(point);
	EC_GROUP_free(group);
	return read;
}

/* Computes the point of a private number, for keys that omit it. */
static bool compute_point(php_oauth2_key_parts *parts)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	EC_POINT *point = group ? EC_POINT_new(group) : NULL;
	BIGNUM *d = BN_secure_new();
	bool computed = point && d && BN_bin2bn(parts->buffers[2], PHP_OAUTH2_P256_BYTES, d);

	if (computed) {
		BN_set_flags(d, BN_FLG_CONSTTIME);
		computed = EC_POINT_mul(group, point, d, NULL, NULL, NULL) > 0 && write_coordinates(parts, group, point);
	}
	BN_clear_free(d);
	EC_POINT_clear_free(point);
	EC_GROUP_free(group);
	return computed;
}

/* Accepts only a named curve, because explicit parameters could describe any curve. */
static const char *read_curve(php_oauth2_der *in)
{
	php_oauth2_der curve;

	if (php_oauth2_der_is_next(in, PHP_OAUTH2_DER_SEQUENCE)) {
		return "names its curve by explicit parameters";
	}
	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_OID, &curve) || !php_oauth2_der_at_end(in)) {
		return malformed;
	}
	return php_oauth2_der_equals(&curve, oid_p256, sizeof(oid_p256)) ? NULL : unsupported;
}

/* Reads ECPrivateKey (RFC 5915 3). has_curve: an enclosing PrivateKeyInfo has named the curve. */
static const char *read_private_ec(php_oauth2_key_parts *parts, php_oauth2_der *in, bool has_curve)
{
	php_oauth2_der sequence, version, number, optional, point;
	const char *flaw;

	parts->kty = PHP_OAUTH2_KTY_EC;
	parts->is_private = true;
	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_SEQUENCE, &sequence) || !php_oauth2_der_read_number(&sequence, &version)
			|| !php_oauth2_der_equals(&version, (const unsigned char *) "\1", 1)
			|| !php_oauth2_der_read(&sequence, PHP_OAUTH2_DER_OCTET_STRING, &number)) {
		return malformed;
	}
	if (php_oauth2_der_read(&sequence, PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(0), &optional)) {
		flaw = read_curve(&optional);
		if (flaw) {
			return flaw;
		}
		has_curve = true;
	}
	/* Shorter numbers are accepted, because some tools omit leading zeros. */
	if (!has_curve || php_oauth2_der_at_end(&number) || php_oauth2_der_left(&number) > PHP_OAUTH2_P256_BYTES) {
		return malformed;
	}
	memset(parts->buffers[2], 0, PHP_OAUTH2_P256_BYTES);
	memcpy(parts->buffers[2] + PHP_OAUTH2_P256_BYTES - php_oauth2_der_left(&number), number.cursor, php_oauth2_der_left(&number));
	set_member(parts, 2, parts->buffers[2], PHP_OAUTH2_P256_BYTES);
	if (php_oauth2_der_read(&sequence, PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(1), &optional)) {
		if (!php_oauth2_der_read_bits(&optional, PHP_OAUTH2_DER_BIT_STRING, &point) || !php_oauth2_der_at_end(&optional)
				|| !read_point(parts, &point)) {
			return malformed;
		}
	} else if (!compute_point(parts)) {
		return malformed;
	}
	return php_oauth2_der_at_end(&sequence) ? NULL : malformed;
}

/* Reads the OCTET STRING inside the OCTET STRING (RFC 8410 7), and computes the public key. */
static const char *read_private_ed25519(php_oauth2_key_parts *parts, php_oauth2_der *in)
{
	unsigned char secret_key[crypto_sign_SECRETKEYBYTES];
	php_oauth2_der seed;

	parts->kty = PHP_OAUTH2_KTY_OKP;
	parts->is_private = true;
	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_OCTET_STRING, &seed) || php_oauth2_der_left(&seed) != crypto_sign_SEEDBYTES) {
		return malformed;
	}
	crypto_sign_seed_keypair(parts->buffers[0], secret_key, seed.cursor);
	sodium_memzero(secret_key, sizeof(secret_key));
	set_member(parts, 0, parts->buffers[0], crypto_sign_PUBLICKEYBYTES);
	set_member(parts, 1, seed.cursor, crypto_sign_SEEDBYTES);
	return NULL;
}

/* Reads AlgorithmIdentifier. The parameters of RSA are NULL (RFC 8017 A.1), which some tools omit; Ed25519 has none (RFC 8410 3). */
static const char *read_algorithm(php_oauth2_key_parts *parts, php_oauth2_der *in)
{
	php_oauth2_der algorithm, oid, null;

	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_SEQUENCE, &algorithm) || !php_oauth2_der_read(&algorithm, PHP_OAUTH2_DER_OID, &oid)) {
		return malformed;
	}
	if (php_oauth2_der_equals(&oid, oid_ec, sizeof(oid_ec))) {
		parts->kty = PHP_OAUTH2_KTY_EC;
		return read_curve(&algorithm);
	}
	if (php_oauth2_der_equals(&oid, oid_rsa, sizeof(oid_rsa))) {
		parts->kty = PHP_OAUTH2_KTY_RSA;
		if (php_oauth2_der_read(&algorithm, PHP_OAUTH2_DER_NULL, &null) && !php_oauth2_der_at_end(&null)) {
			return malformed;
		}
	} else if (php_oauth2_der_equals(&oid, oid_ed25519, sizeof(oid_ed25519))) {
		parts->kty = PHP_OAUTH2_KTY_OKP;
	} else {
		return unsupported;
	}
	return php_oauth2_der_at_end(&algorithm) ? NULL : malformed;
}

/* Reads the public key inside a BIT STRING, in the form of its kind. */
static const char *read_public(php_oauth2_key_parts *parts, php_oauth2_der *in)
{
	const char *flaw;

	switch (parts->kty) {
		case PHP_OAUTH2_KTY_RSA:
			flaw = read_rsa(parts, in, false);
			return flaw == NULL && !php_oauth2_der_at_end(in) ? trailing : flaw;
		case PHP_OAUTH2_KTY_EC:
			return read_point(parts, in) ? NULL : malformed;
		case PHP_OAUTH2_KTY_OKP:
			set_member(parts, 0, in->cursor, php_oauth2_der_left(in));
			return php_oauth2_der_left(in) == crypto_sign_PUBLICKEYBYTES ? NULL : malformed;
	}
	return malformed;
}

/* Checks that the optional public key (RFC 5958 2) matches the private one: other programs may use it. */
static const char *compare_public(const php_oauth2_key_parts *parts, php_oauth2_der *bits)
{
	php_oauth2_key_parts other = {.kty = parts->kty};
	const char *flaw = read_public(&other, bits);

	for (size_t i = 0; flaw == NULL && i < php_oauth2_members_of(parts->kty)->first_private; i++) {
		if (other.members[i].length != parts->members[i].length
				|| memcmp(other.members[i].octets, parts->members[i].octets, other.members[i].length) != 0) {
			flaw = foreign_point;
		}
	}
	return flaw;
}

static const char *read_private_info(php_oauth2_key_parts *parts, php_oauth2_der *in)
{
	php_oauth2_der sequence, version, content, optional;
	bool is_second;
	const char *flaw;

	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_SEQUENCE, &sequence) || !php_oauth2_der_read_number(&sequence, &version)) {
		return malformed;
	}
	is_second = php_oauth2_der_equals(&version, (const unsigned char *) "\1", 1);
	if (!is_second && !php_oauth2_der_at_end(&version)) {
		return malformed;
	}
	flaw = read_algorithm(parts, &sequence);
	if (flaw) {
		return flaw;
	}
	if (!php_oauth2_der_read(&sequence, PHP_OAUTH2_DER_OCTET_STRING, &content)) {
		return malformed;
	}
	switch (parts->kty) {
		case PHP_OAUTH2_KTY_RSA:
			flaw = read_rsa(parts, &content, true);
			break;
		case PHP_OAUTH2_KTY_EC:
			flaw = read_private_ec(parts, &content, true);
			break;
		case PHP_OAUTH2_KTY_OKP:
			flaw = read_private_ed25519(parts, &content);
			break;
	}
	if (flaw == NULL && !php_oauth2_der_at_end(&content)) {
		flaw = trailing;
	}
	/* Attributes only describe the key. */
	(void) php_oauth2_der_read(&sequence, PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(0), &optional);
	if (flaw == NULL && is_second && php_oauth2_der_read_bits(&sequence, PHP_OAUTH2_DER_CONTEXT(1), &optional)) {
		flaw = compare_public(parts, &optional);
	}
	return flaw == NULL && !php_oauth2_der_at_end(&sequence) ? trailing : flaw;
}

static const char *read_public_info(php_oauth2_key_parts *parts, php_oauth2_der *in)
{
	php_oauth2_der sequence, bits;
	const char *flaw;

	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_SEQUENCE, &sequence)) {
		return malformed;
	}
	flaw = read_algorithm(parts, &sequence);
	if (flaw) {
		return flaw;
	}
	if (!php_oauth2_der_read_bits(&sequence, PHP_OAUTH2_DER_BIT_STRING, &bits)) {
		return malformed;
	}
	flaw = read_public(parts, &bits);
	return flaw == NULL && !php_oauth2_der_at_end(&sequence) ? trailing : flaw;
}

/*
 * Reads the public key of a Certificate. What else a certificate says, such as names, dates and its signature, is not used;
 * the elements must have their tags and follow each other, so that no other element is taken for the key.
 */
static const char *read_certificate(php_oauth2_key_parts *parts, php_oauth2_der *in)
{
	php_oauth2_der certificate, content, other;
	const char *flaw;

	if (!php_oauth2_der_read(in, PHP_OAUTH2_DER_SEQUENCE, &certificate)
			|| !php_oauth2_der_read(&certificate, PHP_OAUTH2_DER_SEQUENCE, &content)) {
		return malformed_certificate;
	}
	(void) php_oauth2_der_read(&content, PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(0), &other); /* version */
	if (!php_oauth2_der_read(&content, PHP_OAUTH2_DER_INTEGER, &other)) { /* serialNumber */
		return malformed_certificate;
	}
	for (unsigned i = 0; i < 4; i++) { /* signature, issuer, validity, subject */
		if (!php_oauth2_der_read(&content, PHP_OAUTH2_DER_SEQUENCE, &other)) {
			return malformed_certificate;
		}
	}
	flaw = read_public_info(parts, &content);
	if (flaw) {
		return flaw == malformed ? malformed_certificate : flaw;
	}
	(void) php_oauth2_der_read(&content, PHP_OAUTH2_DER_CONTEXT(1), &other); /* issuerUniqueID */
	(void) php_oauth2_der_read(&content, PHP_OAUTH2_DER_CONTEXT(2), &other); /* subjectUniqueID */
	(void) php_oauth2_der_read(&content, PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(3), &other); /* extensions */
	return php_oauth2_der_at_end(&content) && php_oauth2_der_read(&certificate, PHP_OAUTH2_DER_SEQUENCE, &other) /* signatureAlgorithm */
			&& php_oauth2_der_read_bits(&certificate, PHP_OAUTH2_DER_BIT_STRING, &other) && php_oauth2_der_at_end(&certificate)
		? NULL : malformed_certificate;
}

/* True for an EncryptedPrivateKeyInfo (RFC 5208 6), which is never decrypted in place of a key. */
static bool is_encrypted_info(const unsigned char *der, size_t length)
{
	X509_SIG *info = d2i_X509_SIG(NULL, &der, (long) length);
	bool is_encrypted = info != NULL;

	X509_SIG_free(info);
	return is_encrypted;
}

const char *php_oauth2_key_der_read(php_oauth2_key_parts *parts, php_oauth2_key_form form, const unsigned char *der, size_t length)
{
	php_oauth2_der in = {der, der + length};
	const char *flaw = malformed;

	memset(parts, 0, sizeof(*parts));
	switch (form) {
		case PHP_OAUTH2_KEY_DER_PRIVATE:
			flaw = read_private_info(parts, &in);
			break;
		case PHP_OAUTH2_KEY_DER_PRIVATE_RSA:
			flaw = read_rsa(parts, &in, true);
			break;
		case PHP_OAUTH2_KEY_DER_PRIVATE_EC:
			flaw = read_private_ec(parts, &in, false);
			break;
		case PHP_OAUTH2_KEY_DER_PUBLIC:
			flaw = read_public_info(parts, &in);
			break;
		case PHP_OAUTH2_KEY_DER_PUBLIC_RSA:
			flaw = read_rsa(parts, &in, false);
			break;
		case PHP_OAUTH2_KEY_DER_CERTIFICATE:
			flaw = read_certificate(parts, &in);
			break;
	}
	if (flaw == NULL) {
		return php_oauth2_der_at_end(&in) ? NULL : trailing;
	}
	return form != PHP_OAUTH2_KEY_DER_CERTIFICATE && is_encrypted_info(der, length) ? encrypted_inside : flaw;
}

bool php_oauth2_key_der_is_p256(const unsigned char *der, size_t length)
{
	php_oauth2_der in = {der, der + length};

	return read_curve(&in) == NULL;
}

/*
 * Writes octets before *cursor, and moves it to their beginning. DER is written from its end, so that each length is known
 * when it is written.
 */
static void put(unsigned char **cursor, const void *octets, size_t length)
{
	*cursor -= length;
	memcpy(*cursor, octets, length);
}

/* Writes the tag and the length of the content between *cursor and end. */
static void wrap(unsigned char **cursor, const unsigned char *end, unsigned char tag)
{
	size_t length = (size_t) (end - *cursor);

	*--*cursor = (unsigned char) length;
	if (length > 0xff) {
		*--*cursor = (unsigned char) (length >> 8);
		*--*cursor = 0x82;
	} else if (length > 0x7f) {
		*--*cursor = 0x81;
	}
	*--*cursor = tag;
}

static void put_number(unsigned char **cursor, const php_oauth2_member *number)
{
	const unsigned char *end = *cursor;

	put(cursor, number->octets, number->length);
	if (number->length == 0 || (number->octets[0] & 0x80) != 0) {
		*--*cursor = 0;
	}
	wrap(cursor, end, PHP_OAUTH2_DER_INTEGER);
}

static void put_rsa(unsigned char **cursor, const php_oauth2_member *members, bool is_private)
{
	const php_oauth2_member version = {(const unsigned char *) "", 0};
	const unsigned char *end = *cursor;

	for (size_t i = is_private ? PHP_OAUTH2_RSA_MEMBERS : 2; i > 0; i--) {
		put_number(cursor, &members[i - 1]);
	}
	if (is_private) {
		put_number(cursor, &version);
	}
	wrap(cursor, end, PHP_OAUTH2_DER_SEQUENCE);
}

/* Writes an uncompressed point (SEC 1, 2.3.3) as a BIT STRING. */
static void put_point(unsigned char **cursor, const php_oauth2_member *members)
{
	const unsigned char *end = *cursor;

	put(cursor, members[1].octets, PHP_OAUTH2_P256_BYTES);
	put(cursor, members[0].octets, PHP_OAUTH2_P256_BYTES);
	put(cursor, "\0\4", 2); /* no unused bits; the form */
	wrap(cursor, end, PHP_OAUTH2_DER_BIT_STRING);
}

static void put_private(unsigned char **cursor, php_oauth2_kty kty, const php_oauth2_member *members)
{
	const unsigned char *end = *cursor, *inner;

	switch (kty) {
		case PHP_OAUTH2_KTY_RSA:
			put_rsa(cursor, members, true);
			break;
		case PHP_OAUTH2_KTY_EC:
			put_point(cursor, members);
			wrap(cursor, end, PHP_OAUTH2_DER_CONTEXT_CONSTRUCTED(1));
			inner = *cursor;
			put(cursor, members[2].octets, PHP_OAUTH2_P256_BYTES);
			wrap(cursor, inner, PHP_OAUTH2_DER_OCTET_STRING);
			put(cursor, "\2\1\1", 3); /* version 1 */
			wrap(cursor, end, PHP_OAUTH2_DER_SEQUENCE);
			break;
		case PHP_OAUTH2_KTY_OKP:
			put(cursor, members[1].octets, crypto_sign_SEEDBYTES);
			wrap(cursor, end, PHP_OAUTH2_DER_OCTET_STRING);
			break;
	}
	wrap(cursor, end, PHP_OAUTH2_DER_OCTET_STRING);
}

static void put_public(unsigned char **cursor, php_oauth2_kty kty, const php_oauth2_member *members)
{
	const unsigned char *end = *cursor;

	switch (kty) {
		case PHP_OAUTH2_KTY_RSA:
			put_rsa(cursor, members, false);
			*--*cursor = 0;
			wrap(cursor, end, PHP_OAUTH2_DER_BIT_STRING);
			break;
		case PHP_OAUTH2_KTY_EC:
			put_point(cursor, members);
			break;
		case PHP_OAUTH2_KTY_OKP:
			put(cursor, members[0].octets, crypto_sign_PUBLICKEYBYTES);
			*--*cursor = 0;
			wrap(cursor, end, PHP_OAUTH2_DER_BIT_STRING);
			break;
	}
}

static void put_oid(unsigned char **cursor, const unsigned char *oid, size_t length)
{
	const unsigned char *end = *cursor;

	put(cursor, oid, length);
	wrap(cursor, end, PHP_OAUTH2_DER_OID);
}

static void put_algorithm(unsigned char **cursor, php_oauth2_kty kty)
{
	const unsigned char *end = *cursor;

	switch (kty) {
		case PHP_OAUTH2_KTY_RSA:
			put(cursor, "\5\0", 2); /* NULL */
			put_oid(cursor, oid_rsa, sizeof(oid_rsa));
			break;
		case PHP_OAUTH2_KTY_EC:
			put_oid(cursor, oid_p256, sizeof(oid_p256));
			put_oid(cursor, oid_ec, sizeof(oid_ec));
			break;
		case PHP_OAUTH2_KTY_OKP:
			put_oid(cursor, oid_ed25519, sizeof(oid_ed25519));
			break;
	}
	wrap(cursor, end, PHP_OAUTH2_DER_SEQUENCE);
}

size_t php_oauth2_key_der_write(unsigned char der[PHP_OAUTH2_KEY_DER_MAX_BYTES], php_oauth2_kty kty,
	const php_oauth2_member *members, bool is_private)
{
	/* cppcheck-suppress ctuPointerArith; behind the last octet is where a buffer ends, and no overflow */
	unsigned char *end = der + PHP_OAUTH2_KEY_DER_MAX_BYTES, *cursor = end;
	size_t length;

	if (is_private) {
		put_private(&cursor, kty, members);
		put_algorithm(&cursor, kty);
		put(&cursor, "\2\1\0", 3); /* version 0 */
	} else {
		put_public(&cursor, kty, members);
		put_algorithm(&cursor, kty);
	}
	wrap(&cursor, end, PHP_OAUTH2_DER_SEQUENCE);
	length = (size_t) (end - cursor);
	memmove(der, cursor, length);
	return length;
}
