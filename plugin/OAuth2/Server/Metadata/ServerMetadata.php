<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Metadata;

use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\JsonEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Registration\SelfRegistration;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;

/** The endpoint for authorization server metadata (RFC 8414). It names what the settings switch on, and uses no table. */
final readonly class ServerMetadata
{
    private const MAX_AGE = 300;

    /** The methods of confidential clients. Those with a secret are first, because some clients use the first they know. */
    private const AUTHENTICATION = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];

    public function __construct(private Settings $settings)
    {
    }

    /**
     * @param bool $openId whether to add the members without which clients that look for
     *                     .well-known/openid-configuration refuse the whole document; no ID token is ever issued
     */
    public function answer(Request $request, bool $openId = false): Response
    {
        return JsonEndpoint::cacheable($request, $this->members($openId), self::MAX_AGE);
    }

    /** @return array<string, mixed> no member is null or an empty list (RFC 8414 3.2) */
    private function members(bool $openId): array
    {
        $code = $this->settings->offers(GrantType::AuthorizationCode);
        $members = [
            'issuer' => $this->settings->issuer,
            ...$this->endpoints($code),
            'scopes_supported' => array_map(
                static fn (Scope $scope): string => $scope->value,
                $this->settings->allowedScopes,
            ),
            // RFC 8414 2 requires it, and without grant_types_supported clients would assume the implicit grant.
            'response_types_supported' => ['code'],
            'response_modes_supported' => $code ? ['query'] : [],
            'grant_types_supported' => array_column($this->settings->grantTypes, 'value'),
            'token_endpoint_auth_methods_supported' => [...self::AUTHENTICATION, 'none'],
            'token_endpoint_auth_signing_alg_values_supported' => ClientAssertion::ALGORITHMS,
            'revocation_endpoint_auth_methods_supported' => [...self::AUTHENTICATION, 'none'],
            'revocation_endpoint_auth_signing_alg_values_supported' => ClientAssertion::ALGORITHMS,
            'introspection_endpoint_auth_methods_supported' => self::AUTHENTICATION,
            'introspection_endpoint_auth_signing_alg_values_supported' => ClientAssertion::ALGORITHMS,
            'code_challenge_methods_supported' => $code ? ['S256'] : [],
            'client_id_metadata_document_supported' => $code && $this->settings->word(Setting::Assistants) !== 'off' ? true : null,
            'authorization_response_iss_parameter_supported' => $code ? true : null,
            'protected_resources' => $this->settings->resources,
            'op_policy_uri' => $this->settings->privacyUrl,
            'op_tos_uri' => $this->settings->termsUrl,
            'subject_types_supported' => $openId ? ['public'] : [],
            'id_token_signing_alg_values_supported' => $openId ? [$this->settings->word(Setting::SigningAlgorithm)] : [],
        ];

        return array_filter($members, static fn (mixed $value): bool => $value !== null && $value !== []);
    }

    /** @return array<string, string> */
    private function endpoints(bool $code): array
    {
        $members = [];
        foreach (Endpoint::cases() as $endpoint) {
            $member = $endpoint->metadataMember();
            $isOffered = match ($endpoint) {
                Endpoint::Authorize => $code,
                Endpoint::Register => SelfRegistration::isOffered($this->settings),
                default => true,
            };
            if ($member !== null && $isOffered) {
                $members[$member] = $this->settings->endpoints->of($endpoint);
            }
        }

        return $members;
    }
}
