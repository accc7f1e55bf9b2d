<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\tests\Support\ArrayCache;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\ListedDocuments;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;
use Piwik\Plugins\OAuth2\tests\Support\ScriptedRandomness;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;

/** A server on an empty database; the test sets clock and users. */
abstract class ServerTestCase extends TestCase
{
    protected const ISSUER = 'https://matomo.example/analytics';
    protected const API = 'https://matomo.example/analytics/index.php?module=API';
    protected const MCP = 'https://mcp.example';
    protected const SECRET = '7fa9c0f81b8b4a127fa9c0f81b8b4a127fa9c0f81b8b4a127fa9c0f81b8b4a12';
    protected const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    protected const REDIRECT = 'https://app.example/cb';
    protected const WRAPPING = 'a wrapping secret of at least thirty-two bytes';

    protected WatchedConnection $connection;
    protected FixedClock $clock;
    protected ListedUsers $users;
    protected ScriptedRandomness $randomness;
    protected RecordedEvents $events;
    protected ArrayCache $cache;
    protected ListedDocuments $documents;
    protected AuthorizationServer $server;

    /** @var ?\Closure(): Settings the settings that an administrator saves while a request runs */
    protected ?\Closure $reread = null;

    protected function setUp(): void
    {
        $this->connection = new WatchedConnection(TestDatabase::empty());
        $this->clock = new FixedClock();
        $this->users = new ListedUsers();
        $this->randomness = new ScriptedRandomness();
        $this->events = new RecordedEvents();
        $this->cache = new ArrayCache($this->clock);
        $this->documents = new ListedDocuments();
        $this->server = $this->serverWith();
    }

    /** A second server on the same database, clock and cache, like another process or other settings. */
    protected function serverWith(?Settings $settings = null): AuthorizationServer
    {
        return new AuthorizationServer(
            $settings ?? self::settings(),
            $this->connection,
            $this->users,
            $this->clock,
            $this->randomness,
            $this->events,
            $this->cache,
            fn (): Fetcher => $this->documents,
            $this->reread,
        );
    }

    /** @param list<Scope> $allowedScopes */
    protected static function settings(
        bool $authorizationCode = true,
        bool $clientCredentials = true,
        bool $refreshToken = true,
        array $allowedScopes = [Scope::Read, Scope::Write, Scope::Admin],
        int $refreshGrace = 30,
        int $accessTokenTtl = 3600,
        int $refreshTokenTtl = 2592000,
        string $signingAlgorithm = 'ES256',
        string $wrappingSecret = self::WRAPPING,
        string $issuer = self::ISSUER,
        ?string $privacyUrl = null,
        ?ThrottleLimits $throttle = null,
    ): Settings {
        return new Settings(
            issuer: $issuer,
            endpoints: new EndpointUrls('https://matomo.example/analytics'),
            resources: [self::API, self::MCP],
            wrappingSecret: $wrappingSecret,
            accessTokenTtl: $accessTokenTtl,
            refreshTokenTtl: $refreshTokenTtl,
            refreshGrace: $refreshGrace,
            grantTypes: array_values(array_filter([
                $authorizationCode ? GrantType::AuthorizationCode : null,
                $clientCredentials ? GrantType::ClientCredentials : null,
                $refreshToken ? GrantType::RefreshToken : null,
            ])),
            allowedScopes: $allowedScopes,
            signingAlgorithm: $signingAlgorithm,
            privacyUrl: $privacyUrl,
            throttle: $throttle ?? new ThrottleLimits(),
        );
    }

    /**
     * @param list<string> $grantTypes
     * @param list<string> $scopes
     * @param list<string> $redirectUris
     */
    protected function client(
        string $id = 'app',
        string $type = ClientRecord::CONFIDENTIAL,
        array $grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'],
        array $scopes = ['matomo:read', 'matomo:write'],
        bool $active = true,
        string $owner = 'anna',
        ?string $secretHash = null,
        int $epoch = 5,
        array $redirectUris = [self::REDIRECT],
        ?string $actsAs = null,
        ?string $jwks = null,
        ?string $jwksUri = null,
    ): ClientRecord {
        $confidential = $type === ClientRecord::CONFIDENTIAL && $jwks === null && $jwksUri === null;
        $client = new ClientRecord(
            clientId: $id,
            name: "Client $id",
            description: '',
            secretHash: $confidential ? $secretHash ?? oauth2_secret_hash(self::SECRET) : null,
            secretHint: $confidential ? '4a12' : null,
            redirectUris: $redirectUris,
            grantTypes: $grantTypes,
            scopes: $scopes,
            type: $type,
            active: $active,
            ownerLogin: $owner,
            actsAs: $actsAs ?? $owner,
            epoch: $epoch,
            requirePkce: true,
            createdAt: FixedClock::START,
            updatedAt: FixedClock::START,
            jwks: $jwks,
            jwksUri: $jwksUri,
            secretUsedAt: $confidential ? FixedClock::START : null,
        );
        (new ClientTable($this->connection))->insert($client);

        return $client;
    }

    /** Inserts an authorization as consent does, and returns its code. */
    protected function code(
        string $clientId = 'app',
        string $login = 'anna',
        string $scope = 'matomo:write',
        ?string $challenge = '',
        bool $redirectUriSent = true,
        string $resource = self::API,
        int $epoch = 5,
    ): string {
        $id = oauth2_random_hex();
        $code = $id . '.' . oauth2_secret_generate();
        (new AuthorizationTable($this->connection))->insert(new AuthorizationRecord(
            id: $id,
            clientId: $clientId,
            login: $login,
            kind: AuthorizationKind::Code,
            scope: $scope,
            resource: $resource,
            clientEpoch: $epoch,
            createdAt: $this->clock->time,
            expiresAt: $this->clock->time + 600,
            codeDigest: oauth2_token_digest($code),
            codeExpiresAt: $this->clock->time + 600,
            codeChallenge: $challenge === '' ? oauth2_pkce_challenge(self::VERIFIER) : $challenge,
            redirectUri: self::REDIRECT,
            redirectUriSent: $redirectUriSent,
        ));

        return $code;
    }

    protected static function idOf(string $token): string
    {
        return explode('.', $token, 2)[0];
    }

    protected function authorization(string $tokenOrId): AuthorizationRecord
    {
        return (new AuthorizationTable($this->connection))->find(self::idOf($tokenOrId))
            ?? self::fail('There is no such authorization');
    }

    /**
     * @param array<string, string> $parameters
     * @param array<string, list<string>> $headers
     */
    protected static function post(
        array $parameters,
        array $headers = [],
        string $query = '',
        string $address = '192.0.2.1',
    ): Request {
        return new Request(
            'POST',
            $query,
            $headers + ['content-type' => ['application/x-www-form-urlencoded']],
            http_build_query($parameters),
            $address,
        );
    }

    /** @return array<string, list<string>> */
    protected static function basic(string $id = 'app', string $secret = self::SECRET): array
    {
        return ['authorization' => ['Basic ' . base64_encode("$id:$secret")]];
    }

    /** @param array<string, string> $parameters of a client_credentials request, authenticated as `app` */
    protected function clientCredentials(array $parameters = [], ?AuthorizationServer $server = null): Response
    {
        return ($server ?? $this->server)->token(
            self::post(['grant_type' => 'client_credentials'] + $parameters, self::basic()),
        );
    }

    /** @param array<string, string> $parameters in addition to those of a valid request, or instead of them */
    protected function redeem(string $code, array $parameters = [], ?AuthorizationServer $server = null): Response
    {
        return ($server ?? $this->server)->token(self::post(array_filter($parameters + [
            'grant_type' => 'authorization_code',
            'code' => $code,
            'code_verifier' => self::VERIFIER,
            'redirect_uri' => self::REDIRECT,
        ], static fn (string $value): bool => $value !== ''), self::basic()));
    }

    /** @param array<string, string> $parameters */
    protected function refresh(string $token, array $parameters = [], ?AuthorizationServer $server = null): Response
    {
        return ($server ?? $this->server)->token(
            self::post(['grant_type' => 'refresh_token', 'refresh_token' => $token] + $parameters, self::basic()),
        );
    }

    /** @return array<string, mixed> */
    protected static function json(Response $response): array
    {
        self::assertSame('application/json', $response->headers['Content-Type'] ?? null);
        /** @var array<string, mixed> $members */
        $members = json_decode($response->body, true, 8, JSON_THROW_ON_ERROR);

        return $members;
    }

    protected static function member(Response $response, string $name): string
    {
        $value = self::json($response)[$name] ?? self::fail("The answer has no $name: $response->body");

        return is_string($value) ? $value : self::fail("$name is no string");
    }

    /** A member of a successful token answer. */
    protected static function token(Response $response, string $name = 'access_token'): string
    {
        self::assertSame(200, $response->status, $response->body);

        return self::member($response, $name);
    }

    /** @return array<string, mixed> */
    protected static function claims(Response $response): array
    {
        return oauth2_jwt_decode_unverified(self::token($response))['claims'];
    }

    protected static function assertError(string $error, int $status, Response $response): void
    {
        self::assertSame([$error, $status], [self::json($response)['error'] ?? null, $response->status], $response->body);
        self::assertSame('no-store', $response->headers['Cache-Control'] ?? null);
        $description = self::member($response, 'error_description');
        self::assertMatchesRegularExpression('/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/D', $description);
    }

    protected function bearerStatus(string $token, string $audience = self::API, ?AuthorizationServer $server = null): int
    {
        try {
            ($server ?? $this->server)->bearer()->authenticate(
                new Request('GET', headers: ['authorization' => ["Bearer $token"]]),
                [$audience],
            );
        } catch (BearerError $error) {
            return $error->status;
        }

        return 200;
    }
}
