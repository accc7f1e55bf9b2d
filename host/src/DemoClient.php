<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/**
 * A demo application in a terminal: discovery, authorization code with PKCE and a loopback redirect, a protected call,
 * refresh and revocation. It prints each step and throws a RuntimeException at the first unexpected answer.
 */
final class DemoClient
{
    /** Maximum wait for the browser, in seconds. */
    private const PATIENCE = 600;

    private readonly HttpClient $http;

    /** @var array<array-key, mixed> */
    private array $metadata = [];

    /** @param string $secret empty for a public client */
    public function __construct(
        private readonly string $server,
        private readonly string $clientId,
        #[\SensitiveParameter]
        private readonly string $secret,
        private readonly string $scope,
    ) {
        $this->http = new HttpClient();
    }

    /**
     * @param string $login the user to log in without a browser; if empty, the user opens the printed address
     * @throws \RuntimeException
     */
    public function run(string $login, #[\SensitiveParameter] string $password): void
    {
        $this->discover();

        $listener = @stream_socket_server('tcp://127.0.0.1:0');
        if ($listener === false) {
            throw new \RuntimeException('No port of 127.0.0.1 is free for the redirect.');
        }
        $redirectUri = sprintf('http://%s/callback', stream_socket_get_name($listener, false));
        $verifier = oauth2_pkce_verifier();
        $state = oauth2_secret_generate(16);
        $address = $this->endpoint('authorization_endpoint');
        $address .= (str_contains($address, '?') ? '&' : '?') . http_build_query([
            'response_type' => 'code',
            'client_id' => $this->clientId,
            'redirect_uri' => $redirectUri,
            'scope' => $this->scope,
            'state' => $state,
            'code_challenge' => oauth2_pkce_challenge($verifier),
            'code_challenge_method' => 'S256',
        ], '', '&', PHP_QUERY_RFC3986);
        $this->say('Authorization request with PKCE. Open this address in a browser:', $address);
        $answer = $login === '' ? $this->awaitBrowser($listener) : $this->actAs($login, $password, $address);
        $this->check(($answer['state'] ?? '') === $state, 'The state of the response differs from that of the request.');
        $this->check(($answer['iss'] ?? '') === $this->server, 'The response has another issuer (iss) than the metadata.');
        if (isset($answer['error'])) {
            throw new \RuntimeException('The server answered ' . $answer['error'] . ': ' . ($answer['error_description'] ?? ''));
        }
        $this->say('The redirect contains a code.', substr($answer['code'] ?? '', 0, 8) . '…');

        $tokens = $this->token([
            'grant_type' => 'authorization_code',
            'code' => $answer['code'] ?? '',
            'code_verifier' => $verifier,
            'redirect_uri' => $redirectUri,
        ]);
        $this->say('The app exchanged code and verifier for tokens.', $this->summary($tokens));
        $this->call($tokens->text('access_token'), 200);

        $next = $this->token(['grant_type' => 'refresh_token', 'refresh_token' => $tokens->text('refresh_token')]);
        $this->say('The app exchanged the refresh token for new tokens.', $this->summary($next));
        $this->call($next->text('access_token'), 200);

        $revoked = $this->http->post(
            $this->endpoint('revocation_endpoint'),
            $this->identified(['token' => $next->text('refresh_token')]),
        );
        $this->check($revoked->status === 200, 'Revocation answered ' . $revoked->status . '.');
        $this->say('The authorization is revoked; its access token no longer works.', 'HTTP 200');
        $this->call($next->text('access_token'), 401);
        echo "\nDone.\n";
    }

    private function discover(): void
    {
        $answer = $this->http->get($this->server . '/.well-known/oauth-authorization-server');
        $this->metadata = $answer->json();
        $this->check($answer->status === 200, 'The metadata answered ' . $answer->status . '.');
        $this->check($answer->text('issuer') === $this->server, 'The metadata names another issuer: check --server.');
        $this->say('Server metadata.', 'token endpoint ' . $this->endpoint('token_endpoint'));
    }

    /**
     * @param resource $listener
     * @return array<string, string>
     */
    private function awaitBrowser($listener): array
    {
        $until = time() + self::PATIENCE;
        while (time() < $until) {
            $connection = @stream_socket_accept($listener, (float) max(1, $until - time()));
            if ($connection === false) {
                break;
            }
            stream_set_timeout($connection, 5);
            $line = (string) fgets($connection, 16384);
            $found = preg_match('~^GET (/callback\?\S*) ~', $line, $match) === 1;
            $text = $found ? "The app has the response. Go back to the terminal.\n" : "Not found.\n";
            fwrite($connection, 'HTTP/1.1 ' . ($found ? '200 OK' : '404 Not Found') . "\r\nConnection: close\r\n"
                . "Content-Type: text/plain\r\nContent-Length: " . \strlen($text) . "\r\n\r\n" . $text);
            fclose($connection);
            if ($found) {
                return (new HttpAnswer(303, ['location' => [$match[1] ?? '']], ''))->redirected();
            }
        }
        throw new \RuntimeException('The browser did not return to the redirect URI in time.');
    }

    /** @return array<string, string> */
    private function actAs(string $login, #[\SensitiveParameter] string $password, string $address): array
    {
        $entered = $this->http->logIn($this->server, $this->http->get($address), $login, $password);
        $this->check($entered->status === 303, 'The login failed.');
        $consent = $this->http->get((string) $entered->header('location'));
        if ($consent->header('location') !== null) {
            return $consent->redirected();
        }
        $this->check($consent->field('nonce') !== null, 'No consent page was shown.');
        $this->say('Logged in as ' . $login . ', who allows the scope that the page selects.', (string) $consent->field('scope'));

        return $this->http->post($this->endpoint('authorization_endpoint'), [
            'request' => (string) $consent->field('request'),
            'nonce' => (string) $consent->field('nonce'),
            'scope' => (string) $consent->field('scope'),
            'decision' => 'allow',
        ])->redirected();
    }

    /** @param array<string, string> $fields */
    private function token(#[\SensitiveParameter] array $fields): HttpAnswer
    {
        $answer = $this->http->post($this->endpoint('token_endpoint'), $this->identified($fields));
        $this->check($answer->status === 200, 'The token endpoint answered ' . $answer->status . ' ' . $answer->text('error'));

        return $answer;
    }

    /**
     * @param array<string, string> $fields
     * @return array<string, string>
     */
    private function identified(#[\SensitiveParameter] array $fields): array
    {
        return $fields + ['client_id' => $this->clientId]
            + ($this->secret === '' ? [] : ['client_secret' => $this->secret]);
    }

    private function call(#[\SensitiveParameter] string $token, int $expected): void
    {
        $answer = $this->http->get($this->server . '/api/whoami', ['Authorization' => 'Bearer ' . $token]);
        $this->check($answer->status === $expected, "The protected call answered $answer->status, not $expected.");
        $this->say('Protected call /api/whoami.', 'HTTP ' . $answer->status . ' ' . trim($answer->body));
    }

    private function summary(#[\SensitiveParameter] HttpAnswer $tokens): string
    {
        $expires = $tokens->json()['expires_in'] ?? 0;

        return sprintf('scope %s, for %d seconds', $tokens->text('scope'), \is_int($expires) ? $expires : 0);
    }

    private function endpoint(string $name): string
    {
        $url = $this->metadata[$name] ?? '';

        return \is_string($url) ? $url : '';
    }

    private function check(bool $right, string $otherwise): void
    {
        if (!$right) {
            throw new \RuntimeException($otherwise);
        }
    }

    private function say(string $what, string $detail): void
    {
        echo "\n", $what, "\n  ", $detail, "\n";
    }
}
