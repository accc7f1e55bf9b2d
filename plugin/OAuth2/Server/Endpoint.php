<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/**
 * The endpoints. Every list of them derives from this one: URLs, dispatch, metadata, screens, the web server's
 * configuration. The value is the action in `index.php?module=OAuth2&action=…`.
 */
enum Endpoint: string
{
    case Authorize = 'authorize';
    case Token = 'token';
    case Revoke = 'revoke';
    case Introspect = 'introspect';
    case Jwks = 'jwks';
    case Metadata = 'metadata';
    case ResourceMetadata = 'resourceMetadata';

    /** Clean routes of endpoints that are no document: this, then the action. */
    public const ROUTE = '/oauth2/';

    /** Clean routes of documents: this, then one of their names (RFC 8615). */
    public const WELL_KNOWN = '/.well-known/';

    /** The name under which some clients look for the server's metadata; it adds members, see ServerMetadata. */
    public const OPENID = 'openid-configuration';

    /** A second action for the server's metadata. Matomo's plugin McpServer looks for this one. */
    private const METADATA_ALIAS = 'authorizationServerMetadata';

    /** The endpoint of an action; null when there is none. */
    public static function ofAction(string $action): ?self
    {
        return self::tryFrom($action) ?? ($action === self::METADATA_ALIAS ? self::Metadata : null);
    }

    /** The document of a name behind {@see WELL_KNOWN}; null when there is none. */
    public static function ofWellKnown(string $name): ?self
    {
        foreach (self::cases() as $endpoint) {
            if (\in_array($name, $endpoint->wellKnown(), true)) {
                return $endpoint;
            }
        }

        return null;
    }

    /** Whether it answers inside the browser's session, with pages; all others answer JSON and need neither. */
    public function usesSession(): bool
    {
        return $this->row()['session'] ?? false;
    }

    /** The method that it serves: GET, with HEAD, or POST. OPTIONS comes with both. */
    public function method(): string
    {
        return $this->row()['method'];
    }

    /** Whether pages of every origin may read its answers. */
    public function isCrossOrigin(): bool
    {
        return $this->row()['cors'] ?? false;
    }

    /** The member of the server's metadata that names it (RFC 8414 2); null: no member does. */
    public function metadataMember(): ?string
    {
        return $this->row()['member'] ?? null;
    }

    /**
     * The names of a document behind {@see WELL_KNOWN}, its own first; none for an endpoint below {@see ROUTE}.
     *
     * @return list<string>
     */
    public function wellKnown(): array
    {
        return $this->row()['wellKnown'] ?? [];
    }

    /** The member of a document that says whose it is; null for what is no document. */
    public function identifier(): ?string
    {
        return $this->row()['identifier'] ?? null;
    }

    /** Whether screens and checks try its clean route: one for each rule of the web server's configuration. */
    public function isRouteExample(): bool
    {
        return $this->row()['example'] ?? false;
    }

    /**
     * @return array{method: 'GET'|'POST', session?: bool, cors?: bool, member?: string, wellKnown?: list<string>,
     *     identifier?: string, example?: bool}
     */
    private function row(): array
    {
        return match ($this) {
            self::Authorize => ['method' => 'GET', 'session' => true, 'member' => 'authorization_endpoint', 'example' => true],
            self::Token => ['method' => 'POST', 'cors' => true, 'member' => 'token_endpoint', 'example' => true],
            self::Revoke => ['method' => 'POST', 'cors' => true, 'member' => 'revocation_endpoint'],
            // For servers, which need no cross-origin access.
            self::Introspect => ['method' => 'POST', 'member' => 'introspection_endpoint'],
            self::Jwks => ['method' => 'GET', 'cors' => true, 'member' => 'jwks_uri'],
            self::Metadata => [
                'method' => 'GET', 'cors' => true, 'example' => true,
                'wellKnown' => ['oauth-authorization-server', self::OPENID], 'identifier' => 'issuer',
            ],
            self::ResourceMetadata => [
                'method' => 'GET', 'cors' => true, 'example' => true,
                'wellKnown' => ['oauth-protected-resource'], 'identifier' => 'resource',
            ],
        };
    }
}
