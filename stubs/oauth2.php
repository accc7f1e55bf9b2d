<?php

/**
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * The API of the extension oauth2, for IDEs and static analysis. Generated: edit oauth2.stub.php.
 */

namespace {

    /**
     * The maximum length in bytes of a redirect URI that may be registered.
     *
     * @var int
     */
    const OAUTH2_REDIRECT_URI_MAX_BYTES = 2048;

    /**
     * Generates a secret: random bytes of the operating system's generator as base64url without padding.
     *
     * @param int $bytes The number of random bytes, 16 to 1024. The text has ceil($bytes * 4 / 3) characters.
     * @return string Characters of [A-Za-z0-9_-] only.
     * @throws ValueError If $bytes is out of range.
     */
    function oauth2_secret_generate(int $bytes = 32): string {}

    /**
     * Generates a random identifier in lower-case hexadecimal, for client ids, jti, and client secrets that form encoding
     * does not change.
     *
     * @param int $bytes The number of random bytes, 1 to 1024. The text has twice as many characters.
     * @throws ValueError If $bytes is out of range.
     */
    function oauth2_random_hex(int $bytes = 16): string {}

    /**
     * Hashes a generated secret for storage, as a salted and versioned text of 78 characters.
     *
     * The hash is fast on purpose: a secret of 128 random bits or more needs no slow hash, and a slow one would help a
     * denial-of-service attack on the token endpoint. Do not use it for passwords that people choose.
     *
     * @param string $secret Any bytes, at least one.
     * @throws ValueError If $secret is empty.
     */
    function oauth2_secret_hash(#[\SensitiveParameter] string $secret): string {}

    /**
     * Verifies a secret against a hash of oauth2_secret_hash(), or an Argon2id hash in libsodium's text format with at
     * most 1 GiB of memory and 16 passes. Compares in constant time.
     *
     * @param string $secret Any bytes.
     * @param string $hash The stored text.
     * @return bool False also if the hash has neither of the two formats.
     */
    function oauth2_secret_verify(#[\SensitiveParameter] string $secret, #[\SensitiveParameter] string $hash): bool {}

    /**
     * Compares two strings in a time that depends only on the length of $given, even if the lengths differ.
     *
     * @param string $known The expected secret.
     * @param string $given The received one.
     */
    function oauth2_secret_equals(#[\SensitiveParameter] string $known, #[\SensitiveParameter] string $given): bool {}

    /**
     * Computes the lookup key under which a code or refresh token is stored: its BLAKE2b-256 without salt, as base64url.
     *
     * Use it only for tokens of at least 128 random bits: others could be guessed from their digests.
     *
     * @param string $token Any bytes.
     * @return string 43 characters.
     */
    function oauth2_token_digest(#[\SensitiveParameter] string $token): string {}

    /**
     * Derives a key from a secret, a different one for each context (keyed BLAKE2b).
     *
     * @param string $secret At least one byte. The key is as hard to guess as the secret.
     * @param string $context The purpose of the key. Any bytes.
     * @return string 32 raw bytes.
     * @throws ValueError If $secret is empty.
     */
    function oauth2_derive_key(#[\SensitiveParameter] string $secret, string $context): string {}

    /**
     * Encrypts and authenticates data (XChaCha20-Poly1305 with a random nonce) as versioned text.
     *
     * @param string $data Any bytes.
     * @param string $key 32 bytes.
     * @param string $context Any bytes. The text does not contain them, but opening it requires the same context.
     * @return string "v1." and base64url without padding.
     * @throws ValueError If $key is not 32 bytes long.
     */
    function oauth2_seal(#[\SensitiveParameter] string $data, #[\SensitiveParameter] string $key, string $context = ''): string {}

    /**
     * Decrypts a text from oauth2_seal().
     *
     * @param string $sealed The text.
     * @param string $key The same 32 bytes.
     * @param string $context The same context.
     * @throws ValueError If $key is not 32 bytes long.
     * @throws OAuth2\CryptoException If the text was changed, or sealed with another key or context.
     */
    function oauth2_open(#[\SensitiveParameter] string $sealed, #[\SensitiveParameter] string $key, string $context = ''): string {}

    /**
     * Generates a PKCE code verifier (RFC 7636 4.1): random bytes as base64url.
     *
     * @param int $bytes The number of random bytes, 32 to 96.
     * @return string 43 to 128 characters.
     * @throws ValueError If $bytes is out of range.
     */
    function oauth2_pkce_verifier(int $bytes = 32): string {}

    /**
     * Computes the S256 code challenge of a verifier (RFC 7636 4.2).
     *
     * @param string $verifier 43 to 128 characters of [A-Za-z0-9-._~].
     * @return string 43 characters.
     * @throws ValueError If $verifier is not of that form.
     */
    function oauth2_pkce_challenge(#[\SensitiveParameter] string $verifier): string {}

    /**
     * Verifies a PKCE code verifier against a challenge (RFC 7636 4.6). Compares in constant time.
     *
     * @param string $verifier The verifier of the token request.
     * @param string $challenge The challenge of the authorization request.
     * @param string $method 'S256' or 'plain'.
     * @return bool False also if the verifier is malformed (RFC 7636 4.1), or the challenge is for its method.
     * @throws ValueError If $method has another value.
     */
    function oauth2_pkce_verify(#[\SensitiveParameter] string $verifier, #[\SensitiveParameter] string $challenge, string $method = 'S256'): bool {}

    /**
     * Returns the parts of a redirect URI, and the reason to refuse its registration, if there is one (RFC 6749 3.1.2,
     * RFC 8252 7, RFC 9700 2.1). oauth2_redirect_uri_valid() is true if and only if `refused` is null.
     *
     * `refused` is null for a URI that may be registered, and otherwise the first of these words that applies:
     *
     * - `length`: more than OAUTH2_REDIRECT_URI_MAX_BYTES bytes;
     * - `scheme`: a scheme that executes or reads something or starts another program (javascript, data, file, intent, ws
     *   and others);
     * - `together`: another URI in it, as in a list without line breaks; a parameter of the query may have one as its value;
     * - `byte`: a byte outside 0x21-0x7e, such as a blank, a control character, or a character outside US-ASCII;
     * - `character`: a character that RFC 3986 does not allow at its place, such as a backslash, a quote or a bracket;
     * - `wildcard`: an asterisk: wildcards are not supported;
     * - `incomplete`: no scheme, or nothing after it;
     * - `scheme_dot`: a private-use scheme without a dot between two of its parts (RFC 8252 7.1) that is not in $allow;
     * - `fragment`: a number sign;
     * - `userinfo`: an at sign before the host;
     * - `host`: https or http without a host, or an ambiguous host: one with a percent-encoded byte, an empty label, a
     *   number in the last label that is not part of a dotted IPv4 address, an IPv6 zone, a malformed label "xn--...", or
     *   more bytes than RFC 1035 allows;
     * - `port`: an empty, zero, zero-padded or too large port;
     * - `http`: http with a host other than 127.0.0.1, [::1] or localhost in exactly this form (RFC 8252 7.3);
     * - `percent`: a percent sign without two hexadecimal digits, or an encoded control character;
     * - `query`: a second question mark;
     * - `dot_segment`: a segment "." or "..", plain or encoded;
     * - `response_parameter`: a query parameter that the response adds, in any spelling that a framework may read as
     *   code, state, iss, error, error_description, error_uri (RFC 6749 4.1.2, RFC 9207) or response (JARM). `parameter`
     *   is its name.
     *
     * `kind` is https; loopback (http with one of the three hosts); http (with any other host); private-use (any other
     * scheme); or null if the URI has no scheme, a refused one, or a malformed host or port. If `kind` is null, the parts
     * after the scheme are null; otherwise they are present, even if the URI is refused.
     *
     * @param string $uri Any bytes.
     * @param array $allow Schemes without a dot that an administrator has confirmed. An entry allows neither http with
     *     other hosts nor a refused scheme.
     * @return array The parts as written: `scheme`; `host` with the brackets of an IPv6 address; `port`; `path`; `query`
     *     without its question mark. `origin` is the one that browsers send (RFC 6454 6.2), and null for private-use
     *     schemes. An absent part is null; the path may be empty.
     * @phpstan-param array<string> $allow
     * @phpstan-return array{
     *     refused: 'length'|'scheme'|'together'|'byte'|'character'|'wildcard'|'incomplete'|'scheme_dot'|'fragment'|'userinfo'|'host'|'port'|'http'|'percent'|'query'|'dot_segment'|'response_parameter'|null,
     *     parameter: ?non-empty-string,
     *     kind: 'https'|'loopback'|'http'|'private-use'|null,
     *     scheme: ?non-empty-string,
     *     host: ?non-empty-string,
     *     port: ?int<1, 65535>,
     *     origin: ?non-empty-string,
     *     path: ?string,
     *     query: ?string,
     * }
     * @throws TypeError If an entry of $allow is not a string.
     * @throws ValueError If an entry of $allow is not a scheme (RFC 3986 3.1).
     */
    function oauth2_redirect_uri_parse(string $uri, array $allow = []): array {}

    /**
     * Checks that a redirect URI may be registered, by the rules of oauth2_redirect_uri_parse().
     *
     * @param string $uri Any bytes.
     * @param array $allow Schemes without a dot that an administrator has confirmed.
     * @phpstan-param array<string> $allow
     * @throws TypeError If an entry of $allow is not a string.
     * @throws ValueError If an entry of $allow is not a scheme (RFC 3986 3.1).
     */
    function oauth2_redirect_uri_valid(string $uri, array $allow = []): bool {}

    /**
     * Compares the redirect URI of a request with the registered one, byte by byte (RFC 9700 2.1). Only the port may
     * differ, if both are http with the same loopback host, 127.0.0.1, [::1] or localhost (RFC 8252 7.3).
     *
     * @param string $registered The registered URI. It matches itself even if the rules for registration refuse it.
     * @param string $given The URI of the request.
     * @return bool False also if $given has no scheme, a refused scheme (javascript, data and others), a number sign or a
     *     byte outside 0x21-0x7e, whatever is registered.
     */
    function oauth2_redirect_uri_matches(string $registered, string $given): bool {}

    /**
     * Signs claims as a JWT in compact serialization (RFC 7519, RFC 7515 7.1).
     *
     * The JSON keeps the order of the members, leaves slashes and Unicode unescaped, writes 1.0 as 1.0, and is an object
     * even if $claims is a list.
     *
     * @param array $claims The payload: null, bool, int, finite float, UTF-8 string and arrays of
     *     these, at most 16 deep.
     * @phpstan-param array<string, mixed> $claims
     * @param OAuth2\Key $key A private key. It decides "alg".
     * @param array $header Additional header members. "alg" may only repeat the key's algorithm; "typ" defaults to "JWT"
     *     and "kid" to the id of the key.
     * @phpstan-param array<string, mixed> $header
     * @throws ValueError If $key is public, or claims or header have a value that JSON or a JWT cannot represent.
     * @throws OAuth2\CryptoException If the library failed.
     */
    function oauth2_jwt_sign(#[\SensitiveParameter] array $claims, #[\SensitiveParameter] OAuth2\Key $key, array $header = []): string {}

    /**
     * Verifies a JWT of at most 16 KiB and returns its claims. Checks form, header, key, signature and then claims.
     *
     * A header with "crit" or "b64" is refused; keys in it ("jwk", "jku", "x5c", "x5u") are ignored. In a KeySet, the
     * header's "kid" selects the key; a token without one is accepted if exactly one key of the set has its algorithm.
     * If $keys is a Key, "kid" has no effect. "exp", "nbf" and "iat" (not in the future) are checked if they are present,
     * and a registered claim of the wrong type makes the token malformed. Comparisons are exact, except that "type" is
     * compared as a media type, without regard to case (RFC 7515 4.1.9).
     *
     * @param string $jwt Compact serialization.
     * @param OAuth2\Key|OAuth2\KeySet $keys The trusted key or keys. The key determines the algorithm, never the header.
     * @param array $expect "issuer" (string), "audience" (string, or list of strings of which one must match), "subject"
     *     (string), "type" (string; a prefix "application/" is ignored), "require" (list of claim names, by default
     *     ["exp"]), "leeway" (int, 0 to 300 seconds, by default 0), "max_age" (int, maximum of seconds since "iat"),
     *     "now" (int, Unix time, for tests).
     * @phpstan-param array<string, mixed> $expect
     * @return array The claims.
     * @phpstan-return array<string, mixed>
     * @throws OAuth2\InvalidTokenException If the token is not valid. Its reason says why.
     * @throws ValueError If $expect has an unknown name or a value out of range.
     * @throws TypeError If a value in $expect has the wrong type.
     */
    function oauth2_jwt_verify(#[\SensitiveParameter] string $jwt, #[\SensitiveParameter] OAuth2\Key|OAuth2\KeySet $keys, array $expect = []): array {}

    /**
     * Decodes a JWT without verifying it. Use the result to choose a key, and never trust it.
     *
     * @param string $jwt Compact serialization, at most 16 KiB.
     * @phpstan-return array{header: array<string, mixed>, claims: array<string, mixed>}
     * @throws OAuth2\InvalidTokenException If the text does not have the form of a JWT (reason "malformed").
     */
    function oauth2_jwt_decode_unverified(#[\SensitiveParameter] string $jwt): array {}
}

namespace OAuth2 {

    /**
     * A key that signs or verifies. It is opaque and immutable: it cannot be constructed, cloned, serialized or dumped.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Key
    {
        /** The only algorithm of the key: RS256, PS256, ES256 or EdDSA. */
        public readonly string $algorithm;

        /** The key id, by default the thumbprint (RFC 7638). */
        public readonly string $keyId;

        public readonly bool $private;

        private function __construct() {}

        /**
         * Generates a private key.
         *
         * @param string $algorithm RS256, PS256, ES256 or EdDSA.
         * @param int|null $bits For RSA only: a multiple of 8 from 2048 to 8192, by default 2048.
         * @param string|null $keyId The "kid", by default the thumbprint.
         * @throws \ValueError If an argument is out of range.
         * @throws CryptoException If the library failed.
         */
        public static function generate(string $algorithm = 'RS256', ?int $bits = null, ?string $keyId = null): Key {}

        /**
         * Reads the only key of a PEM text of at most 16 KiB: PKCS#1, PKCS#8 (also encrypted), SEC 1, or
         * SubjectPublicKeyInfo. The text may also have comments, EC PARAMETERS and certificates, and any line ends
         * (RFC 7468 3). The label determines the format of the block. The method never asks at a terminal.
         *
         * @param string $pem The text.
         * @param string|null $passphrase The passphrase of an encrypted block; otherwise ignored.
         * @param string|null $algorithm The algorithm of an RSA key if it is PS256; by default RS256.
         * @param string|null $keyId The "kid", by default the thumbprint.
         * @throws InvalidKeyException If the key is malformed, not supported or too weak.
         * @throws \ValueError If $algorithm is unknown.
         */
        public static function fromPem(#[\SensitiveParameter] string $pem, #[\SensitiveParameter] ?string $passphrase = null, ?string $algorithm = null, ?string $keyId = null): Key {}

        /**
         * Reads the public key of the only X.509 certificate of a PEM text of at most 16 KiB (RFC 7468 5, RFC 5280 4.1). The
         * text may also have comments, and any line ends, but no key beside the certificate.
         *
         * Nothing else in the certificate is used: its names, dates, extensions and signature prove nothing here, and an
         * expired or self-signed certificate has a key like any other.
         *
         * @param string $certificate The text.
         * @param string|null $algorithm The algorithm of an RSA key if it is PS256; by default RS256.
         * @param string|null $keyId The "kid", by default the thumbprint.
         * @throws InvalidKeyException If the certificate is malformed, or its key is not supported or too weak.
         * @throws \ValueError If $algorithm is unknown.
         */
        public static function fromCertificate(#[\SensitiveParameter] string $certificate, ?string $algorithm = null, ?string $keyId = null): Key {}

        /**
         * Reads a JSON Web Key (RFC 7517, RFC 7518 6, RFC 8037 2).
         *
         * @param array|string $jwk The members, or JSON text.
         * @phpstan-param array<string, mixed>|string $jwk
         * @param string|null $algorithm The algorithm if the JWK has no "alg"; by default RS256 for an RSA key.
         * @throws InvalidKeyException If the key is malformed, not supported, too weak, or of another algorithm.
         * @throws \ValueError If $algorithm is unknown.
         */
        public static function fromJwk(#[\SensitiveParameter] array|string $jwk, ?string $algorithm = null): Key {}

        /**
         * Decrypts a key from seal().
         *
         * @param string $sealed The text.
         * @param string $wrappingKey The same 32 bytes.
         * @throws CryptoException If the text was changed, or sealed with another wrapping key.
         * @throws \ValueError If $wrappingKey is not 32 bytes long.
         */
        public static function unseal(#[\SensitiveParameter] string $sealed, #[\SensitiveParameter] string $wrappingKey): Key {}

        /**
         * Encrypts the key with its algorithm and id, for storage in a database.
         *
         * @param string $wrappingKey 32 bytes, for example from oauth2_derive_key().
         * @throws \ValueError If $wrappingKey is not 32 bytes long.
         */
        public function seal(#[\SensitiveParameter] string $wrappingKey): string {}

        /**
         * Returns a private key as unencrypted PKCS#8, and a public key as SubjectPublicKeyInfo.
         *
         * @throws CryptoException If the library failed.
         */
        public function toPem(): string {}

        /**
         * Returns the public key as SubjectPublicKeyInfo.
         *
         * @throws CryptoException If the library failed.
         */
        public function toPublicPem(): string {}

        /**
         * Returns the public JSON Web Key with "kty", "use", "alg", "kid" and the public members.
         *
         * @phpstan-return array<string, string>
         */
        public function toPublicJwk(): array {}

        /** Returns this key without its private part. */
        public function publicKey(): Key {}

        /** Returns the SHA-256 of the required members (RFC 7638 3) as base64url: 43 characters. */
        public function thumbprint(): string {}
    }

    /**
     * An immutable set of keys by their ids.
     *
     * @strict-properties
     * @not-serializable
     */
    final class KeySet implements \IteratorAggregate, \Countable
    {
        /**
         * @throws InvalidKeyException If two keys have the same id.
         */
        public function __construct(#[\SensitiveParameter] Key ...$keys) {}

        /**
         * Reads a JWK Set of at most 64 KiB (RFC 7517 5).
         *
         * Skips entries that cannot be used: those with an unknown "kty", "crv" or "alg", with a "use" other than "sig",
         * and those that are incomplete, malformed or too weak. Equal entries become one key. Keys of several algorithms
         * may have the same id; different keys with the same id and algorithm are all left out. The set may be empty.
         *
         * @param array|string $jwks The members, or JSON text.
         * @phpstan-param array<string, mixed>|string $jwks
         * @param bool $strict Refuses the set if it has an entry that would be skipped or left out, a symmetric key,
         *     private members, or two keys with the same id.
         * @throws InvalidKeyException If the text is no JWK Set, or $strict is true and an entry is refused; the message
         *     says why.
         */
        public static function fromJwks(#[\SensitiveParameter] array|string $jwks, bool $strict = false): KeySet {}

        /**
         * Returns the public parts of all keys as a JWK Set.
         *
         * @phpstan-return array{keys: list<array<string, string>>}
         */
        public function toJwks(): array {}

        /**
         * Finds the key with this id. Ids are compared byte by byte.
         *
         * @param string|null $algorithm The algorithm of the key. If it is null and keys of several algorithms have the
         *     id, none is found.
         * @throws \ValueError If $algorithm is unknown.
         */
        public function find(string $keyId, ?string $algorithm = null): ?Key {}

        public function count(): int {}

        /**
         * Iterates over the keys by their ids. An id may occur more than once, with keys of different algorithms.
         *
         * @phpstan-return \Iterator<string, Key>
         */
        public function getIterator(): \Iterator {}
    }

    /**
     * The base class of this extension's exceptions, which report invalid data. For mistakes of the programmer it throws
     * \ValueError and \TypeError.
     *
     * The class is abstract, so that a PHP library with a class of the same name cannot throw this one unnoticed.
     *
     * @strict-properties
     */
    abstract class Exception extends \RuntimeException {}

    /**
     * A token is not valid.
     *
     * @strict-properties
     */
    final class InvalidTokenException extends Exception
    {
        /**
         * The reason: one of malformed, type, algorithm, key, critical, signature, expired, not_before, issued_at,
         * issuer, audience, subject, claim. It is claim if PHP code created the exception with "new".
         */
        public readonly string $reason;
    }

    /**
     * A key is malformed, not supported or too weak.
     *
     * @strict-properties
     */
    final class InvalidKeyException extends Exception {}

    /**
     * A sealed text does not open, or the cryptographic library failed.
     *
     * @strict-properties
     */
    final class CryptoException extends Exception {}
}
