/* SPDX-License-Identifier: BSD-3-Clause */
#include "pem_decrypt.h"

#include "pem_cost.h"

#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>

static const char no_passphrase[] = "is encrypted, and there is no passphrase";
static const char unreadable[] = "could not be read: it is malformed, of an unknown kind, or the passphrase is wrong";
static const char unbounded[] = "is encrypted in a way that is malformed, unknown or takes too long";

/* Decrypts into the caller's memory: PKCS8_decrypt() does not wipe its own in all cases. */
static bool decrypt(unsigned char *plain, size_t *plain_length, const X509_ALGOR *algorithm, const ASN1_OCTET_STRING *data,
	const char *passphrase, size_t passphrase_length)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int length = ASN1_STRING_length(data), written = 0, last = 0;
	bool decrypted = ctx && EVP_PBE_CipherInit_ex(algorithm->algorithm, passphrase, (int) passphrase_length,
			algorithm->parameter, ctx, 0, NULL, NULL) > 0
		&& length + EVP_MAX_BLOCK_LENGTH <= PHP_OAUTH2_PEM_MAX_DECODED
		&& EVP_CipherUpdate(ctx, plain, &written, ASN1_STRING_get0_data(data), length) > 0
		&& EVP_CipherFinal_ex(ctx, plain + written, &last) > 0;

	*plain_length = decrypted ? (size_t) (written + last) : 0;
	EVP_CIPHER_CTX_free(ctx);
	return decrypted;
}

const char *php_oauth2_pem_decrypt_info(unsigned char plain[PHP_OAUTH2_PEM_MAX_DECODED], size_t *plain_length,
	const unsigned char *der, size_t der_length, const char *passphrase, size_t passphrase_length)
{
	const unsigned char *cursor = der;
	X509_SIG *info = d2i_X509_SIG(NULL, &cursor, (long) der_length);
	const X509_ALGOR *algorithm;
	const ASN1_OCTET_STRING *data;
	const char *flaw = unbounded;

	if (info && cursor == der + der_length) {
		X509_SIG_get0(info, &algorithm, &data);
		if (php_oauth2_pem_cost_bounded(algorithm)) {
			flaw = passphrase == NULL ? no_passphrase
				: passphrase_length <= PHP_OAUTH2_PASSPHRASE_MAX_BYTES
					&& decrypt(plain, plain_length, algorithm, data, passphrase, passphrase_length) ? NULL : unreadable;
		}
	}
	X509_SIG_free(info);
	return flaw;
}

typedef struct {
	const char *text;
	size_t length;
} passphrase_source;

/* Passes the passphrase to OpenSSL, which would ask at the terminal without a callback. */
static int give_passphrase(char *buffer, int size, int writing, void *data)
{
	const passphrase_source *source = data;

	(void) writing;
	if (size < 0 || source->length > (size_t) size) {
		return -1;
	}
	memcpy(buffer, source->text, source->length);
	return (int) source->length;
}

const char *php_oauth2_pem_decrypt_block(unsigned char *der, size_t *der_length, php_oauth2_pem_part cipher,
	const char *passphrase, size_t passphrase_length)
{
	passphrase_source source = {passphrase, passphrase_length};
	EVP_CIPHER_INFO info;
	char header[128];
	long length = (long) *der_length;

	if (passphrase == NULL) {
		return no_passphrase;
	}
	if (cipher.length > sizeof(header) / 2) {
		return unreadable;
	}
	(void) snprintf(header, sizeof(header), "Proc-Type: 4,ENCRYPTED\nDEK-Info: %.*s\n", (int) cipher.length, cipher.start);
	if (PEM_get_EVP_CIPHER_INFO(header, &info) <= 0 || PEM_do_header(&info, der, &length, give_passphrase, &source) <= 0
			|| length < 0) {
		return unreadable;
	}
	*der_length = (size_t) length;
	return NULL;
}
