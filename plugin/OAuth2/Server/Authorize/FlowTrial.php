<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Client\TokenAnswer;
use Piwik\Plugins\OAuth2\Server\Client\TrialReport;
use Piwik\Plugins\OAuth2\Server\Client\TrialStep;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/**
 * Runs Authorization Code with PKCE as a client and its user would, with the access of the administrator who asks for it, and
 * ends what it has made. Nothing is sent to the redirect URI: the application itself is not part of it.
 */
final readonly class FlowTrial
{
    /**
     * @param \Closure(Request): Response $token answers a request to the token endpoint
     * @param \Closure(string): bool $end ends an authorization and its tokens
     */
    public function __construct(
        private AuthorizationEndpoint $endpoint,
        private Randomness $randomness,
        private \Closure $token,
        private \Closure $end,
    ) {
    }

    /**
     * @param string $secret empty: the token request is made only if the client needs no secret
     * @param string $scope empty: the request names all scopes of the client
     * @param string $remoteAddress the address of the administrator, whose failures are counted as those of a client
     */
    public function run(
        ClientRecord $client,
        #[\SensitiveParameter]
        string $secret,
        string $scope,
        ?User $user,
        string $remoteAddress,
    ): TrialReport {
        $verifier = $this->randomness->secret();
        $request = [
            'response_type' => 'code',
            'client_id' => $client->clientId,
            'redirect_uri' => $client->redirectUris[0] ?? '',
            'scope' => $scope === '' ? implode(' ', $client->scopes) : $scope,
            'state' => $this->randomness->hex(),
            'code_challenge' => oauth2_pkce_challenge($verifier),
            'code_challenge_method' => 'S256',
        ];
        $page = $this->endpoint->open(new Request('GET', http_build_query($request)), $user);
        if (!$page instanceof ConsentScreen) {
            return self::refused($page, null);
        }
        $decision = $this->endpoint->decide(self::allow($page), $user);
        if ($decision instanceof SwitchUser) {
            throw new \LogicException('The form of the trial allows');
        }
        $code = self::sent($decision)['code'] ?? '';
        if ($code === '') {
            return self::refused($decision, true);
        }
        $answered = null;
        try {
            $method = $client->authenticationMethod();
            if ($method === 'none' || ($method === 'client_secret' && $secret !== '')) {
                $answered = ($this->token)(Request::ofForm([
                    'grant_type' => GrantType::AuthorizationCode->value,
                    'client_id' => $client->clientId,
                    'code' => $code,
                    'redirect_uri' => $request['redirect_uri'],
                    'code_verifier' => $verifier,
                ] + ($method === 'none' ? [] : ['client_secret' => $secret]), $remoteAddress));
            }
        } finally {
            // The code begins with the id of the authorization. It ends whatever became of the token request.
            $ended = ($this->end)((string) strstr($code, '.', true));
        }
        $answer = $answered === null ? null : TokenAnswer::of($answered);

        return new TrialReport(
            [
                TrialStep::Authorize->value => true,
                TrialStep::Consent->value => true,
                TrialStep::Token->value => $answered === null ? null : TokenAnswer::token($answered) !== null,
                TrialStep::Revoke->value => $ended,
            ],
            $answer->status ?? 0,
            $answer->members ?? [],
            $ended && $answered !== null && TokenAnswer::token($answered) !== null,
        );
    }

    /** The form of the consent page, with the scope that it preselects. */
    private static function allow(#[\SensitiveParameter] ConsentScreen $page): Request
    {
        $selected = array_values(array_filter($page->choices, static fn (ScopeChoice $choice): bool => $choice->selected));

        return Request::ofForm([
            'request' => $page->request,
            'nonce' => $page->nonce,
            'decision' => 'allow',
            'scope' => ($selected[0] ?? $page->choices[0])->scope->value,
        ]);
    }

    /** @param ?bool $opened true if the consent page was shown before */
    private static function refused(LoginRequired|ErrorPage|Response $instead, ?bool $opened): TrialReport
    {
        return new TrialReport(
            [
                TrialStep::Authorize->value => $opened === true,
                TrialStep::Consent->value => $opened === true ? false : null,
                TrialStep::Token->value => null,
                TrialStep::Revoke->value => null,
            ],
            $instead instanceof LoginRequired ? 0 : $instead->status,
            array_intersect_key(self::sent($instead), ['error' => '', 'error_description' => '']),
            false,
            match (true) {
                $instead instanceof ErrorPage => $instead->error->name,
                $instead instanceof LoginRequired => PageError::LoggedOut->name,
                default => '',
            },
        );
    }

    /** @return array<array-key, string> what a redirect sends to the application */
    private static function sent(#[\SensitiveParameter] ConsentScreen|LoginRequired|ErrorPage|Response $answer): array
    {
        $location = $answer instanceof Response ? $answer->headers['Location'] ?? '' : '';
        // Of a repeated parameter this takes the last: the server appends its own to those that the redirect URI has.
        parse_str(explode('?', $location, 2)[1] ?? '', $sent);

        return array_filter($sent, is_string(...));
    }
}
