<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use OAuth2\Key;
use Piwik\API\Proxy;
use Piwik\API\Request;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\FileIntegrity;
use Piwik\Filesystem;
use Piwik\NoAccessException;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\API;
use Piwik\Plugins\OAuth2\Matomo\BrowserSession;
use Piwik\Plugins\OAuth2\Matomo\Discovery;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\OwnSite;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Matomo\StaticDocuments;
use Piwik\Plugins\OAuth2\OAuth2;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAddress;
use Piwik\Plugins\OAuth2\Server\Discovery\OwnAnswer;
use Piwik\Plugins\OAuth2\Server\Discovery\Verdict;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request as HttpRequest;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\MatomoTables;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\OAuth2\Tasks;
use Piwik\Plugins\UsersManager\API as UsersApi;
use Piwik\Settings\Storage\Factory;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\Mock\FakeAccess;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * @group OAuth2
 * @group Api
 * @group Plugins
 */
class ApiTest extends IntegrationTestCase
{
    private const PASSWORD = Fixture::ADMIN_USER_PASSWORD;

    private API $api;

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createSuperUser();
        Fixture::loadAllTranslations();
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example/analytics');
        Installation::activate();
        ServerFactory::instance()->reset();
        $this->api = API::getInstance();
    }

    public function tearDown(): void
    {
        Fixture::resetTranslations();
        parent::tearDown();
    }

    public function provideContainerConfig(): array
    {
        return ['Piwik\Access' => new FakeAccess(true, [], [], Fixture::ADMIN_USER_LOGIN)];
    }

    /** As another plugin calls: newer versions of Matomo hand its booleans and numbers on as such. */
    public function testFlagsMayHaveAnyType(): void
    {
        $id = $this->create('matomo:read')['client']['client_id'];
        $pause = static fn (mixed $active): array => Proxy::getInstance()->call('\Piwik\Plugins\OAuth2\API', 'setClientActive', [
            'clientId' => $id,
            'active' => $active,
            'passwordConfirmation' => self::PASSWORD,
        ]);
        foreach ([[false, false], [true, true], [0, false], [1, true], ['0', false], ['1', true], ['false', false]] as [$given, $active]) {
            self::assertSame($active, $pause($given)['client']['active'], var_export($given, true));
        }
        foreach (['', 'no', 2, null] as $wrong) {
            $refused = null;
            try {
                $pause($wrong);
            } catch (\Exception $exception) {
                $refused = $exception;
            }
            self::assertNotNull($refused, var_export($wrong, true));
            self::assertFalse($this->api->getClient($id)['active']);
        }
        $paused = $this->api->createClient('Paused', ['client_credentials'], 'matomo:read', [], '', 'confidential', false, self::PASSWORD);
        self::assertFalse($paused['client']['active']);
    }

    public function testLifeOfAClient(): void
    {
        ['client' => $client, 'secret' => $secret] = $this->create('matomo:read  matomo:write');
        self::assertSame(1, preg_match('/^[0-9a-f]{32}$/', $client['client_id']));
        self::assertSame(1, preg_match('/^[0-9a-f]{64}$/', (string) $secret));
        self::assertSame(['matomo:write', 'matomo:read'], $client['scopes']);
        self::assertSame(['https://app.example/cb?a=1&b=2'], $client['redirect_uris']);
        self::assertSame(Fixture::ADMIN_USER_LOGIN, $client['owner_login']);
        self::assertTrue($client['active']);
        self::assertArrayNotHasKey('secret_hash', $client);
        self::assertSame([$client], $this->api->getClients());
        self::assertSame($client, $this->api->getClient($client['client_id']));

        self::assertFalse($this->api->setClientActive($client['client_id'], '0', self::PASSWORD)['client']['active']);
        $rotated = $this->api->rotateSecret($client['client_id'], self::PASSWORD);
        self::assertSame(['client_id', 'secret', 'old_secret_until'], array_keys($rotated));
        self::assertNotSame($secret, $rotated['secret']);
        self::assertNull($rotated['old_secret_until']);
        $kept = $this->api->rotateSecret($client['client_id'], self::PASSWORD, '7days');
        $until = (int) strtotime($kept['old_secret_until'] . ' UTC');
        self::assertLessThan(60, abs($until - time() - 604800));
        $now = $this->api->getClient($client['client_id']);
        self::assertSame([$kept['old_secret_until'], substr($rotated['secret'], -4)], [$now['old_secret_until'], $now['old_secret_hint']]);
        self::assertSame(['ended' => true], $this->api->endOldSecret($client['client_id'], self::PASSWORD));
        self::assertSame(['ended' => false], $this->api->endOldSecret($client['client_id'], self::PASSWORD));
        self::assertNull($this->api->getClient($client['client_id'])['old_secret_until']);
        foreach ([['forever', '0'], ['', '0'], ['7days', '1'], ['now', 'yes']] as [$time, $leaked]) {
            try {
                $this->api->rotateSecret($client['client_id'], self::PASSWORD, $time, $leaked);
                self::fail("$time $leaked");
            } catch (\InvalidArgumentException $refused) {
                self::assertNotSame('', $refused->getMessage());
            }
        }
        self::assertSame(substr($kept['secret'], -4), $this->api->getClient($client['client_id'])['secret_hint']);
        self::assertNull($this->api->rotateSecret($client['client_id'], self::PASSWORD, leaked: '1')['old_secret_until']);

        $updated = $this->api->updateClient(
            $client['client_id'],
            'Renamed',
            ['authorization_code'],
            'matomo:read',
            "https://app.example/a\nhttps://app.example/b",
            'About',
            'public',
            '1',
            self::PASSWORD,
        );
        self::assertNull($updated['secret']);
        self::assertSame('public', $updated['client']['type']);
        self::assertSame(['https://app.example/a', 'https://app.example/b'], $updated['client']['redirect_uris']);
        self::assertTrue($updated['client']['active']);

        self::assertSame(['deleted' => true], $this->api->deleteClient($client['client_id'], self::PASSWORD));
        self::assertSame([], $this->api->getClients());
    }

    public function testAClientIsTestedWithItsSecret(): void
    {
        $created = $this->api->createClient('Tested', ['client_credentials'], 'matomo:read', passwordConfirmation: self::PASSWORD);
        $shown = $this->api->testClient($created['client']['client_id'], $created['secret']);
        self::assertSame([200, true, 'matomo:read'], [$shown['status'], $shown['revoked'], $shown['answer']['scope']]);
        self::assertStringStartsWith('••••', $shown['answer']['access_token']);
        $refused = $this->api->testClient($created['client']['client_id'], 'wrong');
        self::assertSame([401, false, 'invalid_client'], [$refused['status'], $refused['revoked'], $refused['answer']['error']]);
    }

    public function testAuthorizationCodeIsTestedWithTheAccessOfTheAdministrator(): void
    {
        $created = $this->api->createClient(
            'Web',
            ['authorization_code', 'refresh_token'],
            'matomo:read matomo:admin',
            'https://app.example/cb',
            passwordConfirmation: self::PASSWORD,
        );
        $id = $created['client']['client_id'];
        $works = ['authorization' => true, 'consent' => true, 'token_request' => true, 'end' => true];
        foreach (['', 'authorization_code'] as $grantType) {
            $shown = $this->api->testClient($id, $created['secret'], grantType: $grantType);
            self::assertSame([$works, 200, true, ''], [$shown['steps'], $shown['status'], $shown['revoked'], $shown['message']]);
            self::assertStringStartsWith('••••', $shown['answer']['refresh_token']);
        }
        self::assertSame(array_replace($works, ['token_request' => null]), $this->api->testClient($id)['steps']);
        self::assertSame('unauthorized_client', $this->api->testClient($id, $created['secret'], '', 'client_credentials')['answer']['error']);
        self::assertSame(['ended', 'ended'], array_column($this->api->getAuthorizations($id), 'state'));
        $this->api->setClientActive($id, '0');
        self::assertSame('An administrator has paused Web.', $this->api->testClient($id, $created['secret'])['message']);
        foreach ([['no_such_client', 'authorization_code'], [$id, 'refresh_token'], [$id, 'Authorization_code']] as [$client, $grantType]) {
            try {
                $this->api->testClient($client, 'x', '', $grantType);
                self::fail("$client $grantType");
            } catch (\InvalidArgumentException $problem) {
                self::assertNotSame('', $problem->getMessage());
            }
        }
    }

    public function testAPageOfClients(): void
    {
        self::assertSame(['clients' => [], 'total' => 0], $this->api->getClientPage());
        foreach (['Zoë’s reports', 'Ärzte', 'nightly job'] as $number => $name) {
            $this->api->createClient($name, ['client_credentials'], 'matomo:read', passwordConfirmation: self::PASSWORD, clientId: "app_$number");
        }
        $this->api->setClientActive('app_2', '0');
        $page = static fn (array $answer): array => [array_column($answer['clients'], 'client_id'), $answer['total']];

        self::assertSame([$this->api->getClient('app_0')], $this->api->getClientPage('REPORTS zoë')['clients']);
        self::assertSame([['app_1'], 1], $page($this->api->getClientPage('ÄRZ')));
        self::assertSame([['app_2'], 1], $page($this->api->getClientPage(status: 'paused')));
        self::assertSame([[], 0], $page($this->api->getClientPage(type: 'public')));
        self::assertSame([['app_2'], 3], $page($this->api->getClientPage(sort: 'name', order: 'asc', limit: 1)));
        self::assertSame([['app_0', 'app_1'], 3], $page($this->api->getClientPage(sort: 'name', order: 'asc', offset: 1)));
        self::assertSame([[], 3], $page($this->api->getClientPage(offset: 3)));
    }

    /** @return iterable<string, array{array<string, string|int>, string}> */
    public static function refusedPages(): iterable
    {
        yield 'status' => [['status' => 'Active'], 'status is one of: active, paused'];
        yield 'type' => [['type' => 'both'], 'type is one of: confidential, public'];
        yield 'sort' => [['sort' => 'secret_hash'], 'sort is one of: name, updated_at, last_used_at'];
        yield 'order' => [['order' => 'random'], 'order is one of: asc, desc'];
        yield 'limit' => [['limit' => 101], 'limit is a number from 1 to 100'];
        yield 'offset' => [['offset' => -1], 'offset is a number from 0'];
    }

    /**
     * @param array<string, string|int> $parameters
     * @dataProvider refusedPages
     */
    public function testAPageThatDoesNotExistIsRefused(array $parameters, string $message): void
    {
        $this->expectException(\InvalidArgumentException::class);
        $this->expectExceptionMessage($message);
        $this->api->getClientPage(...$parameters);
    }

    public function testChosenClientId(): void
    {
        $created = $this->create('matomo:read', 'analytics_app');
        self::assertSame('analytics_app', $created['client']['client_id']);
        $this->expectException(\InvalidArgumentException::class);
        $this->create('matomo:read', 'analytics_app');
    }

    public function testErrorsAreReportedByFieldBeforeAnyChange(): void
    {
        $good = ['Name', ['client_credentials'], 'matomo:read'];
        self::assertSame([], $this->api->getClientErrors(...$good));
        $errors = $this->api->getClientErrors('', [], '', 'http://app.example/cb', '', 'public', 'ab');
        self::assertSame(['clientId', 'name', 'grantTypes', 'redirectUris', 'scopes'], array_keys($errors));
        self::assertSame('A client needs a name.', $errors['name']);
        self::assertStringStartsWith('Redirect URI 1 must use https.', $errors['redirectUris']);
        self::assertSame([], $this->api->getClients());

        $uris = static fn (string $uri): array => ['Name', ['authorization_code'], 'matomo:read', $uri];
        self::assertSame([], $this->api->getClientErrors(...$uris("cursor://cb\nhttps://app.example/cb")));
        foreach (['https://a.example/cbhttps://b.example/cb', ['https://a.example/cb,https://b.example/cb']] as $together) {
            self::assertStringStartsWith(
                'Redirect URI 1 contains the beginning of another one.',
                $this->api->getClientErrors('Name', ['authorization_code'], 'matomo:read', $together)['redirectUris'],
            );
        }

        $this->create('matomo:read', 'analytics_app');
        self::assertSame(
            ['clientId' => 'This client ID is taken. Choose another one.'],
            $this->api->getClientErrors(...[...$good, 'clientId' => 'analytics_app']),
        );
        self::assertSame([], $this->api->getClientErrors(...[...$good, 'editedClientId' => 'analytics_app']));
        self::assertSame(
            ['scopes' => 'Unknown scope “matomo:read,matomo:write”. Known scopes, separated by blanks: '
                . 'matomo:read matomo:write matomo:admin matomo:superuser.'],
            $this->api->getClientErrors('Name', ['client_credentials'], 'matomo:read,matomo:write'),
        );
        $this->expectExceptionMessage('There is no such client.');
        $this->api->getClientErrors(...[...$good, 'editedClientId' => 'nobody']);
    }

    public function testPkceCanBeSwitchedOffForAConfidentialClient(): void
    {
        $call = fn (string $requirePkce, string $type = 'confidential'): array => $this->api->createClient(
            'Automation',
            ['authorization_code'],
            'matomo:read',
            'https://app.example/cb',
            type: $type,
            passwordConfirmation: self::PASSWORD,
            requirePkce: $requirePkce,
        )['client'];
        self::assertTrue($call('')['require_pkce']);
        self::assertTrue($call('1')['require_pkce']);
        $client = $call('0');
        self::assertFalse($client['require_pkce']);
        self::assertSame(['no_pkce'], array_column($client['warnings'], 'code'));
        $update = fn (string $requirePkce): bool => $this->api->updateClient(
            $client['client_id'],
            'Automation',
            ['authorization_code'],
            'matomo:read',
            'https://app.example/cb',
            passwordConfirmation: self::PASSWORD,
            requirePkce: $requirePkce,
        )['client']['require_pkce'];
        self::assertSame([false, true, true, false], array_map($update, ['', '1', '', 'false']));
        $errors = $this->api->getClientErrors('N', ['authorization_code'], 'matomo:read', 'https://a.example', '', 'public', requirePkce: '0');
        self::assertSame(['requirePkce' => 'PKCE cannot be switched off for a public client.'], $errors);
        foreach ([fn () => $call('no'), fn () => $call('0', 'public')] as $wrong) {
            try {
                $wrong();
                self::fail('accepted');
            } catch (\InvalidArgumentException $expected) {
                self::assertStringNotContainsString('<', $expected->getMessage());
            }
        }
    }

    /** As in the official plugin: one scope is a maximum, and a script sends back the first one that it reads. */
    public function testOneScopeIsAMaximum(): void
    {
        $client = $this->create('matomo:admin')['client'];
        self::assertSame(['matomo:admin'], $client['scopes']);
        $server = ServerFactory::instance()->server();
        $consent = $server->authorization()->open(new HttpRequest('GET', http_build_query([
            'response_type' => 'code', 'client_id' => $client['client_id'], 'redirect_uri' => 'https://app.example/cb?a=1&b=2',
            'code_challenge' => oauth2_pkce_challenge(oauth2_pkce_verifier()), 'code_challenge_method' => 'S256',
            'scope' => 'matomo:write',
        ])), new User(Fixture::ADMIN_USER_LOGIN, Scope::SuperUser));
        self::assertInstanceOf(ConsentScreen::class, $consent);
        $offered = array_map(static fn ($choice): string => $choice->scope->value, $consent->choices);
        self::assertSame(['matomo:read', 'matomo:write'], $offered);
        $again = $this->api->updateClient(
            $client['client_id'],
            $client['name'],
            $client['grant_types'],
            $client['scopes'][0],
            $client['redirect_uris'],
            passwordConfirmation: self::PASSWORD,
        );
        self::assertSame(['matomo:admin'], $again['client']['scopes']);
    }

    public function testOnlyAllowedScopesAreAccepted(): void
    {
        self::assertSame(['matomo:read', 'matomo:write', 'matomo:admin'], array_keys($this->api->getScopes()));
        $this->expectException(\InvalidArgumentException::class);
        $this->create('matomo:superuser');
    }

    public function testUnknownClient(): void
    {
        foreach (
            [
                fn () => $this->api->getClient('nobody'),
                fn () => $this->api->setClientActive('nobody', '1', self::PASSWORD),
                fn () => $this->api->rotateSecret('nobody', self::PASSWORD),
                fn () => $this->api->setClientKeys('nobody', passwordConfirmation: self::PASSWORD),
                fn () => $this->api->endOldSecret('nobody', self::PASSWORD),
                fn () => $this->api->getClientEffects('nobody'),
                fn () => $this->api->getClientEvents('nobody'),
                fn () => $this->api->getUpdateEffects('nobody', [], ''),
                fn () => $this->api->setClientOwner('nobody', Fixture::ADMIN_USER_LOGIN, self::PASSWORD),
                fn () => $this->api->deleteClient('nobody', self::PASSWORD),
            ] as $call
        ) {
            try {
                $call();
                self::fail('No exception');
            } catch (\InvalidArgumentException $unknown) {
                self::assertSame('There is no such client.', $unknown->getMessage());
            }
        }
    }

    /** @dataProvider writes */
    public function testWritesNeedThePassword(string $method, array $arguments): void
    {
        foreach (['', 'wrong password'] as $password) {
            try {
                $this->api->$method(...[...$arguments, 'passwordConfirmation' => $password]);
                self::fail('No exception');
            } catch (\Exception $refused) {
                self::assertSame(1, preg_match('/password/i', $refused->getMessage()));
            }
        }
    }

    public function testKeysInPlaceOfASecret(): void
    {
        $key = Key::generate('ES256', keyId: 'one');
        $pem = $key->toPublicPem();
        $created = $this->api->createClient('N', ['client_credentials'], 'matomo:read', passwordConfirmation: self::PASSWORD, jwks: $pem);
        self::assertNull($created['secret']);
        $id = $created['client']['client_id'];
        self::assertSame('private_key_jwt', $created['client']['auth_method']);
        $expected = [['kid' => null, 'algorithm' => 'ES256', 'thumbprint' => $key->thumbprint()]];
        self::assertSame($expected, $created['client']['keys']);
        $second = json_encode(['keys' => [Key::generate('EdDSA', keyId: 'two')->toPublicJwk()]], JSON_THROW_ON_ERROR);
        $kept = $this->api->setClientKeys($id, $second, passwordConfirmation: self::PASSWORD, keep: '1')['client'];
        self::assertSame([null, 'two'], array_column($kept['keys'], 'kid'));
        self::assertSame($kept, $this->api->getClient($id));
        $address = $this->api->setClientKeys($id, jwksUri: 'https://app.example/jwks', passwordConfirmation: self::PASSWORD)['client'];
        self::assertSame([null, 'https://app.example/jwks', []], [$address['jwks'], $address['jwks_uri'], $address['keys']]);
        $errors = $this->api->getClientErrors('N', ['client_credentials'], 'matomo:read', jwks: $key->toPem());
        self::assertSame(['jwks'], array_keys($errors));
        self::assertStringContainsString('private key', $errors['jwks']);
        foreach (
            [
                fn () => $this->api->setClientKeys($id, $key->toPem(), passwordConfirmation: self::PASSWORD),
                fn () => $this->api->setClientKeys($id, $pem, 'https://app.example/jwks', self::PASSWORD),
                fn () => $this->api->setClientKeys($id, $pem, passwordConfirmation: self::PASSWORD, keep: 'yes'),
                fn () => $this->api->setClientKeys($id, $pem, passwordConfirmation: self::PASSWORD, oldSecret: 'forever'),
                fn () => $this->api->rotateSecret($id, self::PASSWORD),
            ] as $call
        ) {
            try {
                $call();
                self::fail('It was accepted');
            } catch (\InvalidArgumentException $refused) {
                self::assertStringNotContainsString('-----BEGIN PRIVATE', $refused->getMessage());
            }
        }
        $removed = $this->api->setClientKeys($id, passwordConfirmation: self::PASSWORD);
        self::assertSame('client_secret', $removed['client']['auth_method']);
        self::assertSame(1, preg_match('/^[0-9a-f]{64}$/', (string) $removed['secret']));
    }

    /** @return iterable<array{string, array<string, mixed>}> */
    public function writes(): iterable
    {
        $client = ['name' => 'N', 'grantTypes' => ['client_credentials'], 'scope' => 'matomo:read'];
        yield ['createClient', $client];
        yield ['updateClient', ['clientId' => 'x'] + $client];
        yield ['rotateSecret', ['clientId' => 'x']];
        yield ['setClientKeys', ['clientId' => 'x', 'jwksUri' => 'https://app.example/jwks']];
        yield ['endOldSecret', ['clientId' => 'x']];
        yield ['setClientActive', ['clientId' => 'x', 'active' => '1']];
        yield ['setClientActive', ['clientId' => 'x', 'active' => true]];
        yield ['setClientActive', ['clientId' => 'x', 'active' => 'TRUE']];
        yield ['setClientOwner', ['clientId' => 'x', 'ownerLogin' => 'x']];
        yield ['deleteClient', ['clientId' => 'x']];
        yield ['revokeAuthorization', ['authorizationId' => 'x']];
        yield ['revokeAuthorizations', ['clientId' => 'x']];
        yield ['rotateKeys', []];
        yield ['withdrawKey', ['kid' => 'x']];
        yield ['setAssistant', ['assistant' => 'claude', 'state' => 'off']];
        yield ['decideAssistant', ['clientId' => 'https://app.example/c', 'decision' => 'approved']];
        yield ['keepAssistant', ['clientId' => 'https://app.example/c', 'scope' => 'matomo:read']];
        yield ['adoptAssistant', ['clientId' => 'https://app.example/c']];
        yield ['setDocuments', ['written' => true]];
    }

    public function testDiscovery(): void
    {
        $discovery = $this->api->getDiscovery();
        self::assertNull($discovery['test']);
        self::assertFalse($discovery['documents']['wanted']);
        self::assertFalse($discovery['cleanRoutes']);
        $issuer = $discovery['issuer'];
        $answers = [];
        $site = new class ($answers) extends OwnSite {
            /** @param array<string, OwnAnswer> $answers by URL */
            public function __construct(public array &$answers)
            {
            }

            public function address(string $issuer): OwnAddress
            {
                return new class ($this->answers) implements OwnAddress {
                    /** @param array<string, OwnAnswer> $answers */
                    public function __construct(private array $answers)
                    {
                    }

                    public function get(string $url): OwnAnswer|Verdict
                    {
                        return $this->answers === [] ? Verdict::Unreachable : $this->answers[$url] ?? new OwnAnswer(404, ['server' => ['nginx']]);
                    }
                };
            }
        };
        StaticContainer::getContainer()->set(OwnSite::class, $site);
        $own = StaticContainer::getContainer()->make(Discovery::class);
        StaticContainer::getContainer()->set(Discovery::class, $own);

        $discovery = $this->api->testDiscovery();
        self::assertSame('unknown', $discovery['test']['connects']);
        self::assertFalse($discovery['cleanRoutes']);
        $json = ['content-type' => ['application/json']];
        $answers = [
            "$issuer/oauth2/authorize" => new OwnAnswer(302, ['location' => ["$issuer/index.php?module=OAuth2&action=authorize"]]),
            "$issuer/oauth2/token" => new OwnAnswer(405, $json, '{"error":"invalid_request"}'),
            "$issuer/oauth2/jwks" => new OwnAnswer(200, $json, '{"keys":[]}'),
            "$issuer/index.php?module=OAuth2&action=metadata" => new OwnAnswer(200, $json, "{\"issuer\":\"$issuer\"}", '10.0.0.5'),
        ];
        $discovery = $this->api->testDiscovery();
        self::assertSame('none', $discovery['test']['connects']);
        self::assertSame('nginx', $discovery['test']['rules'][0]['server']);
        self::assertStringContainsString('/plugins/OAuth2/server-config/nginx.conf;', $discovery['test']['rules'][0]['lines']);
        self::assertTrue($discovery['cleanRoutes'], 'the metadata name what answers');
        $named = static function (): string {
            ServerFactory::instance()->reset();

            return ServerFactory::instance()->forPages()->settings()->endpoints->of(Endpoint::Token);
        };
        self::assertSame("$issuer/oauth2/token", $named());
        self::assertSame($discovery, $this->api->getDiscovery());

        // The setting decides otherwise, and the value of an earlier version is understood.
        foreach (['off' => 'index.php', 'on' => 'oauth2/token', '1' => 'oauth2/token', '0' => 'index.php'] as $value => $part) {
            Config::getInstance()->OAuth2 = ['cleanRoutes' => (string) $value];
            self::assertStringContainsString("$issuer/$part", $named());
        }
        Config::getInstance()->OAuth2 = [];
        self::assertStringContainsString('10.0.0.5', $discovery['test']['note']);

        // Where nothing else works, the test names the issuer of index.php, and changes nothing.
        self::assertSame(['', ''], [$discovery['test']['betterIssuer'], $discovery['test']['advice']]);
        $answers += ["$issuer/index.php/.well-known/openid-configuration" => new OwnAnswer(404, $json, '{"error":"invalid_request"}')];
        $better = $this->api->testDiscovery()['test'];
        self::assertSame("$issuer/index.php", $better['betterIssuer']);
        self::assertStringContainsString("oauth2:set-issuer $issuer/index.php", $better['advice']);
        self::assertSame($issuer, $this->api->getDiscovery()['issuer']);

        // Another issuer has not been tested.
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://other.example');
        self::assertStringContainsString('https://other.example/index.php', $named());
        self::assertNull($this->api->getDiscovery()['test']);
        Issuer::set(StaticContainer::get(SystemSettings::class), $issuer);
        self::assertSame("$issuer/oauth2/token", $named());

        // What an administrator saves in another process while the test runs stays, and the light script sees the same.
        $saved = new Factory();
        $saved->getPluginStorage('OAuth2', '')->setValue('accessTokenTtl', '77');
        $saved->getPluginStorage('OAuth2', '')->save();
        $own->test();
        $stored = static fn (): array => (new MatomoTables(ServerFactory::instance()->connection()))->settings();
        self::assertSame('77', $stored()['accessTokenTtl'] ?? null);
        self::assertSame($issuer, $stored()[SettingValues::FOUND_ROUTES] ?? null);

        // A silent server changes nothing; one that no longer answers there does, also in the daily task.
        $found = $answers;
        $answers = [];
        $own->watch();
        self::assertSame("$issuer/oauth2/token", $named());
        $answers = ["$issuer/x" => new OwnAnswer(200)];
        $own->watch();
        self::assertStringContainsString("$issuer/index.php", $named());
        self::assertSame(['77', ''], [$stored()['accessTokenTtl'] ?? null, $stored()[SettingValues::FOUND_ROUTES] ?? null]);
        // Routes that answer again are named again, without a hand.
        $answers = $found;
        $own->watch();
        self::assertSame("$issuer/oauth2/token", $named());
        self::assertSame($issuer, $stored()[SettingValues::FOUND_ROUTES] ?? null);
        $answers = ["$issuer/x" => new OwnAnswer(200)];
        $own->watch();
        self::assertSame('', $stored()[SettingValues::FOUND_ROUTES] ?? null);
        $answers = [];
        Config::getInstance()->OAuth2 = ['cleanRoutes' => 'off'];
        $before = $this->api->getDiscovery()['test'];
        $own->watch();
        self::assertSame($before, $this->api->getDiscovery()['test'], 'nothing is watched about which the setting decides');
        Config::getInstance()->OAuth2 = [];
    }

    public function testDocuments(): void
    {
        $folder = PIWIK_DOCUMENT_ROOT . '/.well-known';
        $issuer = (string) $this->api->getDiscovery()['issuer'];
        $document = static fn (string $name): array => (array) json_decode((string) @file_get_contents("$folder/$name"), true);
        try {
            $state = $this->api->setDocuments(true, self::PASSWORD);
            self::assertSame($folder, $state['documents']['path']);
            self::assertTrue($state['documents']['wanted']);
            self::assertSame(['own'], array_values(array_unique($state['documents']['files'])));
            self::assertSame($issuer, $document('oauth-authorization-server')['issuer']);
            self::assertSame($issuer, $document('openid-configuration')['issuer']);
            self::assertSame(['public'], $document('openid-configuration')['subject_types_supported']);
            self::assertSame($issuer, $document('oauth-protected-resource')['resource']);

            // Settings change the files at once; the daily task writes those that are missing.
            $settings = StaticContainer::get(SystemSettings::class);
            $settings->assistants->setValue('known');
            $settings->save();
            self::assertTrue($document('oauth-authorization-server')['client_id_metadata_document_supported'] ?? false);
            Filesystem::unlinkRecursive($folder, true);
            (new Tasks())->discovery();
            self::assertSame($issuer, $document('openid-configuration')['issuer'] ?? null);

            // What keeps the files from being up to date is on the screen and in the system check until it is mended.
            unlink("$folder/openid-configuration");
            symlink('/nowhere', "$folder/openid-configuration");
            self::assertNull(StaticDocuments::failure());
            StaticDocuments::refresh();
            self::assertSame("$folder/openid-configuration: foreign", StaticDocuments::failure()?->getMessage());
            self::assertStringContainsString("$folder/openid-configuration", $this->api->getDiscovery()['documents']['note']);
            unlink("$folder/openid-configuration");
            StaticDocuments::refresh();
            self::assertNull(StaticDocuments::failure());
            self::assertSame('', $this->api->getDiscovery()['documents']['note']);

            // Matomo's check of file integrity, with a release's list of files.
            if (!class_exists('Piwik\\Manifest')) {
                eval('namespace Piwik; class Manifest { public static $files = ["index.php" => [0, ""], "core/Piwik.php" => [0, ""]]; }');
                $unexpected = implode(' ', FileIntegrity::getUnexpectedFilesList());
                self::assertStringNotContainsString('well-known', $unexpected);
            }

            // While the plugin is not active there are no files; they come back with it.
            (new OAuth2())->deactivate();
            self::assertFalse(file_exists($folder));
            Installation::activate();
            self::assertSame($issuer, $document('openid-configuration')['issuer'] ?? null);

            // Files do not help the issuer of index.php; they come back with the other one.
            Issuer::set($settings, "$issuer/index.php");
            StaticDocuments::refresh();
            self::assertFalse(file_exists($folder));
            self::assertFalse($this->api->getDiscovery()['documents']['possible']);
            try {
                $this->api->setDocuments(true, self::PASSWORD);
                self::fail('Files were written that no client asks for');
            } catch (\InvalidArgumentException $refused) {
                self::assertStringContainsString("$issuer/index.php", $refused->getMessage());
            }
            Issuer::set($settings, $issuer);
            StaticDocuments::refresh();
            self::assertSame($issuer, $document('openid-configuration')['issuer'] ?? null);

            $state = $this->api->setDocuments(false, self::PASSWORD);
            self::assertFalse($state['documents']['wanted']);
            self::assertFalse(file_exists($folder));
            $settings->save();
            self::assertFalse(file_exists($folder));

            mkdir($folder);
            file_put_contents("$folder/openid-configuration", '{}');
            try {
                $this->api->setDocuments(true, self::PASSWORD);
                self::fail('The file of somebody else was replaced');
            } catch (\InvalidArgumentException $refused) {
                self::assertStringContainsString("$folder/openid-configuration exists and is not from this plugin", $refused->getMessage());
            }
            self::assertSame('{}', file_get_contents("$folder/openid-configuration"));
            self::assertFalse($this->api->getDiscovery()['documents']['wanted']);
        } finally {
            Filesystem::unlinkRecursive($folder, true);
        }
    }

    public function testTheFileForApacheStaysOnlyWhereItWorks(): void
    {
        $folder = PIWIK_DOCUMENT_ROOT . '/.well-known';
        $apache = new class () extends OwnSite {
            public bool $allows = false;

            public int $requests = 0;

            /** Apache with the folder: 500 for everything if it does not allow the lines of .htaccess. */
            public function address(string $issuer): OwnAddress
            {
                return new class ($this) implements OwnAddress {
                    public function __construct(private object $apache)
                    {
                    }

                    public function get(string $url): OwnAnswer|Verdict
                    {
                        $this->apache->requests++;
                        $file = PIWIK_DOCUMENT_ROOT . substr($url, (int) strpos($url, '/.well-known/'));
                        $isTyped = file_exists(\dirname($file) . '/.htaccess');
                        if ($isTyped && !$this->apache->allows) {
                            return new OwnAnswer(500);
                        }

                        return file_exists($file)
                            ? new OwnAnswer(200, $isTyped ? ['content-type' => ['application/json']] : [], (string) file_get_contents($file))
                            : new OwnAnswer(404);
                    }
                };
            }
        };
        StaticContainer::getContainer()->set(OwnSite::class, $apache);
        try {
            $documents = $this->api->setDocuments(true, self::PASSWORD)['documents'];
            self::assertFalse(file_exists("$folder/.htaccess"), 'it is gone again');
            self::assertSame(['own'], array_values(array_unique($documents['files'])));
            self::assertStringContainsString('.htaccess', $documents['note']);
            $before = $apache->requests;
            (new Tasks())->discovery();
            StaticContainer::get(SystemSettings::class)->save();
            self::assertSame($before, $apache->requests, 'the task does not try it again');
            self::assertFalse(file_exists("$folder/.htaccess"));

            $apache->allows = true;
            $documents = $this->api->setDocuments(true, self::PASSWORD)['documents'];
            self::assertFileExists("$folder/.htaccess");
            self::assertSame('', $documents['note']);
            Filesystem::unlinkRecursive($folder, true);
            $before = $apache->requests;
            StaticContainer::get(SystemSettings::class)->save();
            self::assertFileExists("$folder/.htaccess");
            self::assertSame($before, $apache->requests, 'saving settings waits for no request');

            // The web server no longer allows it.
            $apache->allows = false;
            (new Tasks())->discovery();
            self::assertFalse(file_exists("$folder/.htaccess"));
            self::assertStringContainsString('.htaccess', $this->api->getDiscovery()['documents']['note']);

            // Files of an earlier issuer are ours, those of another one are not.
            Issuer::set(StaticContainer::get(SystemSettings::class), 'https://new.example');
            StaticDocuments::refresh();
            self::assertSame(['own'], array_values(array_unique($this->api->getDiscovery()['documents']['files'])));
            $old = (string) file_get_contents("$folder/openid-configuration");
            self::assertStringContainsString('"issuer":"https://new.example"', $old);
            Issuer::set(StaticContainer::get(SystemSettings::class), 'https://newer.example');
            StaticDocuments::refresh();
            self::assertStringContainsString('"issuer":"https://newer.example"', (string) file_get_contents("$folder/openid-configuration"));
            file_put_contents("$folder/openid-configuration", $old);
            self::assertSame('own', $this->api->getDiscovery()['documents']['files']['openid-configuration']);
            file_put_contents("$folder/openid-configuration", str_replace('https://new.example', 'https://other.example', $old));
            self::assertSame('foreign', $this->api->getDiscovery()['documents']['files']['openid-configuration']);
            $this->api->setDocuments(false, self::PASSWORD);
            self::assertSame(['.', '..', 'openid-configuration'], scandir($folder));
            self::assertFalse($this->api->getDiscovery()['documents']['wanted']);
        } finally {
            Filesystem::unlinkRecursive($folder, true);
        }
    }

    public function testAssistants(): void
    {
        $state = $this->api->getAssistants();
        self::assertSame(['off', [], null], [$state['trust'], $state['hosts'], $state['outgoing']]);
        $known = array_column($state['known'], 'state', 'key');
        self::assertSame(['on', 'off'], [$known['claude'], $known['goose']]);
        self::assertSame([], $state['clients']);
        $state = $this->api->setAssistant('claude', 'follow', self::PASSWORD);
        self::assertSame('follow', array_column($state['known'], 'state', 'key')['claude']);
        // Blocking takes access away, so it needs no password.
        $state = $this->api->decideAssistant('evil.example', 'blocked');
        self::assertSame([['evil.example', 'blocked', 0]], array_map(
            static fn (array $client): array => [$client['client_id'], $client['state'], $client['users']],
            $state['clients'],
        ));
        self::assertSame([], $this->api->decideAssistant('evil.example', 'none', self::PASSWORD)['clients']);
        foreach ([
            fn () => $this->api->decideAssistant('evil.example', 'pending', self::PASSWORD),
            fn () => $this->api->decideAssistant('evil.example', '', self::PASSWORD),
            fn () => $this->api->decideAssistant('evil.example', 'approved', self::PASSWORD),
            fn () => $this->api->setAssistant('claude', 'maybe', self::PASSWORD),
            fn () => $this->api->setAssistant('nobody', 'on', self::PASSWORD),
            fn () => $this->api->keepAssistant('https://app.example/c', 'matomo:read', self::PASSWORD),
            fn () => $this->api->adoptAssistant('https://app.example/c', self::PASSWORD),
        ] as $wrong) {
            try {
                $wrong();
                self::fail('No exception');
            } catch (\InvalidArgumentException $refused) {
                self::assertSame(1, preg_match('/no such assistant|decision is/', $refused->getMessage()), $refused->getMessage());
            }
        }
        self::assertSame([], $this->api->getAssistants()['clients']);
    }

    public function testPausingNeedsNoPasswordAndResumingAlwaysDoes(): void
    {
        $id = $this->create('matomo:read')['client']['client_id'];
        foreach (['0', 'false', 'False', false, 0] as $pause) {
            self::assertFalse($this->api->setClientActive($id, $pause)['client']['active']);
            foreach ([[], ['wrong password']] as $password) {
                try {
                    $this->api->setClientActive($id, '1', ...$password);
                    self::fail('No exception');
                } catch (\Exception $refused) {
                    self::assertSame(1, preg_match('/password/i', $refused->getMessage()));
                }
            }
            self::assertFalse($this->api->getClient($id)['active']);
            $resume = ['0' => '1', 'false' => 'true', 'False' => 'True'][(string) $pause] ?? true;
            self::assertTrue($this->api->setClientActive($id, $resume, self::PASSWORD)['client']['active']);
        }
        $answer = Request::processRequest('OAuth2.setClientActive', ['clientId' => $id, 'active' => 'false', 'format' => 'original']);
        self::assertFalse($answer['client']['active']);
        foreach (['', '2', 'off', null, [], ['0']] as $wrong) {
            try {
                $this->api->setClientActive($id, $wrong);
                self::fail('No exception');
            } catch (\InvalidArgumentException $refused) {
                self::assertSame('active is 1 or 0', $refused->getMessage());
            }
        }
    }

    public function testTheFirstScopeIsTheMaximumAsInTheOfficialPlugin(): void
    {
        foreach (['matomo:admin', 'matomo:read matomo:write matomo:admin', ['matomo:write', 'matomo:admin']] as $scope) {
            $client = $this->api->createClient('N', ['client_credentials'], $scope, passwordConfirmation: self::PASSWORD)['client'];
            self::assertSame('matomo:admin', $client['scopes'][0]);
            $updated = $this->api->updateClient(
                $client['client_id'],
                'N',
                ['client_credentials'],
                $client['scopes'][0],
                passwordConfirmation: self::PASSWORD,
            )['client'];
            self::assertSame(['matomo:admin'], $updated['scopes']);
        }
    }

    /** @dataProvider administration */
    public function testOnlySuperUsersAdministrate(string $method, array $arguments): void
    {
        FakeAccess::clearAccess(false, [1], [], 'someadmin');
        $this->expectException(NoAccessException::class);
        $this->api->$method(...$arguments);
    }

    /** @return iterable<array{string, array<string, mixed>}> */
    public function administration(): iterable
    {
        yield from $this->writes();
        yield ['getNewSecret', []];
        yield ['confirmNewSecret', ['clientId' => 'x']];
        yield ['getClients', []];
        yield ['getClientPage', []];
        yield ['testClient', ['clientId' => 'x']];
        yield ['getClient', ['clientId' => 'x']];
        yield ['getClientEffects', ['clientId' => 'x']];
        yield ['getUpdateEffects', ['clientId' => 'x', 'grantTypes' => [], 'scope' => '']];
        yield ['getScopes', []];
        yield ['getAuthorizations', ['clientId' => 'x']];
        yield ['getClientEvents', ['clientId' => 'x']];
        yield ['getKeys', []];
        yield ['getKeyEffects', ['kid' => 'x']];
        yield ['getSettingsPreview', ['values' => []]];
        yield ['getEndpoints', []];
    }

    public function testOwnAuthorizationsNeedAUser(): void
    {
        FakeAccess::clearAccess(false, [], [], 'someview');
        self::assertSame([], $this->api->getMyAuthorizations());
        self::assertSame(['revoked' => false], $this->api->revokeMyAuthorization('x'));
        self::assertSame(['revoked' => 0], $this->api->revokeMyApp('x'));
        FakeAccess::clearAccess(false, [], [], 'anonymous');
        foreach ([
            fn () => $this->api->getMyAuthorizations(),
            fn () => $this->api->revokeMyAuthorization('x'),
            fn () => $this->api->revokeMyApp('x'),
        ] as $call) {
            try {
                $call();
                self::fail('anonymous may call it');
            } catch (NoAccessException) {
                self::assertTrue(true);
            }
        }
    }

    public function testKeysAndEndpoints(): void
    {
        $states = array_column($this->api->getKeys(), 'state');
        sort($states);
        self::assertSame(['current', 'next'], $states);
        $endpoints = $this->api->getEndpoints();
        self::assertSame('https://matomo.example/analytics', $endpoints['issuer']);
        self::assertSame('https://matomo.example/analytics/index.php?module=OAuth2&action=token', $endpoints['token']);
        self::assertSame(
            'https://matomo.example/.well-known/oauth-authorization-server/analytics',
            $endpoints['clean_metadata'],
        );
        self::assertSame(['rotated' => true, 'wait' => 0], $this->api->rotateKeys(self::PASSWORD));
        $kids = array_column($this->api->getKeys(), 'kid', 'state');
        self::assertSame(
            ['withdrawn' => $kids['current'], 'current' => $kids['next']],
            $this->api->withdrawKey($kids['current'], self::PASSWORD),
        );
        self::assertNotContains($kids['current'], array_column($this->api->getKeys(), 'kid'));
        $this->expectException(\InvalidArgumentException::class);
        $this->api->withdrawKey('x', self::PASSWORD);
    }

    public function testANewSecretCanBeAskedForAgainInTheSameSession(): void
    {
        $none = ['client_id' => null, 'secret' => null];
        ['secret' => $unknown] = $this->create('matomo:read', 'no_session');
        self::assertNotNull($unknown);
        self::assertSame($none, $this->api->getNewSecret('no_session'));
        self::assertSame(['confirmed' => false], $this->api->confirmNewSecret('no_session'));

        $session = new class () extends BrowserSession {
            public ?string $id = 'one';

            public function id(): ?string
            {
                return $this->id;
            }
        };
        StaticContainer::getContainer()->set(BrowserSession::class, $session);
        ['client' => $client, 'secret' => $secret] = $this->create('matomo:read');
        $id = $client['client_id'];
        self::assertSame(['client_id' => $id, 'secret' => $secret], $this->api->getNewSecret());
        ['secret' => $rotated] = $this->api->rotateSecret($id, self::PASSWORD);
        self::assertSame(['client_id' => $id, 'secret' => $rotated], $this->api->getNewSecret($id));
        $session->id = 'two';
        self::assertSame($none, $this->api->getNewSecret($id));
        $session->id = 'one';
        self::assertSame(['confirmed' => true], $this->api->confirmNewSecret($id));
        self::assertSame($none, $this->api->getNewSecret($id));

        // A client that becomes confidential has a new secret as well.
        $update = fn (string $type): array => $this->api->updateClient(
            $id,
            'N',
            ['authorization_code'],
            'matomo:read',
            'https://app.example/cb',
            type: $type,
            passwordConfirmation: self::PASSWORD,
        );
        self::assertNull($update('public')['secret']);
        self::assertSame($none, $this->api->getNewSecret($id));
        self::assertSame($update('confidential')['secret'], $this->api->getNewSecret($id)['secret']);
    }

    public function testEffectsAreCountedBeforeAChange(): void
    {
        $this->create('matomo:read matomo:write', 'counted');
        $table = new AuthorizationTable(ServerFactory::instance()->connection());
        $epoch = ServerFactory::instance()->server()->clients()->get('counted')->epoch;
        foreach (['a' => 'matomo:read', 'b' => 'matomo:write', 'c' => 'matomo:write'] as $id => $scope) {
            $table->insert(new AuthorizationRecord(
                id: $id,
                clientId: 'counted',
                login: 'user',
                kind: AuthorizationKind::Code,
                scope: $scope,
                resource: 'https://matomo.example/analytics',
                clientEpoch: $epoch,
                createdAt: time(),
                expiresAt: time() + 3600,
                codeRedeemedAt: time(),
                redirectUri: 'https://app.example/cb?a=1&b=2',
            ));
        }
        $grants = ['authorization_code', 'client_credentials', 'refresh_token'];
        $uri = 'https://app.example/cb?a=1&b=2';
        self::assertSame(
            ['authorizations' => 3, 'users' => 1, 'own' => 0, 'causes' => []],
            $this->api->getClientEffects('counted'),
        );
        self::assertSame(
            ['authorizations' => 2, 'users' => 1, 'own' => 0, 'causes' => ['scopes']],
            $this->api->getUpdateEffects('counted', $grants, 'matomo:read', $uri),
        );
        self::assertSame(
            ['authorizations' => 0, 'users' => 0, 'own' => 0, 'causes' => []],
            $this->api->getUpdateEffects('counted', $grants, 'matomo:read matomo:write', [$uri, 'https://b.example/']),
        );
        self::assertSame(
            ['authorizations' => 3, 'users' => 1, 'own' => 0, 'causes' => ['type']],
            $this->api->getUpdateEffects('counted', ['authorization_code'], 'matomo:read', $uri, 'public'),
        );
        $all = ['authorizations' => 3, 'users' => 1, 'own' => 0, 'causes' => []];
        $kids = array_column($this->api->getKeys(), 'kid', 'state');
        self::assertSame($all, $this->api->getKeyEffects($kids['current']));
        self::assertSame(array_merge($all, ['authorizations' => 0, 'users' => 0]), $this->api->getKeyEffects($kids['next']));
        self::assertSame(
            ['errors' => [], 'effects' => array_merge($all, ['causes' => ['issuer']]), 'clients' => ['issuer' => 1]],
            $this->api->getSettingsPreview(['issuer' => 'https://other.example']),
        );
        self::assertNull($table->find('a')?->endedAt);
        $this->expectException(\InvalidArgumentException::class);
        $this->api->getKeyEffects('no such key');
    }

    public function testAClientHasALogOfWhatHappenedToIt(): void
    {
        $this->create('matomo:read', 'logged');
        $events = fn (): array => array_map(
            static fn (array $event): array => [$event['name'], $event['by'], $event['details']],
            $this->api->getClientEvents('logged'),
        );
        $admin = Fixture::ADMIN_USER_LOGIN;
        $created = ['client.created', $admin, ['owner' => $admin, 'acts_as' => $admin]];
        self::assertSame([$created], $events());
        $rotated = $this->api->rotateSecret('logged', self::PASSWORD, '1day');
        $this->api->setClientActive('logged', '0');
        self::assertSame([
            ['client.paused', $admin, []],
            ['client.secret_rotated', $admin, ['leaked' => false, 'old_until' => $rotated['old_secret_until']]],
            $created,
        ], $events());
        self::assertLessThan(60, abs((int) strtotime($this->api->getClientEvents('logged')[0]['happened_at'] . ' UTC') - time()));
        $this->api->setClientActive('logged', '1', self::PASSWORD);
        $form = ['grant_type' => 'client_credentials', 'client_id' => 'logged', 'client_secret' => $rotated['secret']];
        $headers = ['content-type' => ['application/x-www-form-urlencoded']];
        self::assertSame(200, ServerFactory::instance()->server()->token(new HttpRequest('POST', '', $headers, http_build_query($form)))->status);
        self::assertSame(['authorization.granted', '', ['login' => $admin, 'scope' => 'matomo:read']], $events()[0]);
        $client = $this->api->getClient('logged');
        self::assertNotNull($client['secret_used_at']);
        self::assertNull($client['old_secret_used_at']);
        self::assertNotNull($client['old_secret_created_at']);
        [$authorization] = $this->api->getAuthorizations('logged');
        $this->api->revokeAuthorization($authorization['id'], self::PASSWORD);
        self::assertSame(
            ['authorization.revoked', $admin, ['login' => $admin, 'reason' => 'administrator_revoked']],
            $events()[0],
        );
        self::assertSame(['revoked' => 0], $this->api->revokeAuthorizations('logged', self::PASSWORD));
        self::assertSame(200, ServerFactory::instance()->server()->token(new HttpRequest('POST', '', $headers, http_build_query($form)))->status);
        self::assertSame(['revoked' => 1], $this->api->revokeAuthorizations('logged', self::PASSWORD));
        self::assertSame(
            ['authorization.revoked', $admin, ['count' => 1, 'reason' => 'administrator_revoked']],
            $events()[0],
        );
        self::assertSame(['ended', 'ended'], array_column($this->api->getAuthorizations('logged'), 'state'));
        $this->api->deleteClient('logged', self::PASSWORD);
        $this->create('matomo:read', 'logged');
        self::assertSame([$created], $events(), 'nothing is left of a deleted client');
    }

    public function testSettingsAreCheckedBeforeAChange(): void
    {
        $values = [
            'accessTokenTtl' => '59', 'refreshTokenTtl' => '1.5', 'keyRotationDays' => '', 'refreshGrace' => '0', 'defaultScopes' => '',
            'issuer' => 'ftp://x', 'privateUseSchemes' => 'javascript', 'enableClientCredentials' => '0', 'unknown' => 'x',
        ];
        $preview = $this->api->getSettingsPreview($values);
        self::assertSame(
            ['accessTokenTtl', 'refreshTokenTtl', 'keyRotationDays', 'defaultScopes', 'issuer', 'privateUseSchemes'],
            array_keys($preview['errors']),
        );
        self::assertSame('Enter a whole number from 60 to 86400.', $preview['errors']['accessTokenTtl']);
        self::assertSame([], $preview['clients'], 'no numbers beside errors');
        self::assertSame(3600, StaticContainer::get(SystemSettings::class)->accessTokenTtl->getValue());
        self::assertSame(['enableClientCredentials' => 0], $this->api->getSettingsPreview(['enableClientCredentials' => '0'])['clients']);
    }

    public function testDeletingAnOwnerDeletesNoClient(): void
    {
        UsersApi::getInstance()->addUser('owner', 'password of owner', 'owner@example.org', false, null, self::PASSWORD);
        $this->create('matomo:read', 'of_admin');
        FakeAccess::$identity = 'owner';
        FakeAccess::$superUserLogin = 'owner';
        $this->api->createClient('N', ['client_credentials'], 'matomo:read', [], '', 'confidential', '1', 'password of owner', 'of_owner');
        FakeAccess::$identity = Fixture::ADMIN_USER_LOGIN;
        FakeAccess::$superUserLogin = Fixture::ADMIN_USER_LOGIN;
        UsersApi::getInstance()->deleteUser('owner', self::PASSWORD);
        $clients = array_column($this->api->getClients(), null, 'client_id');
        self::assertSame([], $clients['of_admin']['warnings']);
        self::assertSame(['', null], [$clients['of_owner']['owner_login'], $clients['of_owner']['acts_as']]);
        self::assertSame(['no_user', 'no_owner'], array_column($clients['of_owner']['warnings'], 'code'));

        $given = $this->api->setClientOwner('of_owner', Fixture::ADMIN_USER_LOGIN, self::PASSWORD)['client'];
        self::assertSame([Fixture::ADMIN_USER_LOGIN, null], [$given['owner_login'], $given['acts_as']]);
        $updated = $this->api->updateClient(
            'of_owner',
            'N',
            ['client_credentials'],
            'matomo:read',
            passwordConfirmation: self::PASSWORD,
            actsAs: Fixture::ADMIN_USER_LOGIN,
        )['client'];
        self::assertSame([Fixture::ADMIN_USER_LOGIN, []], [$updated['acts_as'], $updated['warnings']]);
    }

    public function testTheOwnerIsASuperUserAndTheClientActsAsAnyUser(): void
    {
        UsersApi::getInstance()->addUser('worker', 'password of worker', 'w@example.org', false, null, self::PASSWORD);
        $create = fn (string $actsAs): array => $this->api->createClient(
            'N',
            ['client_credentials'],
            'matomo:read',
            passwordConfirmation: self::PASSWORD,
            clientId: 'works',
            actsAs: $actsAs,
        );
        self::assertSame(
            'The grant type Authorization Code needs at least one redirect URI.',
            $this->api->getClientErrors('N', ['authorization_code'], 'matomo:read')['redirectUris'],
        );
        self::assertSame(
            'The grant type Refresh Token needs Authorization Code, because only that grant type issues refresh tokens.',
            $this->api->getClientErrors('N', ['refresh_token'], 'matomo:read')['grantTypes'],
        );
        self::assertSame(
            'Unknown grant type. Choose from: Authorization Code, Client Credentials, Refresh Token.',
            $this->api->getClientErrors('N', ['password'], 'matomo:read')['grantTypes'],
        );
        self::assertSame(['actsAs'], array_keys($this->api->getClientErrors('N', ['client_credentials'], 'matomo:read', actsAs: 'nobody')));
        foreach (['nobody', 'WORKER', 'anonymous'] as $nobody) {
            try {
                $create($nobody);
                self::fail($nobody);
            } catch (\InvalidArgumentException $refused) {
                self::assertStringContainsString($nobody, $refused->getMessage());
            }
        }
        $client = $create('worker')['client'];
        self::assertSame([Fixture::ADMIN_USER_LOGIN, 'worker'], [$client['owner_login'], $client['acts_as']]);
        foreach (['worker', 'nobody', ''] as $login) {
            try {
                $this->api->setClientOwner('works', $login, self::PASSWORD);
                self::fail($login);
            } catch (\InvalidArgumentException $refused) {
                self::assertSame(Piwik::translate('OAuth2_ProblemOwnerUnfit'), $refused->getMessage());
            }
        }
        self::assertSame('worker', $this->api->getClient('works')['acts_as']);
    }

    public function testANewLoginMustNotEqualAClientId(): void
    {
        $this->create('matomo:read', 'analytics_app');
        $user = ['password' => 'password of user', 'passwordConfirmation' => self::PASSWORD];
        $attempts = ['UsersManager.addUser' => $user, 'UsersManager.inviteUser' => ['initialIdSite' => 1] + $user];
        foreach (['analytics_app', 'Analytics_App', 'ANALYTICS_APP'] as $login) {
            foreach ($attempts as $method => $parameters) {
                try {
                    Request::processRequest($method, ['userLogin' => $login, 'email' => 'app@example.org'] + $parameters);
                    self::fail("$method did not fail");
                } catch (\Exception $refused) {
                    self::assertStringStartsWith(Piwik::translate('OAuth2_LoginIsClientId'), $refused->getMessage(), $method);
                }
            }
        }
        Request::processRequest('UsersManager.addUser', ['userLogin' => 'analytics', 'email' => 'a@example.org'] + $user);
        self::assertTrue(UsersApi::getInstance()->userExists('analytics'));
        self::assertFalse(UsersApi::getInstance()->userExists('analytics_app'));
    }

    public function testANewUserInheritsNothingFromAFormerUserOfTheLogin(): void
    {
        $server = ServerFactory::instance()->server();
        $server->clients()->create(
            new ClientDraft('Left', [], ['client_credentials'], ['matomo:read'], 'confidential', clientId: 'left'),
            'returned',
        );
        $table = new AuthorizationTable(ServerFactory::instance()->connection());
        $now = time();
        $table->insert(new AuthorizationRecord(
            id: 'a1',
            clientId: 'left',
            login: 'returned',
            kind: AuthorizationKind::ClientCredentials,
            scope: 'matomo:read',
            resource: 'https://matomo.example/analytics',
            clientEpoch: 0,
            createdAt: $now,
            expiresAt: $now + 3600,
        ));
        self::assertCount(1, $server->authorizations()->forUser('returned'));
        UsersApi::getInstance()->addUser('returned', 'password of user', 'r@example.org', false, null, self::PASSWORD);
        [$left] = $server->clients()->all();
        self::assertSame(['', null], [$left->ownerLogin, $left->actsAs]);
        self::assertSame([], $server->authorizations()->forUser('returned'));
        self::assertTrue(UsersApi::getInstance()->userExists('returned'));
    }

    public function testAFailingListenerDoesNotStopTheRemovalOfAUsersLogin(): void
    {
        UsersApi::getInstance()->addUser('owner', 'password of owner', 'owner@example.org', false, null, self::PASSWORD);
        $registry = ServerFactory::instance()->server()->clients();
        foreach (['one', 'two'] as $id) {
            $registry->create(new ClientDraft('N', [], ['client_credentials'], ['matomo:read'], 'confidential', clientId: "app_$id"), 'owner');
        }
        $told = [];
        Piwik::addAction('OAuth2.client.user_deleted', static function (array $data) use (&$told): void {
            $told[] = $data['client_id'];
            throw new \RuntimeException('A listener has failed');
        });
        UsersApi::getInstance()->deleteUser('owner', self::PASSWORD);
        sort($told);
        self::assertSame(['app_one', 'app_two'], $told);
        self::assertSame(['', ''], array_map(static fn (ClientRecord $client): string => $client->ownerLogin, $registry->all()));
        self::assertSame([null, null], array_map(static fn (ClientRecord $client): ?string => $client->actsAs, $registry->all()));
    }

    public function testUsersCanBeAddedWithoutThePluginsTables(): void
    {
        Installation::schema()->uninstall();
        Request::processRequest('UsersManager.addUser', [
            'userLogin' => 'somebody',
            'email' => 'a@example.org',
            'password' => 'password of user',
            'passwordConfirmation' => self::PASSWORD,
        ]);
        self::assertTrue(UsersApi::getInstance()->userExists('somebody'));
    }

    /** @return array{client: array<string, mixed>, secret: ?string} */
    private function create(string $scope, string $clientId = ''): array
    {
        return $this->api->createClient(
            'Name & <b>',
            ['authorization_code', 'client_credentials', 'refresh_token'],
            $scope,
            ['https://app.example/cb?a=1&b=2'],
            'About it',
            'confidential',
            '1',
            self::PASSWORD,
            $clientId,
        );
    }
}
