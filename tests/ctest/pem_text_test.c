/* SPDX-License-Identifier: BSD-3-Clause */
#include "check.h"
#include "pem_text.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define KEY "-----BEGIN PRIVATE KEY-----\nAAEC\n-----END PRIVATE KEY-----\n"

static const char *find(php_oauth2_pem_block *block, const char *text, size_t length, char **exact)
{
	*exact = malloc(length ? length : 1); /* no NUL behind, so that AddressSanitizer sees a read beyond */
	memcpy(*exact, text, length);
	return php_oauth2_pem_find(block, *exact, length);
}

static void check_found(const char *text, php_oauth2_key_form form, bool is_encrypted, const char *cipher)
{
	php_oauth2_pem_block block;
	unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED];
	size_t length = 0;
	char *exact;

	CHECK_FOR(find(&block, text, strlen(text), &exact) == NULL, text);
	CHECK_FOR(block.form == form && block.is_encrypted == is_encrypted, text);
	CHECK_FOR(block.cipher.length == strlen(cipher) && (*cipher == '\0' || memcmp(block.cipher.start, cipher, block.cipher.length) == 0), text);
	CHECK_FOR(php_oauth2_pem_decode(der, &length, block.body) && length == 3 && memcmp(der, "\0\1\2", 3) == 0, text);
	free(exact);
}

static void check_refused(const char *text, size_t length)
{
	php_oauth2_pem_block block;
	char *exact;

	CHECK_FOR(find(&block, text, length, &exact) != NULL, text);
	free(exact);
}

/* Every shortened text, and every one with a byte changed, is read within its bounds. */
static void test_mutations(const char *text)
{
	php_oauth2_pem_block block;
	char *exact;
	size_t length = strlen(text);
	char *changed = malloc(length + 1);

	for (size_t i = 0; i < length; i++) {
		(void) find(&block, text, i, &exact);
		free(exact);
		for (unsigned byte = 0; byte < 256; byte += 15) {
			memcpy(changed, text, length);
			changed[i] = (char) byte;
			if (find(&block, changed, length, &exact) == NULL) {
				CHECK_FOR(block.body.start >= exact && block.body.start + block.body.length <= exact + length, text);
			}
			free(exact);
		}
	}
	free(changed);
}

static void test_decode(void)
{
	static const char *const bad[] = {"AAE", "AAEC=", "AA==A", "AA=", "A", "AAE-", "AAE_", "AA\0A", "====", "AB==", "AAF="};
	unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED];
	php_oauth2_pem_part part = {" A\tA\r\nE\vC\f ", 11};
	size_t length;

	CHECK(php_oauth2_pem_decode(der, &length, part) && length == 3);
	part = (php_oauth2_pem_part) {"", 0};
	CHECK(php_oauth2_pem_decode(der, &length, part) && length == 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		part = (php_oauth2_pem_part) {bad[i], strlen(bad[i])};
		CHECK_FOR(!php_oauth2_pem_decode(der, &length, part), bad[i]);
	}
}

static void test_write(void)
{
	unsigned char der[200] = {0};
	char text[PHP_OAUTH2_PEM_TEXT_BYTES(200)];
	php_oauth2_pem_block block;
	unsigned char again[PHP_OAUTH2_PEM_MAX_DECODED];
	size_t length, again_length;

	for (size_t i = 0; i <= sizeof(der); i++) {
		length = php_oauth2_pem_write(text, der, i, i % 2 == 0);
		CHECK(length <= sizeof(text));
		CHECK(php_oauth2_pem_find(&block, text, length) == NULL);
		CHECK(block.form == (i % 2 == 0 ? PHP_OAUTH2_KEY_DER_PRIVATE : PHP_OAUTH2_KEY_DER_PUBLIC));
		CHECK(php_oauth2_pem_decode(again, &again_length, block.body) && again_length == i);
	}
	length = php_oauth2_pem_write(text, der, 49, true);
	CHECK(length == strlen("-----BEGIN PRIVATE KEY-----\n") + 65 + 5 + strlen("-----END PRIVATE KEY-----\n"));
}

static const char *find_certificate(php_oauth2_pem_block *block, const char *text, size_t length)
{
	char *exact = malloc(length ? length : 1);
	const char *flaw;

	memcpy(exact, text, length);
	flaw = php_oauth2_pem_find_certificate(block, exact, length);
	CHECK(flaw != NULL || (block->body.start >= exact && block->body.start + block->body.length <= exact + length));
	free(exact);
	return flaw;
}

static void test_certificates(void)
{
	static const char text[] = "\xef\xbb\xbf# x\n-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\r\n";
	static const char *const refused[] = {
		"", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nAAEC\n-----END KEY-----", KEY,
		"-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n" KEY, "-----BEGIN TRUSTED CERTIFICATE-----\nAAEC\n-----END TRUSTED CERTIFICATE-----",
		"-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n",
	};
	php_oauth2_pem_block block;

	CHECK(find_certificate(&block, text, sizeof(text) - 1) == NULL && block.form == PHP_OAUTH2_KEY_DER_CERTIFICATE);
	CHECK(find_certificate(&block, text, sizeof(text)) != NULL);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		CHECK_FOR(find_certificate(&block, refused[i], strlen(refused[i])) != NULL, refused[i]);
	}
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		(void) find_certificate(&block, text, i);
	}
}

int main(void)
{
	static const char *const refused[] = {
		"", "-", "-----BEGIN ", "-----BEGIN PRIVATE KEY", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----",
		"-----BEGIN PRIVATE KEY-----\nAAEC\n", "-----BEGIN PRIVATE KEY-----\nAAEC\n-----END ", KEY KEY,
		"-----BEGIN PRIVATE KEY-----\nAAEC\n-----END PUBLIC KEY-----\n", "-----BEGIN PRIVATE KEY-----\nA:\n-----END PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: \n\nAAEC\n-----END PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: X\n-----END PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n-----END PRIVATE KEY-----\n",
		"-----BEGIN PRIVATE KEY----- Proc-Type: 4,ENCRYPTED\nDEK-Info: X\n\nAAEC\n-----END PRIVATE KEY-----\n",
	};

	CHECK(sodium_init() >= 0);
	check_found(KEY, PHP_OAUTH2_KEY_DER_PRIVATE, false, "");
	check_found("\xef\xbb\xbf" KEY, PHP_OAUTH2_KEY_DER_PRIVATE, false, "");
	check_found("-----BEGIN ENCRYPTED PRIVATE KEY-----AAEC-----END ENCRYPTED PRIVATE KEY-----", PHP_OAUTH2_KEY_DER_PRIVATE, true, "");
	check_found("-----BEGIN RSA PRIVATE KEY-----\rProc-Type: 4,ENCRYPTED\rDEK-Info: A-B,01\r\rAAEC\r-----END RSA PRIVATE KEY-----\r",
		PHP_OAUTH2_KEY_DER_PRIVATE_RSA, false, "A-B,01");
	check_found("-----BEGIN EC PRIVATE KEY----- \nProc-Type: 4,ENCRYPTED \r\nDEK-Info: A-B,01\t\n\n\nAAEC\n-----END EC PRIVATE KEY-----",
		PHP_OAUTH2_KEY_DER_PRIVATE_EC, false, "A-B,01");
	check_found("x\n-----BEGIN PUBLIC KEY-----\nAAEC\n-----END PUBLIC KEY-----\nx", PHP_OAUTH2_KEY_DER_PUBLIC, false, "");
	check_found("-----BEGIN RSA PUBLIC KEY-----\nAAEC\n-----END RSA PUBLIC KEY-----", PHP_OAUTH2_KEY_DER_PUBLIC_RSA, false, "");
	check_found("-----BEGIN CERTIFICATE-----\nx:y\n-----END CERTIFICATE-----\n" KEY, PHP_OAUTH2_KEY_DER_PRIVATE, false, "");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		check_refused(refused[i], strlen(refused[i]));
	}
	check_refused(KEY "\0", sizeof(KEY));
	test_mutations("\xef\xbb\xbf# x\n-----BEGIN EC PARAMETERS-----\nAA==\n-----END EC PARAMETERS-----\n" KEY);
	test_mutations("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: A-B,01\n\nAAEC\n-----END EC PRIVATE KEY-----");
	test_certificates();
	test_decode();
	test_write();
	return check_finish();
}
