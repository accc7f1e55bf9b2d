<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** The server's configuration, checked once when it is made. Times are in seconds. */
final readonly class Settings
{
    /** No access token lives longer, whatever was set at the time: retired keys are kept that long. */
    public const MAX_ACCESS_TOKEN_TTL = 86400;

    /** @var list<GrantType> those that are switched on, in the order of {@see GrantType} */
    public array $grantTypes;

    /**
     * @param string $issuer identifier of this server: http(s) URL without query, fragment and trailing slash
     *                       (RFC 8414 2); stored, never derived from a request
     * @param non-empty-list<string> $resources identifiers of the protected resources tokens may be made for
     *                       (RFC 8707); the first is the audience of a token whose request names none
     * @param int $refreshGrace how long the newest predecessor of a refresh token still answers with its successor;
     *                       0 switches it off
     * @param ?list<GrantType> $grantTypes those that are switched on; null: all
     * @param list<Scope> $allowedScopes what clients may be given at all
     * @param string $signingAlgorithm RS256, PS256, ES256 or EdDSA
     * @param int $keyRotationAge how long a key signs before the next one takes over
     * @param string $wrappingSecret what private keys are sealed under at rest; at least 32 bytes, never stored beside
     *                       the database
     * @throws \ValueError when a value is out of range
     */
    public function __construct(
        public string $issuer,
        public EndpointUrls $endpoints,
        public array $resources,
        #[\SensitiveParameter]
        public string $wrappingSecret,
        public int $accessTokenTtl = 3600,
        public int $refreshTokenTtl = 2592000,
        public int $authCodeTtl = 600,
        public int $refreshGrace = 30,
        ?array $grantTypes = null,
        public array $allowedScopes = [Scope::Read, Scope::Write, Scope::Admin],
        public string $signingAlgorithm = 'RS256',
        public int $rsaBits = 2048,
        public int $keyRotationAge = 7776000,
        public string $serviceName = 'Matomo',
        public ?string $privacyUrl = null,
        public ?string $termsUrl = null,
        public ThrottleLimits $throttle = new ThrottleLimits(),
    ) {
        if (!EndpointUrls::isBase($issuer)) {
            throw new \ValueError('The issuer must be an http or https URL without query, fragment or trailing slash');
        }
        if (\strlen($wrappingSecret) < 32) {
            throw new \ValueError('The wrapping secret must have at least 32 bytes');
        }
        self::checkRange('accessTokenTtl', $accessTokenTtl, 60, self::MAX_ACCESS_TOKEN_TTL);
        self::checkRange('refreshTokenTtl', $refreshTokenTtl, 60, 31622400 * 2);
        self::checkRange('authCodeTtl', $authCodeTtl, 10, 600);
        self::checkRange('refreshGrace', $refreshGrace, 0, 300);
        self::checkRange('keyRotationAge', $keyRotationAge, 3600, 31622400 * 5);
        self::checkRange('rsaBits', $rsaBits, 2048, 8192);
        if (!\in_array($signingAlgorithm, ['RS256', 'PS256', 'ES256', 'EdDSA'], true)) {
            throw new \ValueError('The signing algorithm must be RS256, PS256, ES256 or EdDSA');
        }
        if ($resources === []) {
            throw new \ValueError('At least one resource is needed, it is the default audience');
        }
        if (!EndpointUrls::areWebUrls($resources)) {
            throw new \ValueError('A resource must be an absolute http or https URL without fragment');
        }
        // A link that isn't set is left out by standing for the issuer, which is one.
        if (!EndpointUrls::areWebUrls([$privacyUrl ?? $issuer, $termsUrl ?? $issuer])) {
            throw new \ValueError('The privacy and terms links must be absolute http or https URLs');
        }
        $this->grantTypes = $grantTypes === null
            ? GrantType::cases()
            : array_values(array_filter(
                GrantType::cases(),
                static fn (GrantType $type): bool => \in_array($type, $grantTypes, true),
            ));
    }

    /** Whether the grant type is switched on. */
    public function offers(GrantType $type): bool
    {
        return \in_array($type, $this->grantTypes, true);
    }

    private static function checkRange(string $name, int $value, int $least, int $most): void
    {
        if ($value < $least || $value > $most) {
            throw new \ValueError("$name must be from $least to $most");
        }
    }
}
