<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Race;

use OAuth2\Key;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Port\NullCache;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Migration\Lease;
use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\Row;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\OfficialTables;

/** A server with one client and the requests of that client; each process creates it on the same database. */
final class Stage
{
    public const CLIENT = 'racer';
    public const SECRET = '5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2';

    /** The maximum number of clients that registered themselves and wait for their first user. */
    public const WAITING = 20;

    private const ISSUER = 'https://matomo.example';
    private const REDIRECT = 'https://app.example/cb';
    private const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

    /** @param non-empty-list<string> $dsns the nodes of one cluster, or a single server */
    public function __construct(private readonly array $dsns, private readonly int $grace)
    {
    }

    /**
     * A new connection for this process.
     *
     * @param bool $persistent true: the host's kind, whose session keeps statements; only for a process that has no other one
     */
    public function connect(int $node = 0, bool $persistent = false): PdoConnection
    {
        $dsn = $this->dsns[$node % count($this->dsns)];

        return PdoConnection::open($dsn, str_starts_with($dsn, 'mysql:') ? 'root' : null, null, 'race_', $persistent);
    }

    /**
     * @param ?int $time the server's time; null: now
     * @param ?Cache $cache the cache of this process's machine; null: none
     * @param ?Users $users null: users who always exist
     */
    public function server(
        Connection $connection,
        ?int $time = null,
        ?Cache $cache = null,
        ?Users $users = null,
    ): AuthorizationServer {
        return new AuthorizationServer(
            self::settings($this->grace),
            $connection,
            $users ?? new ListedUsers(),
            $time === null ? new SystemClock() : new FixedClock($time),
            cache: $cache ?? new NullCache(),
        );
    }

    /** Fresh tables with the client and signing keys. */
    public function build(): void
    {
        $connection = $this->connect();
        $schema = new Schema($connection);
        $schema->uninstall();
        $schema->migrate();
        (new ClientTable($connection))->insert(self::client());
        $this->server($connection)->keys()->initialise();
    }

    /** Drops all tables of the plugin. */
    public static function clear(Connection $connection): void
    {
        (new Schema($connection))->uninstall();
        OfficialTables::drop($connection);
        $connection->execute('DROP TABLE IF EXISTS ' . $connection->table('oauth2_later'));
    }

    /** Lets the lease of a dead process expire. */
    public static function passTime(Connection $connection): void
    {
        try {
            $meta = new MetaTable($connection);
            $lease = $meta->get(Lease::NAME);
            if ($lease !== null) {
                $meta->set(Lease::NAME, '1 ' . explode(' ', $lease, 2)[1]);
            }
        } catch (StorageUnavailable $failure) {
            // The process died before it created the table.
            if (!$failure->ofSchema) {
                throw $failure;
            }
        }
    }

    public static function client(string $id = self::CLIENT): ClientRecord
    {
        return new ClientRecord(
            clientId: $id,
            name: 'Racer',
            description: '',
            secretHash: oauth2_secret_hash(self::SECRET),
            secretHint: '5ec2',
            redirectUris: [self::REDIRECT],
            grantTypes: ['authorization_code', 'client_credentials', 'refresh_token'],
            scopes: ['matomo:read'],
            type: ClientRecord::CONFIDENTIAL,
            active: true,
            ownerLogin: 'anna',
            actsAs: 'anna',
            epoch: 5,
            requirePkce: true,
            createdAt: time(),
            updatedAt: time(),
        );
    }

    /** A description of the same client, for an administrator who makes it again. */
    public static function draft(): ClientDraft
    {
        $client = self::client();

        return new ClientDraft(
            $client->name,
            $client->redirectUris,
            $client->grantTypes,
            $client->scopes,
            $client->type,
            clientId: $client->clientId,
        );
    }

    /** Inserts an authorization as consent does, and returns its code. */
    public static function code(Connection $connection, string $clientId = self::CLIENT, bool $pkce = true): string
    {
        $id = oauth2_random_hex();
        $code = $id . '.' . oauth2_secret_generate();
        (new AuthorizationTable($connection))->insert(new AuthorizationRecord(
            id: $id,
            clientId: $clientId,
            login: 'anna',
            kind: AuthorizationKind::Code,
            scope: 'matomo:read',
            resource: self::ISSUER . '/',
            clientEpoch: 5,
            createdAt: time(),
            expiresAt: time() + 600,
            codeDigest: oauth2_token_digest($code),
            codeExpiresAt: time() + 600,
            codeChallenge: $pkce ? oauth2_pkce_challenge(self::VERIFIER) : null,
            redirectUri: self::REDIRECT,
            redirectUriSent: true,
        ));

        return $code;
    }

    /** Lets a public client register itself. */
    public static function register(AuthorizationServer $server, string $address): Response
    {
        return $server->register(new Request('POST', '', ['content-type' => ['application/json']], json_encode([
            'redirect_uris' => [self::REDIRECT],
            'client_name' => 'Racer',
            'token_endpoint_auth_method' => 'none',
        ], JSON_THROW_ON_ERROR), $address));
    }

    /** Opens the consent page of a client for a user, and returns its form. */
    public static function page(AuthorizationServer $server, string $clientId, string $login): string
    {
        $screen = $server->authorization()->open(new Request('GET', http_build_query([
            'response_type' => 'code',
            'client_id' => $clientId,
            'redirect_uri' => self::REDIRECT,
            'scope' => 'matomo:read',
            'code_challenge' => oauth2_pkce_challenge(self::VERIFIER),
            'code_challenge_method' => 'S256',
        ])), new User($login, Scope::SuperUser));

        return $screen instanceof ConsentScreen
            ? http_build_query(['request' => $screen->request, 'nonce' => $screen->nonce, 'decision' => 'allow', 'scope' => 'matomo:read'])
            : throw new \RuntimeException('There is no consent page');
    }

    /**
     * Answers a consent page.
     *
     * @return string the code; or the name of the error that the page shows
     */
    public static function allow(AuthorizationServer $server, string $form, string $login): string
    {
        parse_str($form, $fields);
        /** @var array<string, string> $fields */
        $answer = $server->authorization()->decide(Request::ofForm($fields), new User($login, Scope::SuperUser));
        if ($answer instanceof ErrorPage) {
            return $answer->error->name;
        }
        $location = $answer instanceof Response ? $answer->headers['Location'] ?? '' : '';
        parse_str((string) strstr($location, '?'), $parameters);
        $code = $parameters['?code'] ?? null;

        return is_string($code) ? $code : $location;
    }

    /** Redeems the code of a public client. */
    public static function redeemPublic(AuthorizationServer $server, string $code, string $clientId): Response
    {
        return $server->token(Request::ofForm([
            'grant_type' => 'authorization_code',
            'code' => $code,
            'redirect_uri' => self::REDIRECT,
            'code_verifier' => self::VERIFIER,
            'client_id' => $clientId,
        ]));
    }

    public static function redeem(AuthorizationServer $server, string $code, bool $pkce = true): Response
    {
        return $server->token(self::post([
            'grant_type' => 'authorization_code',
            'code' => $code,
            'redirect_uri' => self::REDIRECT,
        ] + ($pkce ? ['code_verifier' => self::VERIFIER] : [])));
    }

    public static function refresh(AuthorizationServer $server, string $token): Response
    {
        return $server->token(self::post(['grant_type' => 'refresh_token', 'refresh_token' => $token]));
    }

    /** @param ?string $scope null: the request has none, so that only the client's row tells the scope */
    public static function credentials(
        AuthorizationServer $server,
        string $secret = self::SECRET,
        ?string $scope = null,
    ): Response {
        $parameters = ['grant_type' => 'client_credentials', 'scope' => $scope];

        return $server->token(self::post(array_filter($parameters, is_string(...)), $secret));
    }

    /** A client credentials request of the client that {@see keyed()} inserted. */
    public static function asserted(AuthorizationServer $server, string $assertion): Response
    {
        $form = [
            'grant_type' => 'client_credentials',
            'client_assertion' => $assertion,
            'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ];

        return $server->token(new Request(
            'POST',
            '',
            ['content-type' => ['application/x-www-form-urlencoded']],
            http_build_query($form),
            '192.0.2.1',
        ));
    }

    /** Inserts a client that has a key, or the address of its keys, in place of a secret. */
    public static function keyed(Connection $connection, string $id, ?Key $key, ?string $uri = null): void
    {
        $row = self::client($id)->toRow();
        $jwks = $key === null ? null : json_encode(['keys' => [$key->toPublicJwk()]], JSON_THROW_ON_ERROR);
        $row = ['secret_hash' => null, 'secret_hint' => null, 'jwk_set' => $jwks, 'jwk_set_uri' => $uri] + $row;
        (new ClientTable($connection))->insert(ClientRecord::fromRow(new Row($row)));
    }

    /** A new assertion of such a client. */
    public static function assertion(string $id, Key $key): string
    {
        return oauth2_jwt_sign(
            ['iss' => $id, 'sub' => $id, 'aud' => self::ISSUER, 'exp' => time() + 300, 'jti' => oauth2_random_hex()],
            $key,
        );
    }

    public static function introspect(AuthorizationServer $server, string $token): Response
    {
        return $server->introspect(self::post(['token' => $token]));
    }

    public static function revoke(AuthorizationServer $server, string $token): Response
    {
        return $server->revoke(self::post(['token' => $token]));
    }

    /** Returns true if a protected call accepts the token. */
    public static function call(AuthorizationServer $server, string $accessToken): bool
    {
        $request = new Request('GET', headers: ['authorization' => ["Bearer $accessToken"]]);
        try {
            $server->bearer()->authenticate($request, [self::ISSUER . '/']);

            return true;
        } catch (\Piwik\Plugins\OAuth2\Server\Resource\BearerError) {
            return false;
        }
    }

    public static function member(Response $response, string $name): ?string
    {
        $members = json_decode($response->body, true);
        $value = is_array($members) ? $members[$name] ?? null : null;

        return is_string($value) ? $value : null;
    }

    /** @param array<string, string> $parameters */
    private static function post(array $parameters, string $secret = self::SECRET): Request
    {
        return new Request(
            'POST',
            '',
            [
                'content-type' => ['application/x-www-form-urlencoded'],
                'authorization' => ['Basic ' . base64_encode(self::CLIENT . ':' . $secret)],
            ],
            http_build_query($parameters),
            '192.0.2.1',
        );
    }

    private static function settings(int $grace): Settings
    {
        return new Settings(
            self::ISSUER,
            new EndpointUrls(self::ISSUER, true, true),
            [self::ISSUER . '/'],
            'a wrapping secret of at least thirty-two bytes',
            refreshGrace: $grace,
            allowedScopes: Scope::cases(),
            signingAlgorithm: 'EdDSA',
            // No limits but that of clients that wait: all requests come from one address, thousands a minute.
            throttle: new ThrottleLimits(0, 0, registrationsPerAddress: 0, unconsentedClients: self::WAITING),
            clientRegistration: true,
        );
    }
}
