<?php

/**
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * The API of the extension oauth2, for IDEs and static analysis. Generated: edit oauth2.stub.php.
 */

namespace {

    /**
     * The longest redirect URI that may be registered.
     *
     * @var int
     */
    const OAUTH2_REDIRECT_URI_MAX_BYTES = 2048;

    /**
     * Makes a secret: random bytes of the operating system's generator as base64url without padding.
     *
     * @param int $bytes How many random bytes, 16 to 1024. The text has ceil($bytes * 4 / 3) characters.
     * @return string Characters of [A-Za-z0-9_-] only.
     * @throws ValueError If $bytes is out of range.
     */
    function oauth2_secret_generate(int $bytes = 32): string {}

    /**
     * Makes a random identifier in lower-case hexadecimal: client ids, jti, and client secrets that no form encoding
     * changes.
     *
     * @param int $bytes How many random bytes, 1 to 1024. The text has twice as many characters.
     * @throws ValueError If $bytes is out of range.
     */
    function oauth2_random_hex(int $bytes = 16): string {}

    /**
     * Hashes a machine-made secret for storage: salted, versioned, self-describing text of 78 characters.
     *
     * Fast on purpose: a secret of 128 random bits or more needs no slow hash, and a slow one is a lever for denial of
     * service at the token endpoint. Not for passwords that people choose.
     *
     * @param string $secret Any bytes, at least one.
     * @throws ValueError If $secret is empty.
     */
    function oauth2_secret_hash(#[\SensitiveParameter] string $secret): string {}

    /**
     * Whether a secret belongs to a hash of oauth2_secret_hash(), or to an Argon2id hash in libsodium's text format
     * with at most 1 GiB of memory and 16 passes. Compares in constant time.
     *
     * @param string $secret Any bytes.
     * @param string $hash The stored text. Anything that is not one of the two formats is no match.
     */
    function oauth2_secret_verify(#[\SensitiveParameter] string $secret, #[\SensitiveParameter] string $hash): bool {}

    /**
     * Compares two strings in time that depends on the length of $given only, whether or not the lengths are equal.
     *
     * @param string $known The secret of this side.
     * @param string $given What the other side sent.
     */
    function oauth2_secret_equals(#[\SensitiveParameter] string $known, #[\SensitiveParameter] string $given): bool {}

    /**
     * The look-up key under which a code or refresh token is stored: its BLAKE2b-256 without salt, as base64url.
     *
     * Only for tokens of at least 128 random bits: anything that can be guessed can be found in a list of digests.
     *
     * @param string $token Any bytes.
     * @return string 43 characters.
     */
    function oauth2_token_digest(#[\SensitiveParameter] string $token): string {}

    /**
     * Derives a key from a secret, another one for each context (keyed BLAKE2b).
     *
     * @param string $secret At least one byte. The key is as hard to guess as this is.
     * @param string $context What the key is for. Any bytes.
     * @return string 32 raw bytes.
     * @throws ValueError If $secret is empty.
     */
    function oauth2_derive_key(#[\SensitiveParameter] string $secret, string $context): string {}

    /**
     * Encrypts and authenticates data (XChaCha20-Poly1305 with a random nonce) as versioned text.
     *
     * @param string $data Any bytes.
     * @param string $key 32 bytes.
     * @param string $context Authenticated but not contained: opening needs the same bytes.
     * @return string "v1." and base64url without padding.
     * @throws ValueError If $key is not 32 bytes long.
     */
    function oauth2_seal(#[\SensitiveParameter] string $data, #[\SensitiveParameter] string $key, string $context = ''): string {}

    /**
     * Opens what oauth2_seal() made.
     *
     * @param string $sealed The text.
     * @param string $key The same 32 bytes.
     * @param string $context The same context.
     * @throws ValueError If $key is not 32 bytes long.
     * @throws OAuth2\CryptoException If text, key and context do not belong together.
     */
    function oauth2_open(#[\SensitiveParameter] string $sealed, #[\SensitiveParameter] string $key, string $context = ''): string {}

    /**
     * Makes a PKCE code verifier (RFC 7636 4.1): random bytes as base64url.
     *
     * @param int $bytes How many random bytes, 32 to 96.
     * @return string 43 to 128 characters.
     * @throws ValueError If $bytes is out of range.
     */
    function oauth2_pkce_verifier(int $bytes = 32): string {}

    /**
     * The S256 code challenge of a verifier (RFC 7636 4.2).
     *
     * @param string $verifier 43 to 128 characters of [A-Za-z0-9-._~].
     * @return string 43 characters.
     * @throws ValueError If $verifier is not of that form.
     */
    function oauth2_pkce_challenge(#[\SensitiveParameter] string $verifier): string {}

    /**
     * Whether a verifier answers a challenge (RFC 7636 4.6). Compares in constant time.
     *
     * @param string $verifier What the token request sent. Malformed (RFC 7636 4.1): false.
     * @param string $challenge What the authorization request sent. Malformed for the method: false.
     * @param string $method 'S256', or 'plain', which is obeyed only because it is named.
     * @throws ValueError If $method is any other text.
     */
    function oauth2_pkce_verify(#[\SensitiveParameter] string $verifier, #[\SensitiveParameter] string $challenge, string $method = 'S256'): bool {}

    /**
     * The parts of a redirect URI, and the reason to refuse its registration, if there is one (RFC 6749 3.1.2, RFC 8252
     * 7, RFC 9700 2.1). oauth2_redirect_uri_valid() is true if and only if `refused` is null.
     *
     * `refused` is null for a URI that may be registered, or else the first of these words that applies:
     *
     * - `length`: more than OAUTH2_REDIRECT_URI_MAX_BYTES bytes;
     * - `scheme`: a scheme that runs, reads or hands on something (javascript, data, file, intent, ws and their like);
     * - `byte`: a byte outside 0x21-0x7e: a blank, a control, or a character outside US-ASCII;
     * - `character`: a character that RFC 3986 does not allow at its place, such as a backslash, a quote or a bracket;
     * - `wildcard`: an asterisk, which would stand for nothing but itself;
     * - `incomplete`: no scheme, or nothing after it;
     * - `scheme_dot`: a private-use scheme without a dot between two of its parts (RFC 8252 7.1), unless $allow has it;
     * - `fragment`: a number sign;
     * - `userinfo`: an at sign before the host;
     * - `host`: https or http without a host; or a host that has two readers: a percent-encoded byte, an empty label, a
     *   number that is no dotted IPv4 address in the last label, an IPv6 zone, or one longer than RFC 1035 allows;
     * - `port`: an empty, zero, zero-padded or too large port;
     * - `http`: http with a host that is not 127.0.0.1, [::1] or localhost, spelled like that (RFC 8252 7.3);
     * - `percent`: a percent sign without two hexadecimal digits, or an encoded control;
     * - `query`: a second question mark;
     * - `dot_segment`: a segment "." or "..", plain or encoded;
     * - `response_parameter`: a query parameter that the response adds, however spelled: code, state, iss, error,
     *   error_description, error_uri (RFC 6749 4.1.2, RFC 9207) or response (JARM). `parameter` says which.
     *
     * `kind` is https; loopback (http with one of the three hosts); http (with any other host); private-use (any other
     * scheme); or null if the URI has no scheme, a refused one, or a malformed host or port. Then the parts after the
     * scheme are null. They are given whenever `kind` is, also for a URI that is refused.
     *
     * @param string $uri Any bytes.
     * @param array $allow Schemes without a dot that an administrator confirmed. No entry opens http elsewhere or one of
     *     the refused schemes.
     * @return array The parts are as written: `scheme`; `host` with the brackets of an IPv6 address; `port`; `path`;
     *     `query` without its question mark. `origin` is as browsers send it (RFC 6454 6.2) and null for private-use
     *     schemes. A part that is not there is null; the path may be empty.
     * @phpstan-param array<string> $allow
     * @phpstan-return array{
     *     refused: 'length'|'scheme'|'byte'|'character'|'wildcard'|'incomplete'|'scheme_dot'|'fragment'|'userinfo'|'host'|'port'|'http'|'percent'|'query'|'dot_segment'|'response_parameter'|null,
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
     * Whether a redirect URI may be registered: oauth2_redirect_uri_parse() finds nothing to refuse.
     *
     * @param string $uri Any bytes.
     * @param array $allow Schemes without a dot that an administrator confirmed.
     * @phpstan-param array<string> $allow
     * @throws TypeError If an entry of $allow is not a string.
     * @throws ValueError If an entry of $allow is not a scheme (RFC 3986 3.1).
     */
    function oauth2_redirect_uri_valid(string $uri, array $allow = []): bool {}

    /**
     * Whether the redirect URI of a request is the registered one: the same bytes (RFC 9700 2.1), except that the port
     * is free if both are http with the same loopback host, 127.0.0.1, [::1] or localhost (RFC 8252 7.3).
     *
     * @param string $registered The URI as registered. One that today's rules refuse still matches itself.
     * @param string $given The URI of the request. Without a scheme, with a refused scheme (javascript, data and their
     *     like), a number sign or a byte outside 0x21-0x7e: false, whatever is registered.
     */
    function oauth2_redirect_uri_matches(string $registered, string $given): bool {}

    /**
     * Signs claims as a JWT in compact serialization (RFC 7519, RFC 7515 7.1).
     *
     * Member order is kept, slashes and Unicode stay unescaped, zero fractions stay fractions, and the top is always
     * an object.
     *
     * @param array $claims The payload: null, bool, int, finite float, UTF-8 string and arrays of
     *     these, at most 16 deep.
     * @phpstan-param array<string, mixed> $claims
     * @param OAuth2\Key $key A private key. It decides "alg".
     * @param array $header More header members. "alg" may only repeat the key's algorithm; "typ" is
     *     "JWT" and "kid" the key's unless given.
     * @phpstan-param array<string, mixed> $header
     * @throws ValueError If $key is public, or claims or header hold what JSON or a JWT cannot.
     * @throws OAuth2\CryptoException If the library failed.
     */
    function oauth2_jwt_sign(#[\SensitiveParameter] array $claims, #[\SensitiveParameter] OAuth2\Key $key, array $header = []): string {}

    /**
     * Verifies a JWT of at most 16 KiB and returns its claims. Checks shape, header, key, signature and then claims.
     *
     * A header with "crit" or "b64" is refused; keys in it ("jwk", "jku", "x5c", "x5u") are not looked at. A KeySet is
     * searched for the header's "kid"; a token without one is accepted if exactly one key of the set has its algorithm.
     * A Key was chosen by the caller, and "kid" decides nothing. "exp", "nbf" and "iat" (not in the future) are checked
     * wherever they are, and a registered claim of the wrong type is malformed, not absent. Comparisons are exact; that
     * of "type" is one of media types and ignores case (RFC 7515 4.1.9).
     *
     * @param string $jwt Compact serialization.
     * @param OAuth2\Key|OAuth2\KeySet $keys The trusted key or keys. The key decides the algorithm, never the header.
     * @param array $expect "issuer" (string), "audience" (string, or list of strings of which one must
     *     match), "subject" (string), "type" (string; "application/" ignored), "require" (list of claim names;
     *     ["exp"] unless given), "leeway" (int, 0 to 300 seconds, 0 unless given), "max_age" (int, seconds since
     *     "iat"), "now" (int, seconds since 1970, for tests).
     * @phpstan-param array<string, mixed> $expect
     * @return array The claims.
     * @phpstan-return array<string, mixed>
     * @throws OAuth2\InvalidTokenException If the token is not to be trusted. Its reason says why.
     * @throws ValueError If $expect has an unknown name or a value out of range.
     * @throws TypeError If a value in $expect has the wrong type.
     */
    function oauth2_jwt_verify(#[\SensitiveParameter] string $jwt, #[\SensitiveParameter] OAuth2\Key|OAuth2\KeySet $keys, array $expect = []): array {}

    /**
     * Splits and decodes a JWT without verifying anything: for choosing a key, never for trust.
     *
     * @param string $jwt Compact serialization, at most 16 KiB.
     * @phpstan-return array{header: array<string, mixed>, claims: array<string, mixed>}
     * @throws OAuth2\InvalidTokenException If it is not of the form of a JWT (reason "malformed").
     */
    function oauth2_jwt_decode_unverified(#[\SensitiveParameter] string $jwt): array {}
}

namespace OAuth2 {

    /**
     * A signing or verification key. Opaque and immutable: it cannot be constructed, cloned, serialized or dumped.
     *
     * @strict-properties
     * @not-serializable
     */
    final class Key
    {
        /** RS256, PS256, ES256 or EdDSA. A key has exactly one algorithm, and verification asks the key. */
        public readonly string $algorithm;

        /** The RFC 7638 thumbprint unless another was given. */
        public readonly string $keyId;

        public readonly bool $private;

        private function __construct() {}

        /**
         * Makes a private key.
         *
         * @param string $algorithm RS256, PS256, ES256 or EdDSA.
         * @param int|null $bits RSA only: 2048 to 8192, a multiple of 8; 2048 unless given.
         * @param string|null $keyId The "kid"; the thumbprint unless given.
         * @throws \ValueError If an argument is out of range.
         * @throws CryptoException If the library failed.
         */
        public static function generate(string $algorithm = 'RS256', ?int $bits = null, ?string $keyId = null): Key {}

        /**
         * Reads the one key of a PEM text of at most 16 KiB: PKCS#1, PKCS#8 (encrypted too), SEC 1, or
         * SubjectPublicKeyInfo. Comments, EC PARAMETERS and certificates may stand around it, lines may end in any way
         * (RFC 7468 3). The label tells what the block holds, and nothing else may be in it. Never asks at a terminal.
         *
         * @param string $pem The text.
         * @param string|null $passphrase Of an encrypted block; not looked at if the block is not encrypted.
         * @param string|null $algorithm Needed to tell PS256 from RS256, which an RSA key is unless given.
         * @param string|null $keyId The "kid"; the thumbprint unless given.
         * @throws InvalidKeyException If it is not a key that this extension supports, or is too weak.
         * @throws \ValueError If $algorithm is unknown.
         */
        public static function fromPem(#[\SensitiveParameter] string $pem, #[\SensitiveParameter] ?string $passphrase = null, ?string $algorithm = null, ?string $keyId = null): Key {}

        /**
         * Reads a JSON Web Key (RFC 7517, RFC 7518 6, RFC 8037 2).
         *
         * @param array|string $jwk Members, or JSON text.
         * @phpstan-param array<string, mixed>|string $jwk
         * @param string|null $algorithm If the JWK has no "alg"; an RSA key without either is RS256.
         * @throws InvalidKeyException If it is malformed, unsupported, too weak, or of another algorithm.
         * @throws \ValueError If $algorithm is unknown.
         */
        public static function fromJwk(#[\SensitiveParameter] array|string $jwk, ?string $algorithm = null): Key {}

        /**
         * Opens a key that seal() closed.
         *
         * @param string $sealed The text.
         * @param string $wrappingKey The same 32 bytes.
         * @throws CryptoException If text and wrapping key do not belong together.
         * @throws \ValueError If $wrappingKey is not 32 bytes long.
         */
        public static function unseal(#[\SensitiveParameter] string $sealed, #[\SensitiveParameter] string $wrappingKey): Key {}

        /**
         * The key with its algorithm and id, encrypted: how a private key rests in a database.
         *
         * @param string $wrappingKey 32 bytes, as of oauth2_derive_key().
         * @throws \ValueError If $wrappingKey is not 32 bytes long.
         */
        public function seal(#[\SensitiveParameter] string $wrappingKey): string {}

        /**
         * PKCS#8 of a private key, unencrypted; SubjectPublicKeyInfo of a public one.
         *
         * @throws CryptoException If the library failed.
         */
        public function toPem(): string {}

        /**
         * SubjectPublicKeyInfo.
         *
         * @throws CryptoException If the library failed.
         */
        public function toPublicPem(): string {}

        /**
         * The public JSON Web Key with "kty", "use", "alg", "kid" and the public members.
         *
         * @phpstan-return array<string, string>
         */
        public function toPublicJwk(): array {}

        /** This key without its private part. */
        public function publicKey(): Key {}

        /** SHA-256 over the required members (RFC 7638 3), as base64url: 43 characters. */
        public function thumbprint(): string {}
    }

    /**
     * Keys by their ids. Immutable.
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
         * Reads a JWK Set of at most 64 KiB (RFC 7517 5). Entries that cannot be used are skipped: those of unknown
         * "kty", "crv" or "alg", with "use" other than "sig", incomplete, malformed or too weak. An entry that stands
         * there twice is one key. One id may stand for keys of several algorithms; different keys of one id and one
         * algorithm are all left out. What remains may be no key at all.
         *
         * @param array|string $jwks Members, or JSON text.
         * @phpstan-param array<string, mixed>|string $jwks
         * @param bool $strict Refuses the set instead if it has any of these, a symmetric key, private members, or two
         *     keys of one id.
         * @throws InvalidKeyException If it is no JWK Set, or $strict and an entry is refused: the message says why.
         */
        public static function fromJwks(#[\SensitiveParameter] array|string $jwks, bool $strict = false): KeySet {}

        /**
         * The public parts of all keys, as a JWK Set.
         *
         * @phpstan-return array{keys: list<array<string, string>>}
         */
        public function toJwks(): array {}

        /**
         * The key of that id, compared byte by byte.
         *
         * @param string|null $algorithm Of which algorithm. Null is enough unless the id stands for keys of several
         *     algorithms: then nothing is found.
         * @throws \ValueError If $algorithm is unknown.
         */
        public function find(string $keyId, ?string $algorithm = null): ?Key {}

        public function count(): int {}

        /**
         * The keys by their ids, of which one may come twice, with keys of different algorithms.
         *
         * @phpstan-return \Iterator<string, Key>
         */
        public function getIterator(): \Iterator {}
    }

    /**
     * The root of this extension's exceptions: bad data. Errors of the programmer are \ValueError and \TypeError.
     *
     * Abstract, so that a library in PHP that has a class of this name does not throw this one without noticing.
     *
     * @strict-properties
     */
    abstract class Exception extends \RuntimeException {}

    /**
     * A token that is not to be trusted.
     *
     * @strict-properties
     */
    final class InvalidTokenException extends Exception
    {
        /**
         * One of malformed, type, algorithm, key, critical, signature, expired, not_before, issued_at, issuer,
         * audience, subject, claim. It is claim if the exception was made by "new".
         */
        public readonly string $reason;
    }

    /**
     * A key that is malformed, unsupported or too weak.
     *
     * @strict-properties
     */
    final class InvalidKeyException extends Exception {}

    /**
     * A seal that does not open, or a failure of the cryptographic library.
     *
     * @strict-properties
     */
    final class CryptoException extends Exception {}
}
