<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use OAuth2\InvalidKeyException;
use OAuth2\KeySet;
use Piwik\Plugins\OAuth2\Server\Client\ClientName;
use Piwik\Plugins\OAuth2\Server\Client\ClientValidator;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Fetch\HttpsUrl;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\JsonObject;

/**
 * Parses client ID metadata documents. The rules are those for clients that an administrator enters. Members that this server
 * does not know are ignored, and so are grant types and methods of client authentication that it does not have.
 */
final readonly class DocumentParser
{
    /** The methods of client authentication that a document may ask for. */
    private const METHODS = [ClientDocument::NONE, ClientDocument::PRIVATE_KEY_JWT];

    /** Methods with a shared secret, which a published document cannot have. */
    private const SECRET_METHODS = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'];

    /** Members of a JWK that are private or symmetric (RFC 7518 6). */
    private const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

    /** @param list<string> $schemes the private-use schemes without a dot that redirect URIs may have */
    public function __construct(private array $schemes)
    {
    }

    /** @throws DocumentRefused */
    public function parse(string $body, DocumentAddress $address): ClientDocument
    {
        $members = JsonObject::parse($body) ?? throw new DocumentRefused(DocumentProblem::Json);
        if (($members['client_id'] ?? null) !== $address->url) {
            throw new DocumentRefused(DocumentProblem::ClientId);
        }
        if (\array_key_exists('client_secret', $members) || \array_key_exists('client_secret_expires_at', $members)) {
            throw new DocumentRefused(DocumentProblem::Secret);
        }
        if (!\in_array($members['dpop_bound_access_tokens'] ?? false, [false, null], true)) {
            throw new DocumentRefused(DocumentProblem::Dpop);
        }
        $name = $members['client_name'] ?? null;
        if (!\is_string($name) || ClientName::problem($name) !== null) {
            throw new DocumentRefused(DocumentProblem::Name);
        }
        [$methods, $jwks, $jwksUri] = $this->authentication($members);
        $grants = self::grants($members);

        return new ClientDocument(
            $address,
            ClientName::stored($name),
            $this->redirectUris($members['redirect_uris'] ?? null),
            $grants === null || \in_array(GrantType::RefreshToken->value, $grants, true),
            $methods,
            $jwks,
            $jwksUri,
        );
    }

    /** @return non-empty-list<string> */
    private function redirectUris(mixed $uris): array
    {
        $checked = [];
        foreach (\is_array($uris) && array_is_list($uris) ? $uris : [] as $uri) {
            if (!\is_string($uri) || RedirectUri::of($uri, $this->schemes)->problem !== null) {
                throw new DocumentRefused(DocumentProblem::RedirectUris);
            }
            $checked[$uri] = $uri;
        }
        if ($checked === [] || \count($checked) > ClientValidator::MAXIMUM_REDIRECT_URIS) {
            throw new DocumentRefused(DocumentProblem::RedirectUris);
        }

        return array_values($checked);
    }

    /**
     * The grant types; null if the document has none. Then the client may refresh, too: whether it gets refresh tokens is this
     * server's decision (RFC 6749 1.5).
     *
     * @param array<mixed> $members
     * @return ?list<string>
     */
    private static function grants(array $members): ?array
    {
        $grants = self::texts($members, 'grant_types', DocumentProblem::Grant);
        $responses = self::texts($members, 'response_types', DocumentProblem::Grant);
        if (
            ($grants !== null && !\in_array(GrantType::AuthorizationCode->value, $grants, true))
            || ($responses !== null && !\in_array('code', $responses, true))
        ) {
            throw new DocumentRefused(DocumentProblem::Grant);
        }

        return $grants;
    }

    /**
     * The methods of client authentication and the keys.
     *
     * @param array<mixed> $members
     * @return array{non-empty-list<string>, ?string, ?string} methods, JWK Set, jwks_uri
     */
    private function authentication(array $members): array
    {
        $named = self::methods($members);
        $jwks = $members['jwks'] ?? null;
        $jwksUri = $members['jwks_uri'] ?? null;
        if ($jwks !== null && $jwksUri !== null) {
            throw new DocumentRefused(DocumentProblem::Keys);
        }
        $keys = $jwks === null ? null : self::keySet($jwks);
        if ($jwksUri !== null && (!\is_string($jwksUri) || HttpsUrl::of($jwksUri) === null)) {
            throw new DocumentRefused(DocumentProblem::Keys);
        }
        $methods = array_values(array_intersect(self::METHODS, $named));
        if ($keys === null && $jwksUri === null) {
            // Without a key the client cannot use the method.
            $methods = array_values(array_diff($methods, [ClientDocument::PRIVATE_KEY_JWT]));
        }
        if ($methods === []) {
            throw new DocumentRefused(\in_array(ClientDocument::PRIVATE_KEY_JWT, $named, true) ? DocumentProblem::Keys : DocumentProblem::Method);
        }
        $usesKeys = \in_array(ClientDocument::PRIVATE_KEY_JWT, $methods, true);

        return [$methods, $usesKeys ? $keys : null, $usesKeys ? $jwksUri : null];
    }

    /**
     * The methods that the document names. The member of RFC 7591 names one; the list in the plural, which some vendors
     * publish, names all, and the one has to be among them. Without both, the client is public.
     *
     * @param array<mixed> $members
     * @return list<string>
     */
    private static function methods(array $members): array
    {
        $one = $members['token_endpoint_auth_method'] ?? null;
        $all = self::texts($members, 'token_endpoint_auth_methods_supported', DocumentProblem::Method);
        if ($one !== null && !\is_string($one)) {
            throw new DocumentRefused(DocumentProblem::Method);
        }
        if (\in_array($one, self::SECRET_METHODS, true)) {
            throw new DocumentRefused(DocumentProblem::Secret);
        }
        if ($one !== null && $all !== null && !\in_array($one, $all, true)) {
            throw new DocumentRefused(DocumentProblem::Method);
        }

        return $all ?? [$one ?? ClientDocument::NONE];
    }

    /**
     * A JWK Set with at least one key that this server can use. Keys for other software may stand beside it; private and
     * symmetric ones may not, because they are no secret any more.
     *
     * @return string as JSON
     */
    private static function keySet(mixed $jwks): string
    {
        $keys = \is_array($jwks) ? $jwks['keys'] ?? null : null;
        foreach (\is_array($keys) ? $keys : [] as $key) {
            if (
                !\is_array($key)
                || ($key['kty'] ?? null) === 'oct'
                || array_intersect(self::PRIVATE_MEMBERS, array_keys($key)) !== []
            ) {
                throw new DocumentRefused(DocumentProblem::Keys);
            }
        }
        try {
            $text = json_encode($jwks, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
            if (\count(KeySet::fromJwks($text)) > 0) {
                return $text;
            }
        } catch (InvalidKeyException | \JsonException) {
            // Refused below.
        }
        throw new DocumentRefused(DocumentProblem::Keys);
    }

    /**
     * @param array<mixed> $members
     * @return ?list<string> null if the document does not have the member
     */
    private static function texts(array $members, string $name, DocumentProblem $problem): ?array
    {
        $value = $members[$name] ?? null;
        if ($value === null) {
            return null;
        }
        if (!\is_array($value) || !array_is_list($value) || array_filter($value, is_string(...)) !== $value) {
            throw new DocumentRefused($problem);
        }

        /** @var list<string> $value */
        return $value;
    }
}
