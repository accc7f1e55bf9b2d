<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\ResourceChoice;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/** The rules of an authorization request whose client and redirect URI are verified. Errors go to the client. */
final readonly class RequestRules
{
    private const PARAMETERS = [
        'client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'state', 'code_challenge',
        'code_challenge_method', 'resource', 'prompt', 'request', 'request_uri',
    ];

    private ScopePolicy $scopes;

    public function __construct(private Settings $settings)
    {
        $this->scopes = new ScopePolicy($settings);
    }

    /**
     * Refuses names such as "client.id" or "scope[]", which PHP turns into known parameters, before all other checks: two
     * programs would read such a request differently.
     *
     * @throws PageRefusal
     */
    public static function refuseMangledNames(Parameters $parameters): void
    {
        if ($parameters->ambiguous(self::PARAMETERS)) {
            throw new PageRefusal(PageError::Malformed);
        }
    }

    /** @throws OAuthError */
    public function check(Parameters $parameters, ClientTarget $target, User $user): AuthorizationRequest
    {
        $repeated = $parameters->describeRepeated(array_diff(self::PARAMETERS, ['resource']));
        if ($repeated !== null) {
            throw OAuthError::invalidRequest($repeated);
        }
        if ($parameters->has('request')) {
            throw OAuthError::requestNotSupported();
        }
        if ($parameters->has('request_uri')) {
            throw OAuthError::requestUriNotSupported();
        }
        $this->checkResponse($parameters, $target->client);
        $challenge = self::codeChallenge($parameters, $target->client);
        $resource = ResourceChoice::of($parameters->all('resource'), $this->settings->resources);
        $asked = $this->scopes->asked($target->client, $parameters->get('scope'));
        $offered = $this->scopes->offered($target->client, $asked);
        $held = $user->highestScope;
        $choices = array_values(array_filter(
            $offered,
            static fn (Scope $scope): bool => $held !== null && $held->covers($scope),
        ));
        if (\in_array('none', explode(' ', $parameters->get('prompt') ?? ''), true)) {
            throw $choices === [] ? self::noAccess() : OAuthError::consentRequired();
        }

        return new AuthorizationRequest($target, $challenge, $asked, $offered, $choices, $resource);
    }

    /** The error for a user whose own access reaches none of the scopes. */
    public static function noAccess(): OAuthError
    {
        return OAuthError::accessDenied("The user's access does not reach any of the requested scopes");
    }

    private function checkResponse(Parameters $parameters, ClientRecord $client): void
    {
        $type = $parameters->get('response_type');
        if ($type === null) {
            throw OAuthError::invalidRequest('The parameter response_type is missing');
        }
        if ($type !== 'code' || !$this->settings->offers(GrantType::AuthorizationCode)) {
            throw OAuthError::unsupportedResponseType('The response_type is not supported');
        }
        // A code in a fragment or a posted form would reach other code than the client registered.
        if (!\in_array($parameters->get('response_mode'), [null, 'query'], true)) {
            throw OAuthError::invalidRequest('The only response_mode is query');
        }
        if (!GrantType::AuthorizationCode->isAllowedFor($client)) {
            throw OAuthError::unauthorizedClient('The client may not use the authorization code grant');
        }
    }

    /** Checks the parameters of PKCE (RFC 7636 4.3 and 4.4.1, RFC 9700 2.1.1). */
    private static function codeChallenge(Parameters $parameters, ClientRecord $client): ?string
    {
        $challenge = $parameters->get('code_challenge');
        $method = $parameters->get('code_challenge_method');
        if ($challenge === null) {
            if ($client->requirePkce || !$client->isConfidential() || $method !== null) {
                throw OAuthError::invalidRequest('The parameter code_challenge is missing');
            }

            return null;
        }
        // An absent method means plain, which is refused like every other than S256.
        if ($method !== 'S256') {
            throw OAuthError::invalidRequest('The only code_challenge_method is S256, and it has to be named');
        }
        // 32 octets in base64url: 43 characters, the last of which has two unused bits that must be zero.
        if (preg_match('/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/D', $challenge) !== 1) {
            throw OAuthError::invalidRequest('The code_challenge is not a SHA-256 value in base64url');
        }

        return $challenge;
    }
}
