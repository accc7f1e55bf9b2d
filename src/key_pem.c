/* SPDX-License-Identifier: BSD-3-Clause */
#include "key_pem.h"

#include "pem_cost.h"

#include <openssl/pem.h>

#define BEGIN "-----BEGIN "
#define END "-----END "
#define DASHES "-----"

typedef struct {
	const char *label;
	bool is_private;
	bool is_encrypted; /* PKCS#8's way. An encrypted block of the old kind has the label of a plain one. */
} block_kind;

static const block_kind block_kinds[] = {
	{"PRIVATE KEY", true, false}, /* PKCS#8 */
	{"ENCRYPTED PRIVATE KEY", true, true},
	{"RSA PRIVATE KEY", true, false}, /* PKCS#1 */
	{"EC PRIVATE KEY", true, false}, /* SEC 1 */
	{"PUBLIC KEY", false, false}, /* SubjectPublicKeyInfo */
	{"RSA PUBLIC KEY", false, false}, /* PKCS#1 */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool skip(const char **cursor, const char *end, const char *text)
{
	size_t length = strlen(text);

	if ((size_t) (end - *cursor) < length || memcmp(*cursor, text, length) != 0) {
		return false;
	}
	*cursor += length;
	return true;
}

/*
 * Whether that is base64, with blanks anywhere and padding at its end only: OpenSSL's decoder stops at a '-' and takes
 * what came before. An encrypted block of the old kind has header lines first (RFC 1421 4.4), up to an empty line.
 */
static bool is_body(const char *text, const char *end)
{
	const char *colon = memchr(text, ':', (size_t) (end - text));
	size_t padding = 0;

	if (colon) {
		text = colon;
		while (!(end - text >= 2 && text[0] == '\n' && (text[1] == '\n' || (end - text >= 3 && text[1] == '\r' && text[2] == '\n')))) {
			if (++text >= end) {
				return false;
			}
		}
	}
	for (; text < end; text++) {
		bool is_digit = (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9')
			|| *text == '+' || *text == '/';

		if (*text == '=') {
			padding++;
		} else if (!is_blank(*text) && (!is_digit || padding > 0)) {
			return false;
		}
	}
	return padding <= 2;
}

/*
 * OpenSSL takes the first block that it can use and ignores all else. Here the text is one block with nothing but
 * blanks around it, so that what a reader sees is what is used. NULL if it is not; start and length are the block's.
 */
static const block_kind *only_block(const char **start, size_t *length)
{
	const char *text = *start, *end = text + *length, *body;
	const block_kind *kind = NULL;

	if (memchr(text, '\0', *length)) {
		return NULL;
	}
	while (text < end && is_blank(*text)) {
		text++;
	}
	while (end > text && is_blank(end[-1])) {
		end--;
	}
	*start = text;
	*length = (size_t) (end - text);
	if (!skip(&text, end, BEGIN)) {
		return NULL;
	}
	for (size_t i = 0; i < sizeof(block_kinds) / sizeof(block_kinds[0]) && kind == NULL; i++) {
		const char *cursor = text;

		if (skip(&cursor, end, block_kinds[i].label) && skip(&cursor, end, DASHES)) {
			kind = &block_kinds[i];
			text = cursor;
		}
	}
	if (kind == NULL) {
		return NULL;
	}
	body = text;
	text = zend_memnstr(text, END, sizeof(END) - 1, end);
	return text && is_body(body, text) && skip(&text, end, END) && skip(&text, end, kind->label) && skip(&text, end, DASHES) && text == end
		? kind : NULL;
}

typedef struct {
	const zend_string *passphrase;
	bool missed;
} passphrase_source;

/* Without a callback OpenSSL would ask at the terminal. */
static int give_passphrase(char *buffer, int size, int writing, void *data)
{
	passphrase_source *source = data;

	(void) writing;
	if (source->passphrase == NULL) {
		source->missed = true;
		return -1;
	}
	if (size < 0 || ZSTR_LEN(source->passphrase) > (size_t) size) {
		return -1;
	}
	memcpy(buffer, ZSTR_VAL(source->passphrase), ZSTR_LEN(source->passphrase));
	return (int) ZSTR_LEN(source->passphrase);
}

php_oauth2_material *php_oauth2_key_pem_read(const zend_string *pem, const zend_string *passphrase,
	const php_oauth2_alg *alg, const char *key_id, size_t key_id_length, const char **flaw)
{
	const char *block = ZSTR_VAL(pem);
	size_t block_length = ZSTR_LEN(pem);
	const block_kind *kind = only_block(&block, &block_length);
	passphrase_source source = {passphrase, false};
	php_oauth2_kty kty;
	EVP_PKEY *pkey;
	BIO *bio;

	if (kind == NULL) {
		*flaw = "is not one PEM block of a private or public key";
		return NULL;
	}
	if (!php_oauth2_pem_cost_bounded(block, block_length, kind->is_encrypted)) {
		*flaw = "is encrypted in a way that is malformed, unknown or takes too long";
		return NULL;
	}
	bio = BIO_new_mem_buf(block, (int) block_length);
	pkey = bio == NULL ? NULL : kind->is_private ? PEM_read_bio_PrivateKey_ex(bio, NULL, give_passphrase, &source, NULL, NULL)
		: PEM_read_bio_PUBKEY_ex(bio, NULL, give_passphrase, &source, NULL, NULL);
	BIO_free(bio);
	if (pkey == NULL) {
		*flaw = source.missed ? "is encrypted, and there is no passphrase"
			: "could not be read: it is malformed, of an unknown kind, or the passphrase is wrong";
		return NULL;
	}
	if (!php_oauth2_pkey_kty(pkey, &kty)) {
		*flaw = "is neither RSA nor of the curves P-256 or Ed25519";
	} else if (alg && alg->kty != kty) {
		*flaw = "is not of the given algorithm";
	} else {
		return php_oauth2_material_from_pkey(alg ? alg : php_oauth2_alg_default(kty), pkey, kind->is_private, key_id,
			key_id_length, flaw);
	}
	EVP_PKEY_free(pkey);
	return NULL;
}

/*
 * Zend's allocator may bail out, and then nobody would own the BIO; and a string that is cut shorter leaves a copy of the
 * key in the heap. So the text waits on the stack.
 */
zend_string *php_oauth2_key_pem_write(const php_oauth2_material *material, bool with_private)
{
	EVP_PKEY *pkey = php_oauth2_material_to_pkey(material, with_private);
	BIO *bio = BIO_new(BIO_s_mem());
	char text[PHP_OAUTH2_PEM_MAX_BYTES], *written;
	zend_string *pem;
	long length = 0;

	if (pkey && bio && (with_private ? PEM_write_bio_PKCS8PrivateKey(bio, pkey, NULL, NULL, 0, NULL, NULL)
			: PEM_write_bio_PUBKEY(bio, pkey)) > 0) {
		length = BIO_get_mem_data(bio, &written);
		if (length <= 0 || length > PHP_OAUTH2_PEM_MAX_BYTES) {
			length = 0;
		} else {
			memcpy(text, written, (size_t) length);
		}
	}
	BIO_free(bio);
	EVP_PKEY_free(pkey);
	pem = zend_string_init(text, (size_t) length, 0);
	sodium_memzero(text, (size_t) length);
	return pem;
}
