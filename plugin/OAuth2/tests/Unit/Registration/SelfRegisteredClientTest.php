<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Registration;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantNotFound;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantView;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\LoginRequired;
use Piwik\Plugins\OAuth2\Server\Authorize\PageHint;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Registration\SelfRegistration;
use Piwik\Plugins\OAuth2\Server\Registration\WaitingRoom;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\ClientEventRecord;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientOrigin;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\TestDatabase;

/** Clients that registered themselves: consent, tokens, administrators' decisions, and their end. */
#[CoversNothing]
final class SelfRegisteredClientTest extends RegistrationTestCase
{
    /** @return iterable<string, array{array<string, mixed>, list<string>}> */
    public static function assistants(): iterable
    {
        $file = (string) file_get_contents(__DIR__ . '/../../Fixtures/registrations.json');
        /** @var array<string, array{body: array<string, mixed>, requested: list<string>}> $rows */
        $rows = json_decode($file, true, 16, JSON_THROW_ON_ERROR);
        foreach ($rows as $name => $row) {
            yield $name => [$row['body'], $row['requested']];
        }
    }

    /**
     * The registrations of known assistants, and the redirect URIs of their requests.
     *
     * @param array<string, mixed> $body
     * @param list<string> $requested
     */
    #[DataProvider('assistants')]
    public function testEachKnownAssistantGetsAToken(array $body, array $requested): void
    {
        $response = $this->register(json_encode($body, JSON_THROW_ON_ERROR));
        self::assertSame(201, $response->status, $response->body);
        $members = self::json($response);
        $id = self::member($response, 'client_id');
        foreach ($requested as $uri) {
            $code = $this->allow($id, ['redirect_uri' => $uri]);
            $secret = $members['client_secret'] ?? null;
            $answer = $this->tokens($id, $code, $uri, \is_string($secret) ? ['client_secret' => $secret] : []);
            self::assertSame(200, $this->bearerStatus(self::token($answer)));
            self::assertSame('anna', self::claims($answer)['sub']);
        }
        $client = $this->find($id);
        self::assertSame($body['redirect_uris'], $client->redirectUris);
        self::assertSame($members['token_endpoint_auth_method'] === 'none', !$client->isConfidential());
    }

    public function testConsentMakesItAClient(): void
    {
        $id = $this->registered(['grant_types' => ['authorization_code', 'refresh_token']]);
        self::assertNull((new ClientTable($this->connection))->find($id));
        $tokens = $this->tokens($id, $this->allow($id));
        $client = $this->find($id);
        self::assertTrue($client->selfRegistered && $client->cameByItself() && $client->active && $client->requirePkce);
        self::assertSame(['', null, ['matomo:read'], ['authorization_code', 'refresh_token']], [
            $client->ownerLogin, $client->actsAs, $client->scopes, $client->grantTypes,
        ]);
        self::assertSame(0, (new RegistrationTable($this->connection))->number(0));
        self::assertEquals(new Event('client.registered', ['client_id' => $id, 'login' => 'anna']), $this->events->events[0]);
        $refreshed = $this->server->token(self::post([
            'grant_type' => 'refresh_token', 'refresh_token' => self::token($tokens, 'refresh_token'), 'client_id' => $id,
        ]));
        self::assertSame(200, $this->bearerStatus(self::token($refreshed)));
        // A second user, or a second time, changes nothing.
        $this->allow($id);
        self::assertCount(1, array_keys($this->events->names(), 'client.registered', true));
        self::assertSame([], $this->server->clients()->warnings($client));
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public static function methods(): iterable
    {
        yield 'public' => [['token_endpoint_auth_method' => 'none']];
        yield 'secret' => [['token_endpoint_auth_method' => 'client_secret_post']];
        yield 'basic' => [['token_endpoint_auth_method' => 'client_secret_basic']];
    }

    /** @param array<string, mixed> $body */
    #[DataProvider('methods')]
    public function testBeforeConsentNoEndpointKnowsIt(array $body): void
    {
        $members = self::json($this->register($body));
        self::assertIsString($members['client_id']);
        $given = array_filter(['client_id' => $members['client_id'], 'client_secret' => $members['client_secret'] ?? null], is_string(...));
        foreach (['authorization_code', 'refresh_token', 'client_credentials'] as $grant) {
            self::assertError('invalid_client', 401, $this->server->token(self::post($given + [
                'grant_type' => $grant, 'code' => 'x', 'refresh_token' => 'x',
            ])));
        }
        self::assertError('invalid_client', 401, $this->server->revoke(self::post($given + ['token' => 'x'])));
        self::assertError('invalid_client', 401, $this->server->introspect(self::post($given + ['token' => 'x'])));
    }

    public function testBeforeConsentItHasNoOriginsAndIsInNoList(): void
    {
        $id = $this->registered();
        self::assertFalse($this->server->origins()->contains('https://app.example'));
        self::assertSame([], $this->server->clients()->all());
        self::assertSame(0, $this->server->clients()->count(new ClientFilter()));
        self::assertSame([], $this->server->assistantRegistry()->all());
        self::assertSame(1, $this->server->assistantRegistry()->waiting());
        $this->tokens($id, $this->allow($id));
        self::assertTrue($this->server->origins()->contains('https://app.example'));
        self::assertSame(0, $this->server->assistantRegistry()->waiting());
        $views = $this->server->assistantRegistry()->all();
        self::assertSame([[$id, 'App', null, ['app.example'], 'allowed', true, 1]], array_map(static fn (AssistantView $view): array => [
            $view->clientId, $view->name, $view->host, $view->redirectHosts, $view->state, $view->isSelfRegistered, $view->users,
        ], $views));
        $this->client('admins');
        foreach (
            [
                [ClientOrigin::Registration, [$id]], [ClientOrigin::Administrator, ['admins']], [ClientOrigin::Document, []],
                [null, ['admins', $id]],
            ] as [$origin, $expected]
        ) {
            $filter = new ClientFilter(origin: $origin);
            $page = $this->server->clients()->page($filter, ClientSort::Name, false, 10, 0);
            self::assertEqualsCanonicalizing($expected, array_map(static fn (ClientRecord $client): string => $client->clientId, $page));
            self::assertSame(count($expected), $this->server->clients()->count($filter));
        }
    }

    public function testADeniedClientStaysWhereItIs(): void
    {
        $id = $this->registered();
        self::assertInstanceOf(Response::class, $this->decide($this->screen($id), 'deny'));
        self::assertNull((new ClientTable($this->connection))->find($id));
        self::assertSame([], $this->events->events, 'a log of clients that anybody makes up would have no end');
        $this->allow($id);
        self::assertInstanceOf(Response::class, $this->decide($this->screen($id), 'deny'));
        self::assertSame(['client.registered', 'authorization.granted', 'authorization.denied'], $this->events->names());
    }

    public function testAUserHasSoManyClientsAndKeepsThoseInUse(): void
    {
        $clients = new ClientTable($this->connection);
        $ids = [];
        for ($n = 0; $n < 100; ++$n) {
            $ids[] = $id = $this->registered(['grant_types' => ['authorization_code', 'refresh_token']]);
            $this->tokens($id, $this->allow($id));
            ++$this->clock->time;
        }
        $next = $this->registered();
        $page = $this->open($next);
        self::assertPage('AppsTooMany', $page);
        self::assertInstanceOf(ErrorPage::class, $page);
        self::assertSame([403, PageHint::AuthorizedApps, 'App'], [$page->status, $page->hint, $page->clientName]);
        self::assertInstanceOf(LoginRequired::class, $this->open($next, login: null));
        // Nobody else is locked out.
        self::assertInstanceOf(ConsentScreen::class, $this->open($next, login: 'berta'));
        $this->clock->time += 1800;
        self::assertPage('AppsTooMany', $this->open($next));
        // The user takes back what the seventh and the eighth may do.
        foreach ([7, 8] as $number) {
            $this->server->authorizations()->revokeClient('anna', $ids[$number]);
        }
        (new ClientEventTable($this->connection))->insert(new ClientEventRecord($ids[7], 'client.registered', 1, '', []));
        $screen = $this->screen($next);
        self::assertNotNull($clients->find($ids[7]), 'a page alone removes nothing');
        self::assertInstanceOf(Response::class, $this->decide($screen));
        self::assertNull($clients->find($ids[7]));
        self::assertSame([], (new ClientEventTable($this->connection))->list($ids[7], 9));
        self::assertNotNull($clients->find($ids[8]));
        self::assertSame(100, $clients->numberSelfRegistered());
        self::assertPage('RegistrationGone', $this->open($ids[7]));
    }

    /** A user who consents again and again takes no place of others. */
    public function testTheClientsThatAUserDoesNotUseMakeRoom(): void
    {
        $clients = new ClientTable($this->connection);
        for ($n = 0; $n < 130; ++$n) {
            $this->allow($this->registered());
            $this->clock->time += 900;
        }
        self::assertSame(100, $clients->numberSelfRegistered());
    }

    public function testTheUserReachedTheLimitWhileThePageWasOpen(): void
    {
        $id = $this->registered();
        $screen = $this->screen($id);
        for ($n = 0; $n < 100; ++$n) {
            $this->allow($this->registered());
        }
        self::assertPage('AppsTooMany', $this->decide($screen));
        self::assertNull((new ClientTable($this->connection))->find($id));
    }

    public function testUnusedClients(): void
    {
        $clients = new ClientTable($this->connection);
        [$used, $kept, $paused, $unused, $new] = array_map(fn (int $n): string => $this->registered(), range(1, 5));
        $token = self::token($this->tokens($used, $this->allow($used)));
        foreach ([$kept, $paused, $unused] as $id) {
            $this->allow($id);
        }
        (new DocumentTable($this->connection))->keep($kept, true, $this->clock->time);
        $this->server->clients()->setActive($paused, false);
        $this->clock->time += 700;
        $this->allow($new);
        $this->client('admins');
        $now = $this->clock->time;
        self::assertSame([$unused], $clients->unusedSelfRegistered(null, $now - 600, $now, 9));
        self::assertFalse($clients->deleteUnused($new, $now - 600, $now));
        self::assertFalse($clients->deleteUnused($used, $now - 600, $now));
        // A user allows it something meanwhile.
        $this->allow($unused);
        self::assertFalse($clients->deleteUnused($unused, $now - 600, $now));
        self::assertSame(200, $this->bearerStatus($token));
        $this->clock->time += 700;
        self::assertTrue($clients->deleteUnused($unused, $this->clock->time - 600, $this->clock->time));
    }

    public function testWhenAllPlacesAreTakenAnUnusedClientMakesRoom(): void
    {
        $clients = new ClientTable($this->connection);
        $waiting = $this->registered();
        $table = $this->connection->table('oauth2_client');
        foreach (range(1, 100) as $n) {
            $clients->insert(Records::client("m$n", createdAt: $this->clock->time));
        }
        $columns = implode(', ', array_diff(ClientRecord::COLUMNS, ['client_id']));
        foreach (range(1, 99) as $n) {
            $id = TestDatabase::isMySql() ? "CONCAT('$n-', client_id)" : "'$n-' || client_id";
            $this->connection->execute("INSERT INTO $table (client_id, $columns) SELECT $id, $columns FROM $table WHERE client_id LIKE 'm%'");
        }
        $this->connection->execute("UPDATE $table SET self_registered = 1");
        self::assertSame(10000, $clients->numberSelfRegistered());
        self::assertPage('AssistantTooMany', $this->open($waiting));
        $this->clock->time += 1800;
        $this->allow($waiting);
        self::assertSame(10000, $clients->numberSelfRegistered());
    }

    public function testAClientThatAnAdministratorDeletedDuringConsentDoesNotComeBack(): void
    {
        $id = $this->registered();
        [$first, $second] = [$this->screen($id), $this->screen($id)];
        $other = $this->registering();
        $this->connection->before('INSERT INTO unit_oauth2_client ', function () use ($first, $other, $id): void {
            self::assertInstanceOf(Response::class, $this->decide($first, server: $other));
            $other->clients()->delete($id);
        });
        self::assertPage('RegistrationGone', $this->decide($second));
        self::assertNull((new ClientTable($this->connection))->find($id));
    }

    public function testAClientThatIsDeletedWhileItIsStoredDoesNotComeBack(): void
    {
        $id = $this->registered();
        [$first, $second] = [$this->screen($id), $this->screen($id)];
        $other = $this->registering();
        // The process of the first consent has not yet removed what waits, and the second one has read it.
        $this->connection->before('INSERT INTO unit_oauth2_client ', function () use ($first, $other, $id): void {
            $this->connection->before('DELETE FROM unit_oauth2_registration', static fn () => $other->clients()->delete($id));
            self::assertInstanceOf(ErrorPage::class, $this->decide($first, server: $other));
        });
        self::assertPage('RegistrationGone', $this->decide($second));
        self::assertNull((new ClientTable($this->connection))->find($id));
    }

    /** The scope ended for all, so it does not come back for one. */
    public function testAScopeThatIsRemovedDuringConsentIsNotGranted(): void
    {
        $this->reread = static fn (): Settings => self::settings(allowedScopes: [Scope::Read]);
        $this->server = $this->registering();
        $this->client();
        $screen = $this->screen('app', ['scope' => 'matomo:write']);
        foreach (['matomo:write' => ErrorPage::class, 'matomo:read' => Response::class] as $scope => $answer) {
            $screen = $this->screen('app', ['scope' => 'matomo:write']);
            self::assertInstanceOf($answer, $this->server->authorization()->decide(self::post([
                'request' => $screen->request, 'nonce' => $screen->nonce, 'decision' => 'allow', 'scope' => $scope,
            ]), new User('anna', Scope::SuperUser)));
        }
        self::assertSame(['matomo:read'], array_column(array_filter(
            $this->rows('oauth2_authorization'),
            static fn (array $row): bool => $row['ended_at'] === null,
        ), 'scope'));
    }

    public function testASettingThatIsLoweredDuringConsentHolds(): void
    {
        foreach (['INSERT INTO unit_oauth2_client ', 'INSERT INTO unit_oauth2_authorization'] as $moment) {
            $this->reread = static fn (): Settings => self::settings()->with(clientRegistration: true, assistantScope: 'read');
            $this->server = $this->registering(['assistantScope' => 'write']);
            $id = $this->registered();
            $screen = $this->screen($id, ['scope' => 'matomo:write']);
            self::assertSame(['matomo:read', 'matomo:write'], array_map(static fn ($choice): string => $choice->scope->value, $screen->choices));
            $lower = $this->registering();
            $this->connection->before($moment, static fn () => $lower->assistants()->enforce());
            $answer = $this->server->authorization()->decide(self::post([
                'request' => $screen->request, 'nonce' => $screen->nonce, 'decision' => 'allow', 'scope' => 'matomo:write',
            ]), new User('anna', Scope::SuperUser));
            self::assertPage('ConsentScope', $answer);
            self::assertSame(['matomo:read'], $this->find($id)->scopes);
            self::assertSame([], array_filter(
                $this->rows('oauth2_authorization'),
                static fn (array $row): bool => $row['client_id'] === $id && $row['ended_at'] === null,
            ));
            // Nothing remains of the higher one.
            $this->server = $this->registering();
            $this->allow($id);
        }
    }

    public function testAfterADayItIsGone(): void
    {
        $id = $this->registered();
        $this->clock->time += WaitingRoom::TIME - 1;
        self::assertInstanceOf(LoginRequired::class, $this->open($id, login: null));
        $this->clock->time++;
        foreach ([null, 'anna'] as $login) {
            $page = $this->open($id, login: $login);
            self::assertPage('RegistrationGone', $page);
            self::assertInstanceOf(ErrorPage::class, $page);
            self::assertSame([400, PageHint::ConnectAgain, $id], [$page->status, $page->hint, $page->clientId]);
        }
        self::assertSame(1, $this->server->maintenance()->purge()['registrations']);
        self::assertError('invalid_client', 401, $this->tokens($id, 'x.y'));
    }

    /** A page that a user has open is answered, however many clients register meanwhile. */
    public function testAVisitedClientIsNotDisplacedWhileItsPageIsOpen(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 0, unconsentedClients: 3)]);
        $id = $this->registered();
        $screen = $this->screen($id);
        for ($n = 0; $n < 10; ++$n) {
            $this->clock->time += 60;
            $this->registered();
        }
        self::assertInstanceOf(Response::class, $this->decide($screen));
        self::assertSame('App', $this->find($id)->name);
    }

    /** The user is logging in, so nobody knows yet whether the user exists. The sender is a vendor's server, which others share. */
    public function testAClientWhoseUserIsLoggingInIsNotDisplaced(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 3, unconsentedClients: 30)]);
        $id = $this->registered();
        $this->open($id, login: null);
        for ($n = 0; $n < 40; ++$n) {
            $this->clock->time += 30;
            $this->registered();
        }
        $this->allow($id);
    }

    /**
     * A picture of another site makes browsers ask for the page, which nobody sees.
     *
     * @param array<string, list<string>> $headers
     */
    #[TestWith(['GET', ['sec-fetch-mode' => ['no-cors'], 'sec-fetch-dest' => ['image']], false])]
    #[TestWith(['GET', ['sec-fetch-mode' => ['cors'], 'sec-fetch-dest' => ['empty']], false])]
    #[TestWith(['GET', ['sec-fetch-mode' => ['navigate'], 'sec-fetch-dest' => ['iframe']], false])]
    #[TestWith(['HEAD', [], false])]
    #[TestWith(['GET', ['sec-fetch-mode' => ['navigate'], 'sec-fetch-dest' => ['document']], true])]
    #[TestWith(['GET', [], true])]
    public function testOnlyAPageThatSomebodySeesKeepsItsClient(string $method, array $headers, bool $stays): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 3)]);
        $id = $this->registered();
        $query = http_build_query(['response_type' => 'code', 'client_id' => $id, 'redirect_uri' => self::REDIRECT]);
        $this->server->authorization()->open(new Request($method, $query, $headers, '', '198.51.100.7'), null);
        for ($n = 0; $n < 3; ++$n) {
            $this->registered();
        }
        self::assertSame($stays, (new RegistrationTable($this->connection))->find($id, 0) !== null);
    }

    /** A stranger opens pages without a login. */
    public function testAStrangerWhoOpensPagesKeepsFew(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 20, unconsentedClients: 40)]);
        $honest = $this->registered([], '198.51.100.1');
        for ($n = 0; $n < 100; ++$n) {
            $this->open($this->registered(), login: null);
        }
        $newest = $this->registered();
        self::assertSame(31, (new RegistrationTable($this->connection))->number(0), '10 that the visitor keeps, 20 of the sender, one of another');
        $this->allow($honest);
        $this->allow($newest);
    }

    /** A stranger opens pages from many networks of one organisation. */
    public function testTheNetworksOfOneOrganisationKeepFew(): void
    {
        foreach (['2001:db8:7:%x::1', '198.51.100.%d'] as $addresses) {
            $this->server = $this->registering(['throttle' => new ThrottleLimits(unconsentedClients: 40)]);
            $honest = $this->registered([], '203.0.113.1');
            $this->open($honest, login: null, address: '203.0.113.2');
            for ($n = 0; $n < 60; ++$n) {
                $address = sprintf($addresses, $n);
                $this->open($this->registered([], $address), login: null, address: $address);
            }
            // So many clients of another network, one of which is the honest client's vendor.
            for ($n = 0; $n < 60; ++$n) {
                $this->registered([], '203.0.113.1');
            }
            $this->allow($honest);
        }
    }

    /** A stranger with a login opens the pages of many clients. */
    public function testAUserWhoOpensManyPagesKeepsFew(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(unconsentedClients: 30)]);
        $open = $this->registered([], '198.51.100.1');
        $screen = $this->screen($open);
        [$visited, $later] = [[], ''];
        for ($n = 0; $n < 30; ++$n) {
            $visited[] = $this->registered();
            $this->open($visited[$n], login: 'mallory');
        }
        for ($n = 0; $n < 15; ++$n) {
            $this->clock->time++;
            $later = $this->registered([], "203.0.$n.1");
        }
        $table = new RegistrationTable($this->connection);
        self::assertSame(30, $table->number(0));
        self::assertCount(14, array_filter($visited, fn (string $id): bool => $table->find($id, $this->clock->time) !== null));
        self::assertNotNull($table->find($visited[29], $this->clock->time), 'those visited last stay');
        self::assertInstanceOf(Response::class, $this->decide($screen));
        $this->allow($later);
    }

    /** A page without a login takes nothing from the user who has the page open. */
    public function testAStrangerTakesNoVisitOver(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(unconsentedClients: 4)]);
        $id = $this->registered();
        $screen = $this->screen($id);
        $this->open($id, login: null);
        foreach (range(1, 12) as $n) {
            $this->open($this->registered(), login: null);
        }
        self::assertInstanceOf(Response::class, $this->decide($screen));
    }

    public function testAClientThatIsOpenedWhileItIsDisplacedStays(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(unconsentedClients: 2)]);
        $id = $this->registered();
        $this->registered();
        $other = $this->registering();
        $this->connection->before('DELETE FROM unit_oauth2_registration', fn () => $this->open($id, server: $other));
        $this->registered();
        $this->allow($id);
    }

    /** A page that is open when the day ends may be answered, but no visit keeps a client for another day. */
    public function testVisitsKeepAClientForHalfAnHourMore(): void
    {
        $id = $this->registered();
        $this->clock->time += 86399;
        $screen = $this->screen($id);
        $this->clock->time += 1700;
        $this->screen($id);
        self::assertInstanceOf(Response::class, $this->decide($screen));
        $id = $this->registered();
        $this->clock->time += 86399;
        $this->screen($id);
        $this->clock->time += 1801;
        self::assertPage('RegistrationGone', $this->open($id));
        $id = $this->registered();
        $this->clock->time += 86399;
        $this->open($id, login: null);
        ++$this->clock->time;
        self::assertPage('RegistrationGone', $this->open($id));
    }

    public function testAClientThatWentWhileItsPageWasOpen(): void
    {
        $id = $this->registered();
        $screen = $this->screen($id);
        (new RegistrationTable($this->connection))->remove($id);
        self::assertPage('RegistrationGone', $this->decide($screen));
        self::assertNull((new ClientTable($this->connection))->find($id));
    }

    public function testTwoUsersMayAllowItAtTheSameTime(): void
    {
        $id = $this->registered();
        $other = $this->registering();
        $screens = [$this->screen($id), $this->screen($id)];
        $this->connection->before('INSERT INTO unit_oauth2_client ', fn () => self::assertInstanceOf(
            Response::class,
            $this->decide($screens[1], server: $other),
        ));
        self::assertInstanceOf(Response::class, $this->decide($screens[0]));
        self::assertCount(2, array_keys($this->events->names(), 'authorization.granted', true));
        self::assertCount(1, array_keys($this->events->names(), 'client.registered', true));
    }

    public function testAnotherUserAllowsItWhileItIsLookedFor(): void
    {
        $id = $this->registered();
        [$first, $second] = [$this->screen($id), $this->screen($id)];
        $other = $this->registering();
        $this->connection->before('FROM unit_oauth2_registration', fn () => self::assertInstanceOf(
            Response::class,
            $this->decide($first, server: $other),
        ));
        self::assertInstanceOf(Response::class, $this->decide($second));
        self::assertCount(1, array_keys($this->events->names(), 'client.registered', true));
    }

    public function testWhileRegistrationIsOffNewClientsAreRefusedAndOthersStay(): void
    {
        [$waiting, $allowed] = [$this->registered(), $this->registered()];
        $token = self::token($this->tokens($allowed, $this->allow($allowed)));
        $off = $this->serverWith();
        self::assertPage('ClientUnknown', $this->open($waiting, server: $off));
        self::assertNotInstanceOf(ErrorPage::class, $this->open($allowed, server: $off));
        self::assertSame(200, $this->bearerStatus($token, server: $off));
    }

    public function testOnlyItsOwnRedirectUrisAreAccepted(): void
    {
        $id = $this->registered(['redirect_uris' => ['https://app.example/cb', 'http://127.0.0.1/cb']]);
        foreach (['https://app.example/cb2', 'https://evil.example/cb', 'http://localhost:1/cb', 'https://app.example/cb?x=1'] as $uri) {
            self::assertPage('RedirectUriMismatch', $this->open($id, ['redirect_uri' => $uri]));
        }
        self::assertSame('127.0.0.1:4000', $this->screen($id, ['redirect_uri' => 'http://127.0.0.1:4000/cb'])->redirectHost);
    }

    /** The end of a host says whose it is. */
    public function testThePageShowsAllOfALongHost(): void
    {
        $host = str_repeat('login.claude.ai.', 15) . 'evil.example';
        self::assertSame(252, \strlen($host));
        $uri = "https://$host:8443/cb";
        $screen = $this->screen($this->registered(['client_name' => null, 'redirect_uris' => [$uri]]), ['redirect_uri' => $uri]);
        self::assertSame("$host:8443", $screen->redirectHost);
        self::assertStringEndsWith('.evil.example:8443', $screen->clientName);
    }

    public function testThePageSaysThatNobodyHasCheckedTheName(): void
    {
        $screen = $this->screen($this->registered());
        self::assertSame([true, null, null, null], [$screen->isSelfRegistered, $screen->clientHost, $screen->knownAssistant, $screen->looksLike]);
        $id = $this->registered();
        $this->allow($id);
        self::assertTrue($this->screen($id)->isSelfRegistered, 'later, too');
        $this->client('admins');
        self::assertFalse($this->screen('admins')->isSelfRegistered);
    }

    /** @return iterable<string, array{?string, string, string}> */
    public static function looks(): iterable
    {
        yield 'another name' => [null, 'Weather', 'https://app.example/cb'];
        yield 'a name and its host' => [null, 'Claude', 'https://claude.ai/api/mcp/auth_callback'];
        yield 'its other host' => [null, 'Claude', 'https://claude.com/api/mcp/auth_callback'];
        yield 'another app of the vendor' => [null, 'Claude Code', 'https://claude.ai/api/mcp/auth_callback'];
        yield 'a name and another host' => ['Claude', 'Claude', 'https://app.example/cb'];
        yield 'twin letters' => ['Claude', "\u{421}l\u{430}ude", 'https://app.example/cb'];
        yield 'another vendor\'s host' => ['Claude', 'Claude', 'https://chatgpt.com/connector_platform_oauth_redirect'];
        yield 'a host that looks like it' => ['Claude', 'My app', 'https://claude-ai.example/cb'];
        yield 'its host with a port' => ['Claude', 'Claude', 'https://claude.ai:8443/cb'];
        yield 'a subdomain' => ['Claude', 'Claude', 'https://claude.ai.example/cb'];
        yield 'a program on this computer' => ['Claude', 'Claude', 'http://localhost:5000/callback'];
        yield 'a program on this computer with another name' => [null, 'mcp-remote', 'http://localhost:5000/callback'];
        yield 'an app of this computer' => ['Claude', 'Claude', 'cursor://anysphere.cursor-mcp/oauth/callback'];
        yield 'another vendor\'s name and its own host' => ['ChatGPT', 'ChatGPT', 'https://claude.ai/api/mcp/auth_callback'];
        yield 'Cursor and another host' => ['Cursor', 'Cursor', 'https://app.example/cb'];
        yield 'Cursor and its host' => [null, 'Cursor', 'https://www.cursor.com/agents/mcp/oauth/callback'];
        yield 'Cursor and its scheme' => [null, 'Cursor', 'cursor://anysphere.cursor-mcp/oauth/callback'];
        yield 'Cursor and another scheme' => ['Cursor', 'Cursor', 'com.example.app:/cb'];
        yield 'Cursor on this computer' => [null, 'Cursor', 'http://localhost:8787/callback'];
        yield 'Gemini CLI and another host' => ['Gemini CLI', 'Gemini CLI MCP Client', 'https://app.example/cb'];
        yield 'Gemini CLI on this computer' => [null, 'Gemini CLI MCP Client', 'http://localhost:7777/oauth/callback'];
        yield 'Copilot Studio and its host' => [null, 'Microsoft Copilot Studio', 'https://global.consent.azure-apim.net/redirect/x'];
        yield 'another assistant of the vendor at the host of many' => ['Visual Studio Code', 'VS Code', 'https://global.consent.azure-apim.net/redirect/x'];
        yield 'both at the host of many' => ['Visual Studio Code', 'Visual Studio Code Copilot Studio', 'https://global.consent.azure-apim.net/redirect/x'];
        yield 'the vendor at the host of many' => [null, 'Microsoft', 'https://global.consent.azure-apim.net/redirect/x'];
        yield 'another vendor at the host of many' => ['Claude', 'Claude', 'https://global.consent.azure-apim.net/redirect/x'];
        yield 'two vendors, one of which has the host' => ['ChatGPT', 'Claude ChatGPT', 'https://claude.ai/api/mcp/auth_callback'];
        yield 'the program of a document' => [null, 'Claude Code', 'http://localhost:5000/callback'];
        yield 'the program of a document, which names this server' => [null, 'Claude Code (matomo)', 'http://localhost:5000/callback'];
        yield 'the program of a document, which names another assistant' => ['ChatGPT', 'Claude Code (ChatGPT)', 'http://localhost:5000/callback'];
        yield 'the program of a document at another path' => ['Claude', 'Claude Code', 'http://localhost:5000/cb'];
        yield 'the program of a document at another host' => ['Claude', 'Claude Code', 'https://app.example/callback'];
        yield 'the program of a document with more in its name' => ['Claude', 'Claude Code Pro', 'http://localhost:5000/callback'];
        yield 'the program of a document with twin letters' => ['Claude', "Cl\u{430}ude Code", 'http://localhost:5000/callback'];
        yield 'the program of another document' => ['Visual Studio Code', 'Visual Studio Code', 'http://localhost:5000/callback'];
        yield 'VS Code on this computer' => [null, 'Visual Studio Code', 'http://127.0.0.1:40000/'];
        yield 'Copilot Studio on this computer' => ['Copilot Studio', 'Copilot Studio', 'http://localhost:1/cb'];
        yield 'Copilot Studio and another host' => ['Copilot Studio', 'Copilot Studio', 'https://consent.azure-apim.example/redirect/x'];
        yield 'this service' => ['Matomo', 'Matomo', 'https://app.example/cb'];
        yield 'this service in a name' => ['Matomo', "M\u{430}tomo Support", 'https://app.example/cb'];
        yield 'this service on this computer' => ['Matomo', 'Matomo', 'http://localhost:1/cb'];
        yield 'this service at its own address' => [null, 'Matomo Reports', self::ISSUER . '/cb'];
        yield 'this service at its own host with a port' => ['Matomo', 'Matomo Reports', 'https://matomo.example:8443/analytics/cb'];
        yield 'another assistant with its host' => [null, 'Visual Studio Code', 'https://vscode.dev/redirect'];
    }

    #[DataProvider('looks')]
    public function testLookAlikes(?string $expected, string $name, string $uri): void
    {
        self::assertSame($expected, SelfRegistration::looksLike($name, $uri, new KnownAssistants(), self::settings()));
        $id = $this->registered(['client_name' => $name, 'redirect_uris' => [$uri]]);
        self::assertSame($expected, $this->screen($id, ['redirect_uri' => $uri])->looksLike);
    }

    /**
     * Honest assistants are not suspected.
     *
     * @param array<string, mixed> $body
     * @param list<string> $requested
     */
    #[DataProvider('assistants')]
    public function testNoHonestAssistantIsSuspected(array $body, array $requested): void
    {
        $id = self::member($this->register(json_encode($body, JSON_THROW_ON_ERROR)), 'client_id');
        foreach ($requested as $uri) {
            self::assertNull($this->screen($id, ['redirect_uri' => $uri])->looksLike, $uri);
        }
    }

    public function testADeletedClient(): void
    {
        $id = $this->registered(['grant_types' => ['authorization_code', 'refresh_token']]);
        $answer = $this->tokens($id, $this->allow($id));
        $this->server->clients()->delete($id);
        self::assertError('invalid_client', 401, $this->server->token(self::post([
            'grant_type' => 'refresh_token', 'refresh_token' => self::token($answer, 'refresh_token'), 'client_id' => $id,
        ])));
        self::assertSame(401, $this->bearerStatus(self::token($answer)));
        self::assertPage('RegistrationGone', $this->open($id));
        foreach (['other', str_repeat('g', 32), str_repeat('A', 32), str_repeat('a', 31)] as $other) {
            self::assertPage('ClientUnknown', $this->open($other));
        }
    }

    public function testABlockedClientAndItsReturn(): void
    {
        $id = $this->registered();
        $token = self::token($this->tokens($id, $this->allow($id)));
        $registry = $this->server->assistantRegistry();
        $registry->decide($id, DocumentDecision::Blocked);
        self::assertSame(401, $this->bearerStatus($token));
        self::assertPage('AssistantBlocked', $this->open($id));
        self::assertSame('blocked', $registry->all()[0]->state);
        self::assertFalse($this->server->origins()->contains('https://app.example'));
        try {
            $this->server->clients()->setActive($id, true);
            self::fail('A blocked client was resumed');
        } catch (InvalidClient) {
            self::assertFalse($this->find($id)->active);
        }
        $registry->decide($id, null);
        self::assertSame(200, $this->bearerStatus($token));
        $this->screen($id);
        // Nothing is left of a client that is deleted: its ID never comes back.
        $registry->decide($id, DocumentDecision::Blocked);
        $this->server->clients()->delete($id);
        self::assertNull((new DocumentTable($this->connection))->find($id));
        self::assertSame([], $registry->all());
    }

    public function testABlockDuringConsentWins(): void
    {
        $id = $this->registered();
        $this->allow($id);
        $screen = $this->screen($id);
        $this->connection->before('INSERT INTO unit_oauth2_authorization', fn () => $this->registering()->assistantRegistry()
            ->decide($id, DocumentDecision::Blocked));
        self::assertInstanceOf(ErrorPage::class, $this->decide($screen));
        self::assertFalse($this->find($id)->active);
    }

    public function testAPausedClient(): void
    {
        $id = $this->registered();
        $this->allow($id);
        $this->server->clients()->setActive($id, false);
        self::assertPage('ClientPaused', $this->open($id));
        $this->server->clients()->setActive($id, true);
        $this->screen($id);
    }

    public function testItCannotBeApproved(): void
    {
        $id = $this->registered();
        $this->allow($id);
        $this->expectException(AssistantNotFound::class);
        $this->server->assistantRegistry()->decide($id, DocumentDecision::Approved);
    }

    public function testTheScopeFollowsTheSettingUnlessItIsKept(): void
    {
        $this->server = $this->registering(['assistantScope' => 'write']);
        $ids = array_map(fn (int $n): string => $this->registered(['client_name' => "App $n"]), range(1, 3));
        $tokens = array_map(
            fn (string $id): string => self::token($this->tokens($id, $this->allowWrite($id))),
            $ids,
        );
        $registry = $this->server->assistantRegistry();
        $registry->keep($ids[1], ['matomo:write']);
        $this->server->clients()->update($ids[2], new ClientDraft(
            'Renamed',
            [self::REDIRECT],
            ['authorization_code'],
            ['matomo:read', 'matomo:write', 'matomo:admin'],
            ClientRecord::PUBLIC,
        ));
        $lower = $this->registering();
        $lower->assistants()->enforce();
        self::assertSame([401, 200, 200], array_map(fn (string $token): int => $this->bearerStatus($token), $tokens));
        self::assertSame(['matomo:read'], $this->find($ids[0])->scopes);
        self::assertSame(['matomo:read', 'matomo:write'], $this->find($ids[1])->scopes);
        self::assertSame(['matomo:read', 'matomo:write', 'matomo:admin'], $this->find($ids[2])->scopes);
        $registry = $lower->assistantRegistry();
        $registry->keep($ids[1], []);
        self::assertSame(['matomo:read'], $this->find($ids[1])->scopes);
    }

    public function testAnEditThatKeepsTheScopesKeepsTheSetting(): void
    {
        $id = $this->registered();
        $this->allow($id);
        $this->server->clients()->update($id, new ClientDraft(
            'Renamed',
            [self::REDIRECT],
            ['authorization_code'],
            ['matomo:read'],
            ClientRecord::PUBLIC,
        ));
        self::assertNull((new DocumentTable($this->connection))->find($id));
        self::assertTrue($this->find($id)->selfRegistered);
    }

    public function testAnUnusedClientGoesAfterAMonth(): void
    {
        [$unused, $paused, $used] = [$this->registered(), $this->registered(), $this->registered()];
        foreach ([$unused, $paused, $used] as $id) {
            $this->allow($id);
        }
        $this->server->clients()->setActive($paused, false);
        $this->clock->time += 30 * 86400 - 1;
        $this->server->maintenance()->purge();
        self::assertNotNull((new ClientTable($this->connection))->find($unused));
        $this->tokens($used, $this->allow($used));
        $this->clock->time += 1;
        $this->server->maintenance()->purge();
        self::assertNull((new ClientTable($this->connection))->find($unused));
        self::assertNotNull((new ClientTable($this->connection))->find($paused));
        self::assertNotNull((new ClientTable($this->connection))->find($used));
    }

    public function testKeysAuthenticateIt(): void
    {
        $key = Key::generate('ES256');
        $response = $this->register(['token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => [$key->toPublicJwk()]]]);
        $id = self::member($response, 'client_id');
        $assertion = fn (): array => ['client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'client_assertion' => oauth2_jwt_sign([
            'iss' => $id, 'sub' => $id, 'aud' => self::ISSUER, 'exp' => $this->clock->time + 60, 'jti' => oauth2_random_hex(),
        ], $key, ['typ' => 'client-authentication+jwt'])];
        self::assertError('invalid_client', 401, $this->tokens($id, 'x.y', authentication: $assertion()));
        self::assertSame([], $this->rows('oauth2_used_assertion'), 'A stranger could fill the table');
        $code = $this->allow($id);
        self::assertError('invalid_client', 401, $this->tokens($id, $code));
        self::assertSame(200, $this->bearerStatus(self::token($this->tokens($id, $code, authentication: $assertion()))));
    }

    /** @return iterable<string, array{array<string, string>, string}> */
    public static function badRequests(): iterable
    {
        yield 'no PKCE' => [['code_challenge' => '', 'code_challenge_method' => ''], 'invalid_request'];
        yield 'another response type' => [['response_type' => 'token'], 'unsupported_response_type'];
        yield 'no page' => [['prompt' => 'none'], 'consent_required'];
        yield 'another resource' => [['resource' => 'https://other.example/'], 'invalid_target'];
    }

    /** @param array<string, string> $changes */
    #[DataProvider('badRequests')]
    public function testABadRequestLeadsNobodyToAnotherSiteUnlessTheUserHasAllowedTheClient(array $changes, string $error): void
    {
        $id = $this->registered();
        $page = $this->open($id, $changes);
        self::assertPage('Malformed', $page);
        self::assertInstanceOf(ErrorPage::class, $page);
        self::assertSame(self::REDIRECT, $page->redirectUri);
        self::assertStringContainsString("error=$error", (string) $page->returnUrl);
        $this->tokens($id, $this->allow($id));
        $answer = $this->open($id, $changes);
        self::assertInstanceOf(Response::class, $answer);
        self::assertStringStartsWith(self::REDIRECT . "?error=$error", $answer->headers['Location']);
        // Another user has allowed it nothing.
        $other = $this->server->authorization()->open(new Request('GET', http_build_query($changes + [
            'response_type' => 'code', 'client_id' => $id, 'redirect_uri' => self::REDIRECT, 'scope' => 'matomo:read',
            'code_challenge' => oauth2_pkce_challenge(self::VERIFIER), 'code_challenge_method' => 'S256',
        ])), new User('berta', Scope::Read));
        self::assertPage('Malformed', $other);
    }

    public function testTheScopesOfARequestAreCapped(): void
    {
        $id = $this->registered();
        $higher = $this->screen($id, ['scope' => 'matomo:superuser matomo:admin matomo:read']);
        self::assertSame(['matomo:read'], array_map(static fn ($choice): string => $choice->scope->value, $higher->choices));
    }

    private function allowWrite(string $id): string
    {
        $screen = $this->screen($id, ['scope' => 'matomo:write']);
        $response = $this->server->authorization()->decide(self::post([
            'request' => $screen->request, 'nonce' => $screen->nonce, 'decision' => 'allow', 'scope' => 'matomo:write',
        ]), new User('anna', Scope::SuperUser));
        self::assertInstanceOf(Response::class, $response);
        parse_str((string) parse_url($response->headers['Location'], PHP_URL_QUERY), $query);

        return \is_string($query['code'] ?? null) ? $query['code'] : self::fail('There is no code');
    }

    private function find(string $id): ClientRecord
    {
        return (new ClientTable($this->connection))->find($id) ?? self::fail('There is no such client');
    }

    /** @return list<array<string, mixed>> */
    private function rows(string $table): array
    {
        return $this->connection->rows('SELECT * FROM ' . $this->connection->table($table));
    }
}
