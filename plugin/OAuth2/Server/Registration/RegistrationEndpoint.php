<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Registration;

use Piwik\Plugins\OAuth2\Server\Assertion\ClientJwks;
use Piwik\Plugins\OAuth2\Server\Client\ClientRegistry;
use Piwik\Plugins\OAuth2\Server\Client\PrivateUseSchemes;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\RegistrationRecord;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The client registration endpoint (RFC 7591 3), by which strangers add rows to a table of their own. It has a limited number of
 * them, for a day. Only the authorization endpoint reads it, and only consent makes a row of it a client. The secret is the server's
 * own, so its hash is fast. The log hears of a client only when a user allows it.
 */
final readonly class RegistrationEndpoint
{
    public function __construct(
        private Settings $settings,
        private WaitingRoom $room,
        private Clock $clock,
        private Randomness $randomness,
    ) {
    }

    /**
     * @throws OAuthError
     * @throws StorageUnavailable
     */
    public function answer(Request $request): Response
    {
        if (!SelfRegistration::isOffered($this->settings)) {
            throw OAuthError::invalidRequest('Clients cannot register themselves here. Ask an administrator to register the client', 404);
        }
        $this->room->enter($request->remoteAddress);
        if ($request->mediaType() !== 'application/json') {
            throw OAuthError::invalidClientMetadata('Send the metadata as JSON, with Content-Type application/json');
        }
        $metadata = RequestedMetadata::read(
            $request->body,
            PrivateUseSchemes::of($this->settings->word(Setting::PrivateUseSchemes)),
        );
        $secret = $metadata->hasSecret() ? $this->randomness->hex(32) : null;
        $client = $this->client($metadata, $secret);
        $this->room->admit($client, $request->remoteAddress);

        return Response::json(201, $this->members($client, $metadata, $secret), Response::NO_STORE);
    }

    private function client(RequestedMetadata $metadata, #[\SensitiveParameter] ?string $secret): RegistrationRecord
    {
        $now = $this->clock->now();
        $refreshes = $metadata->refreshes && $this->settings->offers(GrantType::RefreshToken);

        return new RegistrationRecord(
            $this->randomness->hex(16),
            $metadata->name,
            $secret === null ? null : oauth2_secret_hash($secret),
            $secret === null ? null : substr($secret, -ClientRegistry::HINT_LENGTH),
            $metadata->redirectUris,
            [GrantType::AuthorizationCode->value, ...($refreshes ? [GrantType::RefreshToken->value] : [])],
            $metadata->method === 'none' ? ClientRecord::PUBLIC : ClientRecord::CONFIDENTIAL,
            $metadata->jwks,
            $now,
            $now + WaitingRoom::TIME,
        );
    }

    /** @return array<string, mixed> all values that are registered (RFC 7591 3.2.1) */
    private function members(RegistrationRecord $client, RequestedMetadata $metadata, #[\SensitiveParameter] ?string $secret): array
    {
        $allowed = array_column($this->settings->allowedScopes, 'value');
        $scope = implode(' ', array_intersect($this->settings->assistantScopes(), $allowed));

        return array_filter([
            'client_id' => $client->clientId,
            'client_id_issued_at' => $client->createdAt,
            'client_secret' => $secret,
            // The secret does not expire.
            'client_secret_expires_at' => $secret === null ? null : 0,
            'client_name' => $client->name,
            'redirect_uris' => $client->redirectUris,
            'grant_types' => $client->grantTypes,
            'response_types' => ['code'],
            'token_endpoint_auth_method' => $metadata->method,
            'scope' => $scope === '' ? null : $scope,
            'jwks' => $client->jwks === null ? null : ['keys' => ClientJwks::fromJson($client->jwks)->keys],
        ], static fn (mixed $value): bool => $value !== null);
    }
}
