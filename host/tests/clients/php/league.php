<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/** Tests league/oauth2-client's GenericProvider, and verifies the tokens with lcobucci/jwt and firebase/php-jwt. */

use Firebase\JWT\JWK;
use Firebase\JWT\JWT;
use Lcobucci\JWT\JwtFacade;
use Lcobucci\JWT\Signer;
use Lcobucci\JWT\Signer\Key\InMemory;
use Lcobucci\JWT\Validation\Constraint;
use League\OAuth2\Client\Provider\Exception\IdentityProviderException;
use League\OAuth2\Client\Provider\GenericProvider;
use League\OAuth2\Client\Token\AccessToken;
use League\OAuth2\Client\Token\AccessTokenInterface;
use Psr\Clock\ClockInterface;

require __DIR__ . '/check.php';
require getenv('OAUTH2_PHP_VENDOR') . '/autoload.php';

$host = Check::settings();
['confidential' => $confidential, 'public' => $public] = $host['clients'];
$public['redirectUri'] = 'http://127.0.0.1:4621' . parse_url($public['redirectUri'], PHP_URL_PATH);
$metadata = array_map(
    static fn (mixed $value): string => is_string($value) ? $value : '',
    Check::json(Check::request($host['metadata'])),
);
$basic = ['Authorization: Basic ' . base64_encode($confidential['id'] . ':' . ($confidential['secret'] ?? ''))];

/** @param array{id: string, secret?: string, redirectUri: string} $client */
$provider = static fn (array $client): GenericProvider => new GenericProvider([
    'clientId' => $client['id'],
    'clientSecret' => $client['secret'] ?? '',
    'redirectUri' => $client['redirectUri'],
    'urlAuthorize' => $metadata['authorization_endpoint'],
    'urlAccessToken' => $metadata['token_endpoint'],
    'urlResourceOwnerDetails' => $host['whoami'],
    'responseResourceOwnerId' => 'login',
    'scopes' => ['matomo:read'],
    'scopeSeparator' => ' ',
    'pkceMethod' => GenericProvider::PKCE_METHOD_S256,
]);

/**
 * Runs the authorization code flow with PKCE; returns the token and the query of the callback.
 *
 * @return array{AccessTokenInterface, array<string>}
 */
$connect = static function (GenericProvider $client) use ($host): array {
    $callback = Check::authorize($client->getAuthorizationUrl(), $host['users']['viewer']);
    Check::same($client->getState(), $callback['state'] ?? null);
    Check::same($host['issuer'], $callback['iss'] ?? null);
    return [$client->getAccessToken('authorization_code', ['code' => $callback['code'] ?? '']), $callback];
};

$status = static fn (AccessTokenInterface $token): int
    => Check::request($host['api'], null, ['Authorization: Bearer ' . $token->getToken()])['status'];

Check::test('a confidential client gets tokens by code with PKCE and calls the API', static function () use ($provider, $confidential, $connect, $host): void {
    [$token] = $connect($client = $provider($confidential));
    Check::same('matomo:read', $token->getValues()['scope'] ?? null);
    Check::true(($token->getExpires() ?? 0) > time() + 3000, 'it expires in about an hour;');
    Check::true($token instanceof AccessToken, 'a token of the library;');
    Check::same($host['users']['viewer']['login'], $token instanceof AccessToken ? $client->getResourceOwner($token)->getId() : null);
});

Check::test('a public client gets tokens with an empty secret, on a loopback port of its own', static function () use ($provider, $public, $connect, $status): void {
    [$token] = $connect($provider($public));
    Check::same(200, $status($token));
});

Check::test('a refresh token gives new tokens', static function () use ($provider, $confidential, $connect, $status): void {
    [$token] = $connect($client = $provider($confidential));
    $next = $client->getAccessToken('refresh_token', ['refresh_token' => $token->getRefreshToken()]);
    Check::true($next->getRefreshToken() !== $token->getRefreshToken(), 'the refresh token changed;');
    Check::same(200, $status($next));
});

Check::test('client credentials give a token without refresh token', static function () use ($provider, $confidential, $status): void {
    $token = $provider($confidential)->getAccessToken('client_credentials', ['scope' => 'matomo:read']);
    Check::same(null, $token->getRefreshToken());
    Check::same(200, $status($token));
});

Check::test('a code used twice is refused with invalid_grant, and within the grace the tokens of its first use go on', static function () use ($provider, $confidential, $connect, $status): void {
    [$token, $callback] = $connect($client = $provider($confidential));
    $error = Check::throws(IdentityProviderException::class, static fn () => $client->getAccessToken('authorization_code', ['code' => $callback['code']]));
    $body = $error->getResponseBody();
    Check::same('invalid_grant', is_array($body) ? $body['error'] : null);
    Check::same(200, $status($token));
});

Check::test('a wrong PKCE verifier is refused, and the correct one still works', static function () use ($provider, $confidential, $host): void {
    $client = $provider($confidential);
    $callback = Check::authorize($client->getAuthorizationUrl(), $host['users']['viewer']);
    $right = $client->getPkceCode();
    $client->setPkceCode(str_repeat('x', 43));
    Check::throws(IdentityProviderException::class, static fn () => $client->getAccessToken('authorization_code', ['code' => $callback['code']]));
    $client->setPkceCode((string) $right);
    Check::true($client->getAccessToken('authorization_code', ['code' => $callback['code']])->getToken() !== '', 'there is a token;');
});

Check::test('a denied request returns access_denied with state and iss', static function () use ($provider, $confidential, $host): void {
    $client = $provider($confidential);
    $callback = Check::authorize($client->getAuthorizationUrl(), $host['users']['viewer'], 'deny');
    Check::same('access_denied', $callback['error'] ?? null);
    Check::same($client->getState(), $callback['state'] ?? null);
    Check::same($host['issuer'], $callback['iss'] ?? null);
});

Check::test('revocation and introspection work with a PHP client', static function () use ($provider, $confidential, $connect, $metadata, $status, $basic): void {
    [$token] = $connect($provider($confidential));
    $introspect = static fn (): array => Check::json(Check::request($metadata['introspection_endpoint'], ['token' => $token->getToken()], $basic));
    Check::same(true, $introspect()['active'] ?? null);
    Check::same(200, Check::request($metadata['revocation_endpoint'], ['token' => $token->getToken()], $basic)['status']);
    Check::same(['active' => false], $introspect());
    Check::same(401, $status($token));
});

$keys = JWK::parseKeySet(Check::json(Check::request($metadata['jwks_uri'])));

Check::test('firebase/php-jwt verifies a token with the served JWK Set', static function () use ($provider, $confidential, $keys, $host): void {
    $token = $provider($confidential)->getAccessToken('client_credentials', ['scope' => 'matomo:read']);
    $claims = (array) JWT::decode($token->getToken(), $keys);
    Check::same($host['issuer'], $claims['iss'] ?? null);
    Check::same($confidential['id'], $claims['sub'] ?? null);
});

Check::test('lcobucci/jwt verifies a token with the served key, issuer, audience and time', static function () use ($provider, $confidential, $keys, $host): void {
    $token = $provider($confidential)->getAccessToken('client_credentials', ['scope' => 'matomo:read'])->getToken();
    $head = (array) json_decode((string) base64_decode(strtr(explode('.', $token)[0], '-_', '+/'), true), true, 4, JSON_THROW_ON_ERROR);
    $key = $keys[Check::text($head['kid'] ?? null)]->getKeyMaterial();
    $details = $key instanceof OpenSSLAsymmetricKey ? openssl_pkey_get_details($key) : false;
    $pem = Check::text(is_array($details) ? $details['key'] ?? null : null);
    if ($token === '' || $pem === '') {
        throw new UnexpectedValueException('no token or no key');
    }
    $clock = new class () implements ClockInterface {
        public function now(): DateTimeImmutable
        {
            return new DateTimeImmutable();
        }
    };
    $parsed = (new JwtFacade())->parse(
        $token,
        new Constraint\SignedWith(new Signer\Rsa\Sha256(), InMemory::plainText($pem)),
        new Constraint\LooseValidAt($clock, new DateInterval('PT5S')),
        new Constraint\IssuedBy($host['issuer']),
        new Constraint\PermittedFor($host['resource']),
    );
    Check::same('at+jwt', $parsed->headers()->get('typ'));
});

Check::done();
