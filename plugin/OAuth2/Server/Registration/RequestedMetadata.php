<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Registration;

use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Client\ClientName;
use Piwik\Plugins\OAuth2\Server\Client\ClientValidator;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\JsonObject;
use Piwik\Plugins\OAuth2\Server\OAuthError;

/**
 * The metadata that a client asks to be registered with (RFC 7591 2). Values that this server cannot honour are refused if the
 * client would not work without them; grant types and members that it does not have are left out, and nothing is ever fetched.
 */
final readonly class RequestedMetadata
{
    /** The methods of client authentication, the default first (RFC 7591 2). */
    public const METHODS = ['client_secret_basic', 'client_secret_post', 'none', self::PRIVATE_KEY_JWT];

    public const PRIVATE_KEY_JWT = 'private_key_jwt';

    /** The maximum length of a request. Known assistants send less than 1 kB. */
    public const MAX_LENGTH = 16384;

    /** The maximum length of all redirect URIs together; the extension limits each. */
    private const URIS_LENGTH = 8192;

    /** Members of a JWK that are private or symmetric (RFC 7518 6, RFC 8037 2). */
    private const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

    /**
     * @param non-empty-list<string> $redirectUris
     * @param bool $refreshes true if the client asks for refresh tokens
     * @param value-of<self::METHODS> $method the method of client authentication
     * @param ?string $jwks the client's public keys as JSON; null unless the method needs them
     */
    private function __construct(
        public string $name,
        public array $redirectUris,
        public bool $refreshes,
        public string $method,
        public ?string $jwks,
    ) {
    }

    /**
     * Reads the body of a request.
     *
     * @param string $body any bytes
     * @param list<string> $schemes the private-use schemes without a dot that redirect URIs may have
     * @throws OAuthError invalid_redirect_uri or invalid_client_metadata
     */
    public static function read(#[\SensitiveParameter] string $body, array $schemes): self
    {
        if (\strlen($body) > self::MAX_LENGTH) {
            throw OAuthError::invalidClientMetadata('The request is longer than ' . self::MAX_LENGTH . ' bytes', 413);
        }
        $members = JsonObject::parse($body) ?? throw OAuthError::invalidClientMetadata(
            'The body must be one JSON object (RFC 7591 3.1) without repeated members, nested at most 15 deep',
        );
        // A member that is null is as one left out.
        $members = array_filter($members, static fn (mixed $value): bool => $value !== null);
        $redirectUris = self::redirectUris($members['redirect_uris'] ?? null, $schemes);
        if (($members['dpop_bound_access_tokens'] ?? false) !== false) {
            throw OAuthError::invalidClientMetadata('dpop_bound_access_tokens is not supported. Leave it out');
        }
        $method = self::method($members);

        return new self(
            self::name($members['client_name'] ?? null, $redirectUris[0]),
            $redirectUris,
            self::refreshes($members),
            $method,
            self::keys($members, $method),
        );
    }

    /** True if the client has a secret that it shares with the server. */
    public function hasSecret(): bool
    {
        return str_starts_with($this->method, 'client_secret');
    }

    /**
     * @param list<string> $schemes
     * @return non-empty-list<string>
     */
    private static function redirectUris(mixed $given, array $schemes): array
    {
        if (!\is_array($given) || !array_is_list($given) || $given === []) {
            throw OAuthError::invalidRedirectUri('redirect_uris must be a list of at least one URI');
        }
        if (\count($given) > ClientValidator::MAXIMUM_REDIRECT_URIS) {
            throw OAuthError::invalidRedirectUri('redirect_uris has more than ' . ClientValidator::MAXIMUM_REDIRECT_URIS . ' URIs');
        }
        $uris = [];
        foreach ($given as $number => $uri) {
            if (!\is_string($uri)) {
                throw OAuthError::invalidRedirectUri('Redirect URI ' . ($number + 1) . ' is no string');
            }
            $problem = RedirectUri::of($uri, $schemes)->refusal($number + 1);
            if ($problem !== null) {
                throw OAuthError::invalidRedirectUri((string) $problem);
            }
            $uris[$uri] = $uri;
        }
        if (\strlen(implode('', $uris)) > self::URIS_LENGTH) {
            throw OAuthError::invalidRedirectUri('The redirect URIs together are longer than ' . self::URIS_LENGTH . ' bytes');
        }

        return array_values($uris);
    }

    /** The name, for which the destination of a redirect URI stands in if the client has none (RFC 7591 2 does not require it). */
    private static function name(mixed $given, string $redirectUri): string
    {
        if ($given === null || $given === '') {
            return ClientName::ofDestination(RedirectUri::of($redirectUri));
        }
        if (!\is_string($given)) {
            throw OAuthError::invalidClientMetadata('client_name must be a string');
        }
        $problem = ClientName::problem($given);
        if ($problem !== null) {
            throw OAuthError::invalidClientMetadata("client_name: $problem");
        }

        return ClientName::stored($given);
    }

    /**
     * @param array<mixed> $members
     * @return value-of<self::METHODS>
     */
    private static function method(array $members): string
    {
        $method = $members['token_endpoint_auth_method'] ?? self::METHODS[0];
        if (!\in_array($method, self::METHODS, true)) {
            throw OAuthError::invalidClientMetadata('token_endpoint_auth_method must be one of: ' . implode(', ', self::METHODS));
        }

        return $method;
    }

    /**
     * Checks the grant and response types (RFC 7591 2.1). Without them the client has the authorization code grant.
     *
     * @param array<mixed> $members
     */
    private static function refreshes(array $members): bool
    {
        $grants = self::words($members, 'grant_types') ?? [GrantType::AuthorizationCode->value];
        $responses = self::words($members, 'response_types') ?? ['code'];
        $code = GrantType::AuthorizationCode->value;
        if (!\in_array($code, $grants, true)) {
            throw OAuthError::invalidClientMetadata("grant_types must contain $code. An administrator registers clients for other grants");
        }
        if (!\in_array('code', $responses, true)) {
            throw OAuthError::invalidClientMetadata("response_types must contain code, as grant_types contains $code");
        }

        return \in_array(GrantType::RefreshToken->value, $grants, true);
    }

    /**
     * The keys as the client's row stores them. Keys of a client that does not authenticate with them are not stored.
     *
     * @param array<mixed> $members
     */
    private static function keys(array $members, string $method): ?string
    {
        $jwks = $members['jwks'] ?? null;
        $keys = \is_array($jwks) ? $jwks['keys'] ?? null : null;
        if ($jwks !== null && (!\is_array($keys) || !array_is_list($keys) || array_filter($keys, is_array(...)) !== $keys)) {
            throw OAuthError::invalidClientMetadata('jwks must be a JWK Set: an object with a list of keys');
        }
        foreach ($keys ?? [] as $key) {
            if (($key['kty'] ?? null) === 'oct' || array_intersect(self::SECRET_MEMBERS, array_keys($key)) !== []) {
                throw OAuthError::invalidClientMetadata(
                    'jwks contains a private or symmetric key, which is no secret any more. Send public keys only',
                );
            }
        }
        if ($jwks !== null && isset($members['jwks_uri'])) {
            throw OAuthError::invalidClientMetadata('jwks and jwks_uri exclude each other (RFC 7591 2)');
        }
        if ($method !== self::PRIVATE_KEY_JWT) {
            return null;
        }
        if ($jwks === null) {
            throw OAuthError::invalidClientMetadata(
                'private_key_jwt needs the keys in jwks. This server fetches no jwks_uri of clients that register themselves',
            );
        }
        $algorithm = $members['token_endpoint_auth_signing_alg'] ?? ClientAssertion::ALGORITHMS[0];
        if (!\in_array($algorithm, ClientAssertion::ALGORITHMS, true)) {
            throw OAuthError::invalidClientMetadata(
                'token_endpoint_auth_signing_alg must be one of: ' . implode(', ', ClientAssertion::ALGORITHMS),
            );
        }
        // Before the keys are read, which takes far more time than the rest of a registration.
        $usable = \count($keys) > ClientJwks::MAX_KEYS
            ? null
            : ClientJwks::fromForeign(json_encode($jwks, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
        if ($usable === null || $usable->keys === []) {
            throw OAuthError::invalidClientMetadata(
                'jwks must contain 1 to ' . ClientJwks::MAX_KEYS . ' keys, at least one of them for: ' . implode(', ', ClientAssertion::ALGORITHMS),
            );
        }

        return $usable->toJson();
    }

    /**
     * @param array<mixed> $members
     * @return ?list<string> null if the client does not send the member
     */
    private static function words(array $members, string $name): ?array
    {
        $value = $members[$name] ?? null;
        if ($value === null || $value === []) {
            return null;
        }
        if (!\is_array($value) || !array_is_list($value) || array_filter($value, is_string(...)) !== $value) {
            throw OAuthError::invalidClientMetadata("$name must be a list of strings");
        }

        /** @var list<string> $value */
        return $value;
    }
}
