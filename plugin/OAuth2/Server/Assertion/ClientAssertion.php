<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assertion;

use OAuth2\InvalidTokenException;
use Piwik\Plugins\OAuth2\Server\OAuthError;

/**
 * A client assertion: a JWT by which a client with keys authenticates (RFC 7521 4.2, RFC 7523 2.2). It names its client before
 * anything in it has been verified, see {@see AssertionVerifier}.
 */
final readonly class ClientAssertion
{
    /** The only client_assertion_type (RFC 7523 2.2). */
    public const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

    /** The algorithms by which an assertion may be signed; Ed25519 is the name of RFC 9864 for EdDSA with that curve. */
    public const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

    /** The longest assertion in bytes: the claims are few, and a client needs no more of its own. */
    private const MAX_LENGTH = 8192;

    /**
     * @param string $algorithm one of {@see ALGORITHMS}, as the header says
     * @param ?string $keyId the kid of the header
     * @param array<string, mixed> $header
     * @param array<string, mixed> $claims
     */
    private function __construct(
        public string $clientId,
        public string $algorithm,
        public ?string $keyId,
        public array $header,
        public array $claims,
        #[\SensitiveParameter]
        public string $jwt,
    ) {
    }

    /**
     * Reads an assertion without verifying it.
     *
     * @throws OAuthError invalid_client if it is no JWT, is signed by another algorithm, or does not name its client
     */
    public static function read(#[\SensitiveParameter] string $jwt): self
    {
        if (\strlen($jwt) > self::MAX_LENGTH) {
            throw OAuthError::invalidClient('The client assertion is longer than ' . self::MAX_LENGTH . ' bytes');
        }
        try {
            ['header' => $header, 'claims' => $claims] = oauth2_jwt_decode_unverified($jwt);
        } catch (InvalidTokenException) {
            throw OAuthError::invalidClient('The client assertion is no JWT in compact form with a JSON object as its claims');
        }
        $algorithm = $header['alg'] ?? null;
        if (!\in_array($algorithm, self::ALGORITHMS, true)) {
            throw OAuthError::invalidClient('The client assertion must be signed by one of: ' . implode(' ', self::ALGORITHMS));
        }
        $keyId = $header['kid'] ?? null;
        if ($keyId !== null && (!\is_string($keyId) || $keyId === '')) {
            throw OAuthError::invalidClient('The kid of the client assertion must be a string');
        }
        $subject = $claims['sub'] ?? null;
        if (!\is_string($subject) || $subject === '' || ($claims['iss'] ?? null) !== $subject) {
            throw OAuthError::invalidClient('The claims iss and sub of the client assertion must both be the client_id');
        }

        return new self($subject, $algorithm, $keyId, $header, $claims, $jwt);
    }
}
