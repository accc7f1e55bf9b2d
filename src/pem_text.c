/* SPDX-License-Identifier: BSD-3-Clause */
#include "pem_text.h"

#include "ascii.h"

#include <sodium.h>
#include <string.h>

#define BEGIN "-----BEGIN "
#define END "-----END "
#define DASHES "-----"
#define BLANKS " \t\r\n\v\f"
#define LABEL_MAX_CHARACTERS 64
#define LINE_BYTES 48 /* 64 characters of base64 */

static const char no_key[] = "is not one PEM block of a private or public key";

typedef struct {
	const char *label;
	php_oauth2_key_form form;
	bool is_encrypted;
} key_label;

static const key_label key_labels[] = {
	{"PRIVATE KEY", PHP_OAUTH2_KEY_DER_PRIVATE, false},
	{"ENCRYPTED PRIVATE KEY", PHP_OAUTH2_KEY_DER_PRIVATE, true},
	{"RSA PRIVATE KEY", PHP_OAUTH2_KEY_DER_PRIVATE_RSA, false},
	{"EC PRIVATE KEY", PHP_OAUTH2_KEY_DER_PRIVATE_EC, false},
	{"PUBLIC KEY", PHP_OAUTH2_KEY_DER_PUBLIC, false},
	{"RSA PUBLIC KEY", PHP_OAUTH2_KEY_DER_PUBLIC_RSA, false},
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

static bool part_is(php_oauth2_pem_part part, const char *text)
{
	return part.length == strlen(text) && memcmp(part.start, text, part.length) == 0;
}

static bool part_ends(php_oauth2_pem_part part, const char *text)
{
	const size_t length = strlen(text);

	return part.length >= length && memcmp(part.start + part.length - length, text, length) == 0;
}

static bool begins(const char *cursor, const char *end, const char *text)
{
	const size_t length = strlen(text);

	return (size_t) (end - cursor) >= length && memcmp(cursor, text, length) == 0;
}

/* Moves past the text if it is next. */
static bool skip(const char **cursor, const char *end, const char *text)
{
	if (!begins(*cursor, end, text)) {
		return false;
	}
	*cursor += strlen(text);
	return true;
}

static const char *find(const char *cursor, const char *end, const char *text)
{
	for (; cursor < end; cursor++) {
		cursor = memchr(cursor, text[0], (size_t) (end - cursor));
		if (cursor == NULL || begins(cursor, end, text)) {
			return cursor;
		}
	}
	return NULL;
}

/* Reads a label and the dashes after it. A label has no blank at either end (RFC 7468 3). */
static bool read_label(const char **cursor, const char *end, php_oauth2_pem_part *label)
{
	const char *at = *cursor;

	while (!begins(at, end, DASHES)) {
		if (at == end || *at < ' ' || *at > '~' || at - *cursor == LABEL_MAX_CHARACTERS) {
			return false;
		}
		at++;
	}
	label->start = *cursor;
	label->length = (size_t) (at - *cursor);
	*cursor = at + strlen(DASHES);
	return label->length > 0 && label->start[0] != ' ' && at[-1] != ' ';
}

/* Reads the next block. Returns 0 if there is none, -1 if its end line is missing or has another label. */
static int next_block(const char **cursor, const char *start, const char *end, php_oauth2_pem_part *label, php_oauth2_pem_part *content)
{
	const char *at = *cursor;

	for (;;) {
		at = find(at, end, BEGIN);
		if (at == NULL) {
			return 0;
		}
		/* In the middle of a word it is part of a comment. */
		if ((at == start || is_blank(at[-1])) && skip(&at, end, BEGIN) && read_label(&at, end, label)) {
			break;
		}
		at++;
	}
	content->start = at;
	at = find(at, end, END);
	if (at == NULL) {
		return -1;
	}
	content->length = (size_t) (at - content->start);
	at += strlen(END);
	if (!begins(at, end, DASHES) && (size_t) (end - at) >= label->length && memcmp(at, label->start, label->length) == 0) {
		at += label->length;
		if (skip(&at, end, DASHES) && (at == end || is_blank(*at))) {
			*cursor = at;
			return 1;
		}
	}
	return -1;
}

/* Returns the rest of a line without the blanks at its end, and moves to the next line. */
static php_oauth2_pem_part read_line(const char **cursor, const char *end)
{
	php_oauth2_pem_part line = {*cursor, 0};
	const char *at = *cursor;

	while (at < end && *at != '\n' && *at != '\r') {
		at++;
	}
	line.length = (size_t) (at - line.start);
	while (line.length > 0 && is_blank(line.start[line.length - 1])) {
		line.length--;
	}
	if (!skip(&at, end, "\r\n") && at < end) {
		at++;
	}
	*cursor = at;
	return line;
}

/* Reads header lines up to an empty line (RFC 1421 4.4). Only the two headers of encryption are known. */
static bool read_headers(php_oauth2_pem_block *block, php_oauth2_pem_part content)
{
	static const char dek_info[] = "DEK-Info: ";
	const char *cursor = content.start, *end = content.start + content.length;

	if (memchr(content.start, ':', content.length) == NULL) {
		block->body = content;
		return true;
	}
	if (read_line(&cursor, end).length > 0 || !part_is(read_line(&cursor, end), "Proc-Type: 4,ENCRYPTED")) {
		return false;
	}
	block->cipher = read_line(&cursor, end);
	if (block->cipher.length <= strlen(dek_info) || memcmp(block->cipher.start, dek_info, strlen(dek_info)) != 0) {
		return false;
	}
	block->cipher.start += strlen(dek_info);
	block->cipher.length -= strlen(dek_info);
	if (cursor == end || read_line(&cursor, end).length > 0) {
		return false;
	}
	block->body.start = cursor;
	block->body.length = (size_t) (end - cursor);
	return true;
}

/* Names the formats that people pass by mistake in place of PEM. */
static const char *other_form(const char *text, size_t length)
{
	const unsigned char *octets = (const unsigned char *) text;

	if (length >= 2 && ((octets[0] == 0xff && octets[1] == 0xfe) || (octets[0] == 0xfe && octets[1] == 0xff))) {
		return "is UTF-16 text; save it as ASCII or UTF-8";
	}
	if (length >= 2 && octets[0] == 0x30 && octets[1] >= 0x20 && (octets[1] >= 0x80 || memchr(text, '\0', length))) {
		return "is binary (DER); convert it to PEM with openssl pkey";
	}
	if (begins(text, text + length, "ssh-") || begins(text, text + length, "ecdsa-sha2-")) {
		return "is in the format of OpenSSH; convert it with ssh-keygen -m PKCS8";
	}
	return no_key;
}

static const char *unreadable_label(php_oauth2_pem_part label)
{
	if (begins(label.start, label.start + label.length, "OPENSSH ") || begins(label.start, label.start + label.length, "SSH2 ")) {
		return "is in the format of OpenSSH; convert it with ssh-keygen -m PKCS8";
	}
	if (begins(label.start, label.start + label.length, "PGP ")) {
		return "is an OpenPGP key, which is not supported";
	}
	return part_is(label, "DSA PRIVATE KEY") ? "is neither RSA nor of the curves P-256 or Ed25519" : no_key;
}

const char *php_oauth2_pem_find(php_oauth2_pem_block *block, const char *text, size_t length)
{
	const char *cursor = text, *end = text + length, *start;
	const char *unreadable = NULL, *beside = NULL;
	php_oauth2_pem_part label, content;
	unsigned keys = 0;
	int found;

	memset(block, 0, sizeof(*block));
	(void) skip(&cursor, end, "\xef\xbb\xbf");
	start = cursor;
	if (memchr(text, '\0', length)) {
		return other_form(text, length);
	}
	while ((found = next_block(&cursor, start, end, &label, &content)) > 0) {
		const key_label *known = NULL;

		for (size_t i = 0; i < sizeof(key_labels) / sizeof(key_labels[0]) && known == NULL; i++) {
			known = part_is(label, key_labels[i].label) ? &key_labels[i] : NULL;
		}
		if (known) {
			keys++;
			block->form = known->form;
			block->is_encrypted = known->is_encrypted;
			if (keys == 1 && !read_headers(block, content)) {
				return no_key;
			}
		} else if (part_ends(label, " KEY") || part_ends(label, " KEY BLOCK")) {
			keys++;
			unreadable = unreadable_label(label);
		} else if (part_is(label, "EC PARAMETERS")) {
			block->parameters = content;
			beside = beside ? beside : "is missing: the text contains only the parameters of a curve";
		} else if (part_ends(label, "CERTIFICATE")) {
			beside = "is missing: the text contains only a certificate";
		}
	}
	if (found < 0) {
		return no_key;
	}
	if (keys > 1) {
		return "is one of several in the text; pass a text with one key";
	}
	if (keys == 1) {
		return unreadable;
	}
	return beside ? beside : other_form(text, length);
}

const char *php_oauth2_pem_find_certificate(php_oauth2_pem_block *block, const char *text, size_t length)
{
	static const char no_certificate[] = "is missing: the text is not one PEM block of a certificate";
	const char *cursor = text, *end = text + length, *start;
	php_oauth2_pem_part label, content;
	unsigned certificates = 0, keys = 0;
	int found;

	memset(block, 0, sizeof(*block));
	block->form = PHP_OAUTH2_KEY_DER_CERTIFICATE;
	(void) skip(&cursor, end, "\xef\xbb\xbf");
	start = cursor;
	if (memchr(text, '\0', length)) {
		return no_certificate;
	}
	while ((found = next_block(&cursor, start, end, &label, &content)) > 0) {
		if (part_is(label, "CERTIFICATE") || part_is(label, "X509 CERTIFICATE")) {
			certificates++;
			block->body = content;
		} else if (part_ends(label, " KEY") || part_ends(label, " KEY BLOCK")) {
			keys++;
		}
	}
	if (found < 0 || certificates == 0) {
		return no_certificate;
	}
	if (keys > 0) {
		return "is beside another key; pass the certificate alone";
	}
	return certificates > 1 ? "is one of several in the text; pass a text with one certificate" : NULL;
}

bool php_oauth2_pem_decode(unsigned char der[PHP_OAUTH2_PEM_MAX_DECODED], size_t *der_length, php_oauth2_pem_part body)
{
	return php_oauth2_is_ascii(body.start, body.length)
		&& sodium_base642bin(der, PHP_OAUTH2_PEM_MAX_DECODED, body.start, body.length, BLANKS, der_length, NULL,
			sodium_base64_VARIANT_ORIGINAL) == 0;
}

static void append(char **cursor, const char *text)
{
	memcpy(*cursor, text, strlen(text));
	*cursor += strlen(text);
}

size_t php_oauth2_pem_write(char *text, const unsigned char *der, size_t der_length, bool is_private)
{
	const char *label = is_private ? "PRIVATE KEY-----\n" : "PUBLIC KEY-----\n";
	char *cursor = text;

	append(&cursor, BEGIN);
	append(&cursor, label);
	for (size_t at = 0; at < der_length; at += LINE_BYTES) {
		size_t count = der_length - at < LINE_BYTES ? der_length - at : LINE_BYTES, characters = (count + 2) / 3 * 4;

		/* libsodium adds a NUL, which the line end overwrites. */
		sodium_bin2base64(cursor, characters + 1, der + at, count, sodium_base64_VARIANT_ORIGINAL);
		cursor += characters;
		*cursor++ = '\n';
	}
	append(&cursor, END);
	append(&cursor, label);
	return (size_t) (cursor - text);
}
