/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "key_der.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const char *read_copy(php_oauth2_key_parts *parts, php_oauth2_key_form form, const unsigned char *der, size_t length, unsigned char **exact)
{
	*exact = malloc(length ? length : 1); /* so that AddressSanitizer sees a read beyond */
	memcpy(*exact, der, length);
	return php_oauth2_key_der_read(parts, form, *exact, length);
}

/* What OpenSSL writes is read, written the same, and is refused with any part missing or anything behind it. */
static void check_form(const char *name, EVP_PKEY *pkey, php_oauth2_key_form form, unsigned char *der, int length, bool is_written)
{
	php_oauth2_key_parts parts;
	unsigned char *exact, written[PHP_OAUTH2_KEY_DER_MAX_BYTES], *longer = malloc((size_t) length + 1);

	(void) pkey;
	CHECK_FOR(length > 0, name);
	CHECK_FOR(read_copy(&parts, form, der, (size_t) length, &exact) == NULL, name);
	if (is_written) {
		CHECK_FOR(php_oauth2_key_der_write(written, parts.kty, parts.members, parts.is_private) == (size_t) length
			&& memcmp(written, der, (size_t) length) == 0, name);
	}
	free(exact);
	for (int i = 0; i < length; i += length < 300 ? 1 : 7) {
		CHECK_FOR(read_copy(&parts, form, der, (size_t) i, &exact) != NULL, name);
		free(exact);
	}
	memcpy(longer, der, (size_t) length);
	longer[length] = 0;
	CHECK_FOR(read_copy(&parts, form, longer, (size_t) length + 1, &exact) != NULL, name);
	free(exact);
	/* Under every other label it is no key. */
	for (php_oauth2_key_form other = PHP_OAUTH2_KEY_DER_PRIVATE; other <= PHP_OAUTH2_KEY_DER_CERTIFICATE; other++) {
		if (other != form) {
			CHECK_FOR(read_copy(&parts, other, der, (size_t) length, &exact) != NULL, name);
			free(exact);
		}
	}
	/* Any octet changed: read within bounds, to a key or not. */
	for (int i = 0; i < length; i += length < 300 ? 1 : 11) {
		for (unsigned bit = 1; bit < 256; bit <<= 1) {
			longer[i] ^= (unsigned char) bit;
			(void) read_copy(&parts, form, longer, (size_t) length, &exact);
			free(exact);
			longer[i] ^= (unsigned char) bit;
		}
	}
	free(longer);
	OPENSSL_free(der);
}

static int private_info(EVP_PKEY *pkey, unsigned char **der)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
	int length = i2d_PKCS8_PRIV_KEY_INFO(info, der);

	PKCS8_PRIV_KEY_INFO_free(info);
	return length;
}

/* A self-signed certificate, whose key is that of SubjectPublicKeyInfo. */
static void check_certificate(const char *name, EVP_PKEY *pkey)
{
	php_oauth2_key_parts parts;
	X509 *certificate = X509_new();
	unsigned char *der = NULL, *info = NULL, *exact, written[PHP_OAUTH2_KEY_DER_MAX_BYTES];
	int length, info_length;

	CHECK_FOR(X509_set_version(certificate, 2) && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1)
		&& X509_gmtime_adj(X509_getm_notBefore(certificate), 0) && X509_gmtime_adj(X509_getm_notAfter(certificate), 3600)
		&& X509_set_pubkey(certificate, pkey)
		&& X509_sign(certificate, pkey, EVP_PKEY_get_id(pkey) == EVP_PKEY_ED25519 ? NULL : EVP_sha256()) > 0, name);
	length = i2d_X509(certificate, &der);
	info_length = i2d_PUBKEY(pkey, &info);
	CHECK_FOR(length > 0 && read_copy(&parts, PHP_OAUTH2_KEY_DER_CERTIFICATE, der, (size_t) length, &exact) == NULL && !parts.is_private, name);
	CHECK_FOR(php_oauth2_key_der_write(written, parts.kty, parts.members, false) == (size_t) info_length
		&& memcmp(written, info, (size_t) info_length) == 0, name);
	free(exact);
	OPENSSL_free(info);
	X509_free(certificate);
	check_form(name, pkey, PHP_OAUTH2_KEY_DER_CERTIFICATE, der, length, false);
}

static void check_key(const char *name, EVP_PKEY *pkey, int own_form)
{
	unsigned char *der = NULL;
	int length = private_info(pkey, &der);

	check_form(name, pkey, PHP_OAUTH2_KEY_DER_PRIVATE, der, length, true);
	der = NULL;
	length = i2d_PUBKEY(pkey, &der);
	check_form(name, pkey, PHP_OAUTH2_KEY_DER_PUBLIC, der, length, true);
	if (own_form >= 0) {
		der = NULL;
		length = i2d_PrivateKey(pkey, &der);
		check_form(name, pkey, (php_oauth2_key_form) own_form, der, length, false);
	}
	if (own_form == PHP_OAUTH2_KEY_DER_PRIVATE_RSA) {
		der = NULL;
		length = i2d_PublicKey(pkey, &der);
		check_form(name, pkey, PHP_OAUTH2_KEY_DER_PUBLIC_RSA, der, length, false);
	}
	check_certificate(name, pkey);
	EVP_PKEY_free(pkey);
}

static void test_curve(void)
{
	static const unsigned char p256[] = {0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
	static const unsigned char secp384r1[] = {0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22};

	CHECK(php_oauth2_key_der_is_p256(p256, sizeof(p256)));
	CHECK(!php_oauth2_key_der_is_p256(p256, sizeof(p256) - 1));
	CHECK(!php_oauth2_key_der_is_p256(secp384r1, sizeof(secp384r1)));
	CHECK(!php_oauth2_key_der_is_p256(p256, 0));
}

int main(void)
{
	CHECK(sodium_init() >= 0);
	for (unsigned i = 0; i < 2; i++) {
		check_key("EC", EVP_EC_gen("P-256"), PHP_OAUTH2_KEY_DER_PRIVATE_EC);
		check_key("Ed25519", EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), -1);
	}
	check_key("RSA 2048", EVP_RSA_gen(2048), PHP_OAUTH2_KEY_DER_PRIVATE_RSA);
	check_key("RSA 2056", EVP_RSA_gen(2056), PHP_OAUTH2_KEY_DER_PRIVATE_RSA);
	test_curve();
	return check_finish();
}
