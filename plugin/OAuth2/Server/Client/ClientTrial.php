<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\OAuthForm;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * Requests a token with a client's own credentials, as the client would, and revokes it at once. An administrator sees so
 * whether the client works, and what it gets.
 */
final readonly class ClientTrial
{
    /** @param \Closure(Endpoint, Request): Response $server answers a request to an endpoint */
    public function __construct(private \Closure $server)
    {
    }

    /**
     * @param string $scope empty: the request names none
     * @param string $remoteAddress the address of the administrator, whose failures are counted as those of a client
     */
    public function run(
        string $clientId,
        #[\SensitiveParameter]
        string $secret,
        string $scope,
        string $remoteAddress,
    ): TrialReport {
        $credentials = ['client_id' => $clientId, 'client_secret' => $secret];
        $asked = ['grant_type' => GrantType::ClientCredentials->value] + ($scope === '' ? [] : ['scope' => $scope]);
        $response = ($this->server)(Endpoint::Token, Request::ofForm($asked + $credentials, $remoteAddress));
        $token = TokenAnswer::token($response);
        $revoked = null;
        if ($token !== null) {
            $end = ($this->server)(Endpoint::Revoke, Request::ofForm($credentials + [OAuthForm::TOKEN => $token], $remoteAddress));
            $revoked = $end->status === 200;
        }
        $answer = TokenAnswer::of($response);

        return new TrialReport(
            [TrialStep::Token->value => $token !== null, TrialStep::Revoke->value => $revoked],
            $answer->status,
            $answer->members,
            $revoked === true,
        );
    }
}
