/* SPDX-License-Identifier: BSD-3-Clause */
#include "jwk.h"

#include "ascii.h"
#include "base64url.h"
#include "error.h"
#include "material_make.h"

#define NAME(text) (text), sizeof(text) - 1

/* True if a value is exactly that string. */
static bool is_text(const zval *value, const char *text)
{
	return Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) == strlen(text)
		&& memcmp(Z_STRVAL_P(value), text, Z_STRLEN_P(value)) == 0;
}

/* Returns a member, dereferenced; NULL if it is absent. */
static zval *get(HashTable *members, const char *name, size_t length)
{
	zval *value = zend_hash_str_find(members, name, length);

	if (value) {
		ZVAL_DEREF(value);
	}
	return value;
}

static bool refuse(const char **flaw, const char *text)
{
	*flaw = text;
	return false;
}

static bool read_kty(HashTable *members, php_oauth2_kty *kty, const char **flaw)
{
	zval *value = get(members, NAME("kty")), *crv = get(members, NAME("crv"));

	if (value == NULL || Z_TYPE_P(value) != IS_STRING) {
		return refuse(flaw, "has no \"kty\"");
	}
	if (is_text(value, "RSA")) {
		*kty = PHP_OAUTH2_KTY_RSA;
		return true;
	}
	if (is_text(value, "EC")) {
		*kty = PHP_OAUTH2_KTY_EC;
	} else if (is_text(value, "OKP")) {
		*kty = PHP_OAUTH2_KTY_OKP;
	} else {
		return refuse(flaw, "has a \"kty\" that is not supported");
	}
	if (crv == NULL || Z_TYPE_P(crv) != IS_STRING) {
		return refuse(flaw, "has no \"crv\"");
	}
	return is_text(crv, php_oauth2_members_of(*kty)->crv) || refuse(flaw, "has a \"crv\" that is not supported");
}

/* Refuses keys for other purposes than signatures (RFC 7517 4.2 and 4.3). */
static bool check_use(HashTable *members, bool is_private, const char **flaw)
{
	zval *use = get(members, NAME("use")), *key_ops = get(members, NAME("key_ops")), *operation;
	bool signs = false, verifies = false;

	if (use && Z_TYPE_P(use) != IS_STRING) {
		return refuse(flaw, "has a \"use\" that is not a string");
	}
	if (use && !is_text(use, "sig")) {
		return refuse(flaw, "has a \"use\" other than \"sig\"");
	}
	if (key_ops == NULL) {
		return true;
	}
	if (Z_TYPE_P(key_ops) != IS_ARRAY || !zend_array_is_list(Z_ARRVAL_P(key_ops))) {
		return refuse(flaw, "has a \"key_ops\" that is not a list");
	}
	ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(key_ops), operation) {
		bool *slot;

		ZVAL_DEREF(operation);
		if (Z_TYPE_P(operation) != IS_STRING) {
			return refuse(flaw, "has a \"key_ops\" with values that are not strings");
		}
		slot = is_text(operation, "verify") ? &verifies : is_private && is_text(operation, "sign") ? &signs : NULL;
		/* RFC 7517 4.3: no unrelated or duplicate operations. */
		if (slot == NULL || *slot) {
			return refuse(flaw, "has a \"key_ops\" with an operation twice, or one that is not its own");
		}
		*slot = true;
	} ZEND_HASH_FOREACH_END();
	return (is_private ? signs : verifies) || refuse(flaw, "has a \"key_ops\" without its operation");
}

static bool choose_algorithm(HashTable *members, php_oauth2_kty kty, const php_oauth2_alg **alg, const char **flaw)
{
	zval *value = get(members, NAME("alg"));
	const php_oauth2_alg *named;

	if (value == NULL) {
		if (*alg == NULL) {
			*alg = php_oauth2_alg_default(kty);
		}
		return (*alg)->kty == kty || refuse(flaw, "is not of the given algorithm");
	}
	if (Z_TYPE_P(value) != IS_STRING) {
		return refuse(flaw, "has an \"alg\" that is not a string");
	}
	named = php_oauth2_alg_find(Z_STRVAL_P(value), Z_STRLEN_P(value));
	if (named == NULL) {
		return refuse(flaw, "has an \"alg\" that is not supported");
	}
	if (named->kty != kty) {
		return refuse(flaw, "has an \"alg\" that does not fit its \"kty\"");
	}
	if (*alg && *alg != named) {
		return refuse(flaw, "has another \"alg\" than the given algorithm");
	}
	*alg = named;
	return true;
}

/*
 * Decodes a member. For private ones it uses libsodium's codec, whose time and memory accesses do not depend on the text.
 * Numbers have no leading zero octets (RFC 7518 2, Base64urlUInt).
 */
static bool decode_member(php_oauth2_member *member, unsigned char *out, const zval *value, bool is_private, bool is_number)
{
	size_t length;

	if (value == NULL || Z_TYPE_P(value) != IS_STRING
			|| php_oauth2_base64url_decoded_length(Z_STRLEN_P(value)) > PHP_OAUTH2_RSA_MAX_BYTES) {
		return false;
	}
	if (!php_oauth2_is_ascii(Z_STRVAL_P(value), Z_STRLEN_P(value))) {
		return false;
	}
	if (is_private ? sodium_base642bin(out, PHP_OAUTH2_RSA_MAX_BYTES, Z_STRVAL_P(value), Z_STRLEN_P(value), NULL, &length,
				NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0
			: !php_oauth2_base64url_decode(out, &length, Z_STRVAL_P(value), Z_STRLEN_P(value))) {
		return false;
	}
	member->octets = out;
	member->length = length;
	return length > 0 && !(is_number && out[0] == 0);
}

static php_oauth2_material *read_members(HashTable *members, const php_oauth2_alg *alg, bool is_private, const zval *kid,
	const char **flaw)
{
	const php_oauth2_kty_members *expected = php_oauth2_members_of(alg->kty);
	unsigned char octets[PHP_OAUTH2_MEMBERS_MAX][PHP_OAUTH2_RSA_MAX_BYTES];
	php_oauth2_member decoded[PHP_OAUTH2_MEMBERS_MAX];
	php_oauth2_material *material = NULL;
	size_t count = is_private ? expected->count : expected->first_private, i;

	for (i = 0; i < count; i++) {
		zval *value = get(members, expected->names[i], strlen(expected->names[i]));

		if (!decode_member(&decoded[i], octets[i], value, i >= expected->first_private, alg->kty == PHP_OAUTH2_KTY_RSA)) {
			*flaw = "lacks a member of its \"kty\", or has one that is not canonical base64url";
			break;
		}
	}
	if (i == count) {
		material = php_oauth2_material_from_members(alg, decoded, is_private, kid ? Z_STRVAL_P(kid) : NULL,
			kid ? Z_STRLEN_P(kid) : 0, flaw);
	}
	if (is_private) {
		sodium_memzero(octets, sizeof(octets));
	}
	return material;
}

/* Sets is_private if "d" is present. False for other private members without it, or more than two primes. */
static bool find_private(HashTable *members, php_oauth2_kty kty, bool *is_private)
{
	const php_oauth2_kty_members *expected = php_oauth2_members_of(kty);
	bool is_consistent = kty != PHP_OAUTH2_KTY_RSA || get(members, NAME("oth")) == NULL;

	*is_private = get(members, NAME("d")) != NULL;
	for (size_t i = expected->first_private; i < expected->count && !*is_private; i++) {
		is_consistent = is_consistent && get(members, expected->names[i], strlen(expected->names[i])) == NULL;
	}
	return is_consistent;
}

const char *php_oauth2_jwk_secrecy(HashTable *members)
{
	/* The private members of RSA, EC, OKP and of kinds with names of their own (RFC 9964 and others). */
	static const char *const names[] = {"d", "p", "q", "dp", "dq", "qi", "oth", "priv"};
	const zval *kty = get(members, NAME("kty"));

	if (get(members, NAME("k")) || (kty && is_text(kty, "oct"))) {
		return "is symmetric";
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (get(members, names[i], strlen(names[i]))) {
			return "has private members";
		}
	}
	return NULL;
}

php_oauth2_material *php_oauth2_jwk_read(HashTable *members, const php_oauth2_alg *alg, const char **flaw)
{
	zval *kid = get(members, NAME("kid"));
	php_oauth2_kty kty;
	bool is_private;

	if (!read_kty(members, &kty, flaw)) {
		return NULL;
	}
	if (!find_private(members, kty, &is_private)) {
		*flaw = "has private members without \"d\", or more than two primes";
		return NULL;
	}
	if (!check_use(members, is_private, flaw) || !choose_algorithm(members, kty, &alg, flaw)) {
		return NULL;
	}
	if (kid && (Z_TYPE_P(kid) != IS_STRING || !php_oauth2_key_id_valid(Z_STRVAL_P(kid), Z_STRLEN_P(kid)))) {
		*flaw = "has a \"kid\" that is not a string of 1 to 256 bytes of UTF-8";
		return NULL;
	}
	return read_members(members, alg, is_private, kid, flaw);
}

void php_oauth2_jwk_export(zval *result, const php_oauth2_material *material)
{
	const php_oauth2_kty_members *members = php_oauth2_members_of(material->alg->kty);
	unsigned char octets[PHP_OAUTH2_RSA_MAX_BYTES];

	array_init(result);
	add_assoc_string(result, "kty", members->kty);
	if (members->crv) {
		add_assoc_string(result, "crv", members->crv);
	}
	add_assoc_string(result, "use", "sig");
	add_assoc_string(result, "alg", material->alg->name);
	add_assoc_stringl(result, "kid", material->key_id, material->key_id_length);
	for (size_t i = 0; i < members->first_private; i++) {
		size_t length = php_oauth2_material_member(material, i, octets);
		zend_string *text;

		if (length == 0) {
			zval_ptr_dtor(result);
			ZVAL_NULL(result);
			php_oauth2_throw_crypto("The key could not be read");
			return;
		}
		text = zend_string_alloc(php_oauth2_base64url_encoded_length(length), 0);
		php_oauth2_base64url_encode(ZSTR_VAL(text), octets, length);
		ZSTR_VAL(text)[ZSTR_LEN(text)] = '\0';
		add_assoc_str(result, members->names[i], text);
	}
}
