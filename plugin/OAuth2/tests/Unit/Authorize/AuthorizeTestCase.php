<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorize;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\AuthorizationEndpoint;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\LoginRequired;
use Piwik\Plugins\OAuth2\Server\Authorize\SwitchUser;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\tests\Support\FixedClock;
use Piwik\Plugins\OAuth2\tests\Support\ListedUsers;
use Piwik\Plugins\OAuth2\tests\Support\RecordedEvents;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

/** An authorization endpoint with three clients: app (confidential), spa (public), old (PKCE not required). */
abstract class AuthorizeTestCase extends TestCase
{
    protected const ISSUER = 'https://matomo.example/stats';
    protected const CALLBACK = 'https://app.example/cb';
    protected const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

    protected Connection $connection;
    protected FixedClock $clock;
    protected RecordedEvents $events;

    protected function setUp(): void
    {
        $this->connection = TestDatabase::empty();
        $this->clock = new FixedClock();
        $this->events = new RecordedEvents();
        $this->addClient('app', [self::CALLBACK, 'http://127.0.0.1/cb', 'https://app.example/q?a=1'], Scope::cases());
        $this->addClient('spa', ['http://localhost/cb'], [Scope::Read, Scope::Write], ClientRecord::PUBLIC, false);
        $this->addClient('old', [self::CALLBACK], [Scope::Write, Scope::Admin], ClientRecord::CONFIDENTIAL, false);
    }

    /**
     * @param list<string> $redirectUris
     * @param array<Scope> $scopes
     * @param list<string> $grantTypes
     */
    protected function addClient(
        string $id,
        array $redirectUris,
        array $scopes,
        string $type = ClientRecord::CONFIDENTIAL,
        bool $requirePkce = true,
        bool $active = true,
        array $grantTypes = ['authorization_code'],
        string $name = 'An app',
    ): void {
        (new ClientTable($this->connection))->insert(new ClientRecord(
            clientId: $id,
            name: $name,
            description: 'Says what it does',
            secretHash: null,
            secretHint: null,
            redirectUris: $redirectUris,
            grantTypes: $grantTypes,
            scopes: array_values(array_map(static fn (Scope $scope): string => $scope->value, $scopes)),
            type: $type,
            active: $active,
            ownerLogin: 'anna',
            actsAs: 'anna',
            epoch: 7,
            requirePkce: $requirePkce,
            createdAt: FixedClock::START,
            updatedAt: FixedClock::START,
        ));
    }

    /** @param array<string, mixed> $settings that differ */
    protected function endpoint(array $settings = []): AuthorizationEndpoint
    {
        /** @phpstan-ignore argument.type (a test names the arguments that it changes) */
        $all = new Settings(...($settings + [
            'issuer' => self::ISSUER,
            'endpoints' => new EndpointUrls(self::ISSUER),
            'resources' => [self::ISSUER, self::ISSUER . '/index.php?module=API&format=mcp'],
            'wrappingSecret' => str_repeat('w', 32),
            'allowedScopes' => Scope::cases(),
            'privacyUrl' => 'https://matomo.example/privacy',
        ]));

        $server = new AuthorizationServer($all, $this->connection, new ListedUsers(), $this->clock, events: $this->events);

        return new AuthorizationEndpoint(
            $all,
            new ClientTable($this->connection),
            new AuthorizationTable($this->connection),
            new ConsentTable($this->connection),
            $this->clock,
            new ExtensionRandomness(),
            $this->events,
            static function (): void {
            },
            $server->assistants(...),
            static fn (): Settings => $all,
            $server->selfRegistration(...),
        );
    }

    protected static function anna(?Scope $scope = Scope::SuperUser): User
    {
        return new User('anna', $scope);
    }

    /**
     * The query of a valid request, with changes.
     *
     * @param array<string, ?string> $changes null removes a parameter
     */
    protected static function query(array $changes = []): string
    {
        return http_build_query($changes + [
            'response_type' => 'code',
            'client_id' => 'app',
            'redirect_uri' => self::CALLBACK,
            'scope' => 'matomo:read',
            'state' => 'xyz',
            'code_challenge' => self::CHALLENGE,
            'code_challenge_method' => 'S256',
        ], '', '&', PHP_QUERY_RFC3986);
    }

    /** @param array<string, mixed> $settings */
    protected function open(
        string $query,
        ?User $user = new User('anna', Scope::SuperUser),
        array $settings = [],
    ): LoginRequired|ConsentScreen|ErrorPage|Response {
        return $this->endpoint($settings)->open(new Request('GET', $query), $user);
    }

    protected function screen(string $query, ?User $user = null): ConsentScreen
    {
        $screen = $this->open($query, $user ?? self::anna());
        self::assertInstanceOf(ConsentScreen::class, $screen);

        return $screen;
    }

    /**
     * @param array<string, string> $fields
     * @param array<string, list<string>> $headers
     */
    protected function decide(array $fields, ?User $user = null, array $headers = []): SwitchUser|ErrorPage|Response
    {
        $headers += ['content-type' => ['application/x-www-form-urlencoded']];
        $post = new Request('POST', '', $headers, http_build_query($fields));

        return $this->endpoint()->decide($post, $user ?? self::anna());
    }

    /** @return array<string, string> */
    protected static function allow(ConsentScreen $screen, string $scope = 'matomo:read'): array
    {
        return [
            'request' => $screen->request,
            'nonce' => $screen->nonce,
            'scope' => $scope,
            'decision' => 'allow',
        ];
    }

    /**
     * @param non-empty-string $callback
     * @return array<string, string> the parameters of a redirect to $callback
     */
    protected static function redirected(mixed $response, string $callback = self::CALLBACK . '?'): array
    {
        self::assertInstanceOf(Response::class, $response);
        self::assertSame(303, $response->status);
        $location = $response->headers['Location'] ?? '';
        self::assertStringStartsWith($callback, $location);
        $parameters = [];
        foreach (explode('&', substr($location, strlen($callback))) as $pair) {
            [$name, $value] = explode('=', $pair);
            self::assertArrayNotHasKey($name, $parameters, 'a parameter is repeated in the answer');
            $parameters[$name] = rawurldecode($value);
        }

        return $parameters;
    }

    protected static function assertPage(string $key, mixed $result, int $status = 400): void
    {
        self::assertInstanceOf(ErrorPage::class, $result);
        self::assertSame($key, 'OAuth2_Error' . $result->error->name);
        self::assertSame($status, $result->status);
    }
}
