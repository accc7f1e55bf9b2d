<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Registration;

use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\LoginRequired;
use Piwik\Plugins\OAuth2\Server\Authorize\SwitchUser;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\tests\Unit\Server\ServerTestCase;

/** Registers clients and lets users allow them. */
abstract class RegistrationTestCase extends ServerTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->server = $this->registering();
    }

    /** @param array<string, mixed> $settings */
    protected function registering(array $settings = []): AuthorizationServer
    {
        return $this->serverWith(self::settings()->with(...($settings + ['clientRegistration' => true])));
    }

    /** @param array<string, mixed>|string $body members, or a text */
    protected function register(array|string $body = [], string $address = '192.0.2.1', ?AuthorizationServer $server = null): Response
    {
        return ($server ?? $this->server)->register(new Request(
            'POST',
            '',
            ['content-type' => ['application/json']],
            \is_string($body) ? $body : json_encode(
                $body + ['redirect_uris' => [self::REDIRECT], 'client_name' => 'App', 'token_endpoint_auth_method' => 'none'],
                JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES,
            ),
            $address,
        ));
    }

    /** @param array<string, mixed> $body */
    protected function registered(array $body = [], string $address = '192.0.2.1'): string
    {
        $response = $this->register($body, $address);
        self::assertSame(201, $response->status, $response->body);

        return self::member($response, 'client_id');
    }

    /** @param array<string, string> $changes */
    protected function open(
        string $clientId,
        array $changes = [],
        ?string $login = 'anna',
        ?AuthorizationServer $server = null,
        string $address = '192.0.2.1',
    ): LoginRequired|ConsentScreen|ErrorPage|Response {
        return ($server ?? $this->server)->authorization()->open(new Request('GET', http_build_query($changes + [
            'response_type' => 'code',
            'client_id' => $clientId,
            'redirect_uri' => self::REDIRECT,
            'scope' => 'matomo:read',
            'state' => 'xyz',
            'code_challenge' => oauth2_pkce_challenge(self::VERIFIER),
            'code_challenge_method' => 'S256',
        ]), remoteAddress: $address), $login === null ? null : new User($login, Scope::SuperUser));
    }

    /** @param array<string, string> $changes */
    protected function screen(string $clientId, array $changes = []): ConsentScreen
    {
        $screen = $this->open($clientId, $changes);
        self::assertInstanceOf(ConsentScreen::class, $screen, $screen instanceof ErrorPage ? $screen->error->name : '');

        return $screen;
    }

    protected function decide(ConsentScreen $screen, string $decision = 'allow', ?AuthorizationServer $server = null): ErrorPage|Response
    {
        $answer = ($server ?? $this->server)->authorization()->decide(self::post([
            'request' => $screen->request,
            'nonce' => $screen->nonce,
            'decision' => $decision,
            'scope' => $screen->choices[0]->scope->value,
        ]), new User('anna', Scope::SuperUser));

        return $answer instanceof SwitchUser ? self::fail('Nobody asked for another user') : $answer;
    }

    /** @param array<string, string> $changes of the authorization request */
    protected function allow(string $clientId, array $changes = []): string
    {
        $response = $this->decide($this->screen($clientId, $changes));
        self::assertInstanceOf(Response::class, $response, $response instanceof ErrorPage ? $response->error->name : '');
        self::assertSame(1, preg_match('/[?&]code=([^&]+)/', $response->headers['Location'], $match), $response->headers['Location']);

        return rawurldecode($match[1]);
    }

    /** @param array<string, string> $authentication */
    protected function tokens(string $clientId, string $code, string $redirectUri = self::REDIRECT, array $authentication = []): Response
    {
        return $this->server->token(self::post($authentication + [
            'grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => self::VERIFIER, 'client_id' => $clientId,
            'redirect_uri' => $redirectUri,
        ]));
    }

    protected static function assertPage(string $error, mixed $page): void
    {
        self::assertInstanceOf(ErrorPage::class, $page);
        self::assertSame($error, $page->error->name);
    }
}
