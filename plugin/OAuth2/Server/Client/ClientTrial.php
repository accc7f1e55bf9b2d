<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\GrantType;
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
     * @return array{status: int, answer: array<string, mixed>, revoked: bool} answer: the members of the token endpoint's
     *     response, without the token; revoked: true if there was a token, and it no longer works
     */
    public function run(
        string $clientId,
        #[\SensitiveParameter]
        string $secret,
        string $scope,
        string $remoteAddress,
    ): array {
        $credentials = ['client_id' => $clientId, 'client_secret' => $secret];
        $asked = ['grant_type' => GrantType::ClientCredentials->value] + ($scope === '' ? [] : ['scope' => $scope]);
        $response = ($this->server)(Endpoint::Token, self::post($asked + $credentials, $remoteAddress));
        $answer = json_decode($response->body, true);
        $answer = \is_array($answer) ? $answer : [];
        $token = $answer['access_token'] ?? null;
        $revoked = false;
        if (\is_string($token)) {
            $answer['access_token'] = self::masked($token);
            $end = ($this->server)(Endpoint::Revoke, self::post($credentials, $remoteAddress, "&token=$token"));
            $revoked = $end->status === 200;
        }

        /** @var array<string, mixed> $answer */
        return ['status' => $response->status, 'answer' => $answer, 'revoked' => $revoked];
    }

    /** The token's length, and nothing that could be used. */
    private static function masked(#[\SensitiveParameter] string $token): string
    {
        return '•••••••• (' . \strlen($token) . ')';
    }

    /**
     * @param array<string, string> $form
     * @param string $more encoded parameters, of which each begins with &
     */
    private static function post(
        #[\SensitiveParameter]
        array $form,
        string $remoteAddress,
        #[\SensitiveParameter]
        string $more = '',
    ): Request {
        return new Request(
            'POST',
            headers: ['content-type' => ['application/x-www-form-urlencoded']],
            body: http_build_query($form, '', '&', PHP_QUERY_RFC1738) . $more,
            remoteAddress: $remoteAddress,
        );
    }
}
