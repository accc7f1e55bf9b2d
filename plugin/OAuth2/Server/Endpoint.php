<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The endpoints of the server. URLs, dispatch, metadata, screens and the web server's configuration derive their lists
 * from this enum. The value is the action in `index.php?module=OAuth2&action=…`.
 */
enum Endpoint: string
{
    case Authorize = 'authorize';
    case Token = 'token';
    case Revoke = 'revoke';
    case Introspect = 'introspect';
    case Register = 'register';
    case Jwks = 'jwks';
    case Metadata = 'metadata';
    case ResourceMetadata = 'resourceMetadata';

    /** The prefix of the clean routes of endpoints other than documents; the action follows it. */
    public const ROUTE = '/oauth2/';

    /** The prefix of the clean routes of documents; a well-known name follows it (RFC 8615). */
    public const WELL_KNOWN = '/.well-known/';

    /** The well-known name that OpenID clients use for the server's metadata; ServerMetadata adds members for it. */
    public const OPENID = 'openid-configuration';

    /** A second action for the server's metadata, which Matomo's plugin McpServer requests. */
    private const METADATA_ALIAS = 'authorizationServerMetadata';

    /** The properties of each endpoint by its value. PHP builds a constant array of scalars once, not in every request. */
    private const ROWS = [
        'authorize' => ['method' => 'GET', 'session' => true, 'member' => 'authorization_endpoint', 'example' => true],
        'token' => ['method' => 'POST', 'cors' => true, 'member' => 'token_endpoint', 'example' => true],
        'revoke' => ['method' => 'POST', 'cors' => true, 'member' => 'revocation_endpoint'],
        // Only resource servers introspect tokens; they need no cross-origin access.
        'introspect' => ['method' => 'POST', 'member' => 'introspection_endpoint'],
        'register' => ['method' => 'POST', 'cors' => true, 'member' => 'registration_endpoint', 'assistants' => true],
        'jwks' => ['method' => 'GET', 'cors' => true, 'member' => 'jwks_uri'],
        'metadata' => [
            'method' => 'GET', 'cors' => true, 'example' => true,
            'wellKnown' => ['oauth-authorization-server', self::OPENID], 'identifier' => 'issuer',
        ],
        'resourceMetadata' => [
            'method' => 'GET', 'cors' => true, 'example' => true,
            'wellKnown' => ['oauth-protected-resource'], 'identifier' => 'resource',
        ],
    ];

    /** Finds an endpoint by its action; null when the action is unknown. */
    public static function ofAction(string $action): ?self
    {
        return self::tryFrom($action) ?? ($action === self::METADATA_ALIAS ? self::Metadata : null);
    }

    /** Finds a document by its well-known name; null when the name is unknown. */
    public static function ofWellKnown(string $name): ?self
    {
        foreach (self::cases() as $endpoint) {
            if (\in_array($name, $endpoint->wellKnown(), true)) {
                return $endpoint;
            }
        }

        return null;
    }

    /** True when the endpoint uses the browser's session and shows pages; all others are stateless and return JSON. */
    public function usesSession(): bool
    {
        return self::ROWS[$this->value]['session'] ?? false;
    }

    /** The HTTP method that the endpoint serves: GET (which includes HEAD) or POST. Both include OPTIONS. */
    public function method(): string
    {
        return self::ROWS[$this->value]['method'];
    }

    /** True when pages of every origin may read the endpoint's responses (CORS). */
    public function isCrossOrigin(): bool
    {
        return self::ROWS[$this->value]['cors'] ?? false;
    }

    /** The member of the server's metadata that holds the endpoint's URL (RFC 8414 2); null when there is none. */
    public function metadataMember(): ?string
    {
        return self::ROWS[$this->value]['member'] ?? null;
    }

    /**
     * The well-known names of a document, the preferred one first; an empty list for an endpoint below {@see ROUTE}.
     *
     * @return list<string>
     */
    public function wellKnown(): array
    {
        return self::ROWS[$this->value]['wellKnown'] ?? [];
    }

    /** True when the endpoint's answers depend on settings that requests of clients do not need: links, and those for assistants. */
    public function needsAllSettings(): bool
    {
        return self::ROWS[$this->value]['assistants'] ?? $this->wellKnown() !== [];
    }

    /** The member of a document that identifies its subject, such as `issuer`; null for other endpoints. */
    public function identifier(): ?string
    {
        return self::ROWS[$this->value]['identifier'] ?? null;
    }

    /** True when screens and checks test the endpoint's clean route: one endpoint for each rule of the web server. */
    public function isRouteExample(): bool
    {
        return self::ROWS[$this->value]['example'] ?? false;
    }
}
