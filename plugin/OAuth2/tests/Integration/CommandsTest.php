<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use OAuth2\Key;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Plugin\ConsoleCommand;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Commands;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\SystemSettings;
use Piwik\Plugins\UsersManager\API as UsersApi;
use Piwik\Settings\Storage\Backend\Cache as SettingsCache;
use Piwik\Settings\Storage\Backend\PluginSettingsTable;
use Piwik\Settings\Storage\Factory as SettingsStorage;
use Piwik\Tests\Framework\Fixture;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;
use Symfony\Component\Console\Application;
use Symfony\Component\Console\Tester\CommandTester;

/**
 * @group OAuth2
 * @group OAuth2Commands
 * @group Plugins
 */
class CommandsTest extends IntegrationTestCase
{
    private string $output = '';

    private string $errors = '';

    public function setUp(): void
    {
        parent::setUp();
        Config::getInstance()->General['salt'] = str_repeat('salt', 8);
        Fixture::createSuperUser();
        UsersApi::getInstance()->addUser('viewer', 'password of viewer', 'viewer@example.org');
        Issuer::set(StaticContainer::get(SystemSettings::class), 'https://matomo.example/analytics');
        Installation::activate();
        ServerFactory::instance()->reset();
    }

    public function testAllCommandsAreFound(): void
    {
        $found = Manager::getInstance()->getLoadedPlugin('OAuth2')->findMultipleComponents('Commands', ConsoleCommand::class);
        $names = array_map(static fn (string $class): string => (string) (new $class())->getName(), array_values($found));
        sort($names);
        self::assertSame([
            'oauth2:check', 'oauth2:compare-assistants', 'oauth2:create-client', 'oauth2:delete-client', 'oauth2:end-old-secret',
            'oauth2:generate-encryption-key', 'oauth2:generate-rsa-keys', 'oauth2:list-assistants', 'oauth2:list-authorizations',
            'oauth2:list-clients', 'oauth2:list-keys', 'oauth2:migrate', 'oauth2:pause-client', 'oauth2:purge',
            'oauth2:resume-client',
            'oauth2:revoke-authorization', 'oauth2:rotate-keys', 'oauth2:rotate-secret', 'oauth2:self-test', 'oauth2:set-assistant', 'oauth2:set-client-keys',
            'oauth2:set-issuer', 'oauth2:set-owner', 'oauth2:show-client', 'oauth2:show-issuer', 'oauth2:test-discovery', 'oauth2:update-client', 'oauth2:withdraw-key',
            'oauth2:write-documents',
        ], $names);
    }

    public function testLifeOfAClientInJson(): void
    {
        $created = $this->json(new Commands\CreateClient(), [
            '--owner' => Fixture::ADMIN_USER_LOGIN,
            '--name' => 'Reports & <info>more</info>',
            '--client-id' => 'reports',
            '--grant-type' => ['authorization_code', 'refresh_token'],
            '--scope' => ['matomo:write matomo:read'],
            '--redirect-uri' => ['https://app.example/cb?a=1,2', 'https://app.example/other'],
        ]);
        self::assertSame(['client', 'secret'], array_keys($created));
        self::assertSame(1, preg_match('/^[0-9a-f]{64}$/', $created['secret']));
        $client = $created['client'];
        self::assertSame('Reports & <info>more</info>', $client['name']);
        self::assertSame(['matomo:write', 'matomo:read'], $client['scopes']);
        self::assertSame(['https://app.example/cb?a=1,2', 'https://app.example/other'], $client['redirect_uris']);
        self::assertSame(Fixture::ADMIN_USER_LOGIN, $client['owner_login']);
        self::assertTrue($client['active']);

        self::assertSame([$client], $this->json(new Commands\ListClients()));
        self::assertSame($client, $this->json(new Commands\ShowClient(), ['client-id' => 'reports']));
        self::assertSame(Fixture::ADMIN_USER_LOGIN, $client['acts_as']);
        $owned = $this->json(new Commands\SetOwner(), ['client-id' => 'reports', 'login' => Fixture::ADMIN_USER_LOGIN]);
        self::assertSame(Fixture::ADMIN_USER_LOGIN, $owned['client']['owner_login']);
        self::assertSame(1, $this->execute(new Commands\SetOwner(), ['client-id' => 'reports', 'login' => 'viewer']));
        self::assertStringContainsString('must be a super user', $this->errors);
        self::assertSame(1, $this->execute(new Commands\UpdateClient(), ['client-id' => 'reports', '--acts-as' => 'nobody']));
        self::assertStringContainsString('--acts-as: ', $this->errors);
        $paused = $this->json(new Commands\PauseClient(), ['client-id' => 'reports']);
        self::assertFalse($paused['client']['active']);
        $resumed = $this->json(new Commands\ResumeClient(), ['client-id' => 'reports']);
        self::assertTrue($resumed['client']['active']);
        $rotated = $this->json(new Commands\RotateSecret(), ['client-id' => 'reports']);
        self::assertSame(['client_id', 'secret', 'old_secret_until'], array_keys($rotated));
        self::assertNotSame($created['secret'], $rotated['secret']);
        self::assertNull($rotated['old_secret_until']);
        self::assertSame(1, $this->execute(new Commands\EndOldSecret(), ['client-id' => 'reports']));
        $kept = $this->json(new Commands\RotateSecret(), ['client-id' => 'reports', '--old-secret' => '30days']);
        $shown = $this->json(new Commands\ShowClient(), ['client-id' => 'reports']);
        self::assertSame($kept['old_secret_until'], $shown['old_secret_until']);
        self::assertSame(0, $this->execute(new Commands\ShowClient(), ['client-id' => 'reports']));
        self::assertStringContainsString("works until {$kept['old_secret_until']} UTC", $this->output);
        self::assertSame(['ended' => true], $this->json(new Commands\EndOldSecret(), ['client-id' => 'reports']));
        foreach ([['--old-secret' => 'forever'], ['--old-secret' => '1hour', '--leaked' => true]] as $wrong) {
            self::assertSame(1, $this->execute(new Commands\RotateSecret(), ['client-id' => 'reports'] + $wrong));
            self::assertStringContainsString('--old-secret: ', $this->errors);
        }
        self::assertNull($this->json(new Commands\RotateSecret(), ['client-id' => 'reports', '--leaked' => true])['old_secret_until']);
        self::assertSame(['deleted' => true], $this->json(new Commands\DeleteClient(), ['client-id' => 'reports']));
        self::assertSame([], $this->json(new Commands\ListClients()));
    }

    public function testAClientWithKeys(): void
    {
        $folder = (string) realpath(sys_get_temp_dir());
        $keys = array_map(static fn (string $name): Key => Key::generate('ES256', keyId: $name), ['one', 'two']);
        $files = array_map(static fn (Key $key): string => (string) tempnam($folder, 'key'), $keys);
        foreach ($keys as $number => $key) {
            file_put_contents($files[$number], $number === 0 ? $key->toPublicPem() : json_encode($key->toPublicJwk(), JSON_THROW_ON_ERROR));
        }
        $created = $this->json(new Commands\CreateClient(), [
            '--owner' => Fixture::ADMIN_USER_LOGIN, '--name' => 'Export', '--client-id' => 'export',
            '--grant-type' => ['client_credentials'], '--scope' => ['matomo:read'], '--keys' => $files[0],
        ]);
        self::assertNull($created['secret']);
        self::assertSame('private_key_jwt', $created['client']['auth_method']);
        $kept = $this->json(new Commands\SetClientKeys(), ['client-id' => 'export', '--keys' => $files[1], '--keep' => true]);
        self::assertSame([null, 'two'], array_column($kept['client']['keys'], 'kid'));
        self::assertSame(0, $this->execute(new Commands\ShowClient(), ['client-id' => 'export']));
        self::assertStringContainsString('keys (private_key_jwt)', $this->output);
        self::assertStringContainsString('ES256, kid two, thumbprint ' . $keys[1]->thumbprint(), $this->output);
        self::assertSame(1, $this->execute(new Commands\RotateSecret(), ['client-id' => 'export']));
        foreach ([[], ['--keys' => $files[0], '--remove' => true], ['--keys' => $folder . '/none'], ['--keys-url' => 'http://app.example/jwks']] as $wrong) {
            self::assertSame(1, $this->execute(new Commands\SetClientKeys(), ['client-id' => 'export'] + $wrong));
            self::assertStringContainsString('--', $this->errors);
        }
        file_put_contents($files[0], $keys[0]->toPem());
        self::assertSame(1, $this->execute(new Commands\SetClientKeys(), ['client-id' => 'export', '--keys' => $files[0]]));
        self::assertStringContainsString('--keys: Key 1 is a private key.', $this->errors);
        $removed = $this->json(new Commands\SetClientKeys(), ['client-id' => 'export', '--remove' => true]);
        self::assertSame(['client_secret', []], [$removed['client']['auth_method'], $removed['client']['keys']]);
        self::assertIsString($removed['secret']);
        array_map(unlink(...), $files);
    }

    public function testUpdateChangesOnlyTheGivenOptions(): void
    {
        $old = $this->client();
        $updated = $this->json(new Commands\UpdateClient(), ['client-id' => 'app', '--name' => 'Other', '--scope' => ['matomo:admin']]);
        self::assertNull($updated['secret']);
        self::assertSame('Other', $updated['client']['name']);
        self::assertSame(['matomo:admin'], $updated['client']['scopes']);
        foreach (['description', 'redirect_uris', 'grant_types', 'type', 'active', 'owner_login', 'secret_hint'] as $same) {
            self::assertSame($old[$same], $updated['client'][$same]);
        }

        $public = $this->json(new Commands\UpdateClient(), [
            'client-id' => 'app',
            '--type' => 'public',
            '--grant-type' => ['authorization_code'],
            '--description' => '',
        ]);
        self::assertNull($public['secret']);
        self::assertSame('public', $public['client']['type']);
        self::assertSame('', $public['client']['description']);
        $confidential = $this->json(new Commands\UpdateClient(), ['client-id' => 'app', '--type' => 'confidential']);
        self::assertSame(1, preg_match('/^[0-9a-f]{64}$/', $confidential['secret']));
    }

    public function testPkceCanBeSwitchedOffForAConfidentialClient(): void
    {
        $this->client();
        $update = fn (string ...$options): array => $this->json(
            new Commands\UpdateClient(),
            ['client-id' => 'app'] + array_fill_keys($options, true),
        )['client'];
        self::assertFalse($update('--no-pkce')['require_pkce']);
        self::assertSame(['no_pkce'], array_column($update()['warnings'], 'code'));
        self::assertTrue($update('--require-pkce')['require_pkce']);
        $both = ['client-id' => 'app', '--require-pkce' => true, '--no-pkce' => true];
        self::assertSame(1, $this->execute(new Commands\UpdateClient(), $both));
        self::assertStringContainsString('not both', $this->errors);
        $create = [
            '--owner' => Fixture::ADMIN_USER_LOGIN, '--name' => 'N', '--grant-type' => ['authorization_code'],
            '--scope' => ['matomo:read'], '--redirect-uri' => ['https://app.example/cb'], '--no-pkce' => true,
        ];
        self::assertFalse($this->json(new Commands\CreateClient(), $create)['client']['require_pkce']);
        self::assertSame(1, $this->execute(new Commands\CreateClient(), $create + ['--type' => 'public']));
        self::assertStringContainsString('--no-pkce: ', $this->errors);
    }

    public function testErrorsNameTheOptionAndPrintNothingToStandardOutput(): void
    {
        $draft = ['--owner' => Fixture::ADMIN_USER_LOGIN, '--name' => '', '--scope' => ['x'], '--type' => 'other', '--client-id' => '-'];
        self::assertSame(1, $this->execute(new Commands\CreateClient(), $draft));
        self::assertSame('', $this->output);
        foreach (['--name: ', '--scope: ', '--grant-type: ', '--type: ', '--client-id: '] as $option) {
            self::assertStringContainsString($option, $this->errors);
        }
        self::assertSame(1, $this->execute(new Commands\CreateClient(), $draft + ['--format' => 'json']));
        self::assertSame('', $this->output);
        $error = json_decode($this->errors, true);
        self::assertSame(['--client-id', '--name', '--type', '--grant-type', '--scope'], array_keys($error['fields']));
        self::assertSame([], $this->json(new Commands\ListClients()));
    }

    public function testAllErrorsAreReportedAtOnce(): void
    {
        self::assertSame(1, $this->execute(new Commands\CreateClient(), ['--owner' => 'viewer', '--name' => '', '--format' => 'json']));
        $error = json_decode($this->errors, true);
        self::assertSame(['--owner', '--name', '--grant-type', '--scope'], array_keys($error['fields']));
    }

    /** @dataProvider owners */
    public function testTheOwnerIsASuperUser(string $owner): void
    {
        self::assertSame(1, $this->execute(new Commands\CreateClient(), [
            '--owner' => $owner, '--name' => 'N', '--grant-type' => ['client_credentials'], '--scope' => ['matomo:read'],
        ]));
        self::assertStringContainsString('--owner: ', $this->errors);
        self::assertSame([], $this->json(new Commands\ListClients()));
    }

    /** @return iterable<array{string}> */
    public function owners(): iterable
    {
        yield [''];
        yield ['viewer'];
        yield ['nobody'];
        yield ['anonymous'];
    }

    public function testAClientCanBeCreatedPaused(): void
    {
        $created = $this->json(new Commands\CreateClient(), [
            '--owner' => Fixture::ADMIN_USER_LOGIN, '--name' => 'N', '--grant-type' => ['client_credentials'],
            '--scope' => ['matomo:read'], '--paused' => true,
        ]);
        self::assertFalse($created['client']['active']);
    }

    /** @dataProvider missing */
    public function testUnknownClients(string $class, array $arguments): void
    {
        foreach (['text', 'json'] as $format) {
            self::assertSame(1, $this->execute(new $class(), $arguments + ['--format' => $format]));
            self::assertSame('', $this->output);
            self::assertStringContainsString('There is no such client.', $this->errors);
        }
    }

    /** @return iterable<array{class-string, array<string, mixed>}> */
    public function missing(): iterable
    {
        foreach (['ShowClient', 'UpdateClient', 'PauseClient', 'ResumeClient', 'RotateSecret', 'DeleteClient'] as $name) {
            yield ["Piwik\\Plugins\\OAuth2\\Commands\\$name", ['client-id' => 'nobody']];
        }
        yield [Commands\ListAuthorizations::class, ['--client' => 'nobody']];
    }

    public function testTheSecretIsShownOnceWithAnExplanation(): void
    {
        self::assertSame(0, $this->execute(new Commands\CreateClient(), [
            '--owner' => Fixture::ADMIN_USER_LOGIN, '--name' => 'N', '--client-id' => 'app',
            '--grant-type' => ['client_credentials'], '--scope' => ['matomo:read'],
        ]));
        self::assertSame(1, preg_match_all('/\b[0-9a-f]{64}\b/', $this->output, $secrets));
        self::assertStringContainsString('Store the secret now: it is not shown again.', $this->output);
        self::assertSame('', $this->errors);
        foreach ([new Commands\ShowClient(), new Commands\ListClients()] as $command) {
            foreach (['text', 'json'] as $format) {
                $arguments = $command instanceof Commands\ShowClient ? ['client-id' => 'app'] : [];
                self::assertSame(0, $this->execute($command, $arguments + ['--format' => $format]));
                self::assertStringNotContainsString($secrets[0][0], $this->output);
                self::assertStringNotContainsString('$', $this->output);
            }
        }
    }

    public function testAPublicClientHasNoSecretToRotate(): void
    {
        $created = $this->json(new Commands\CreateClient(), [
            '--owner' => Fixture::ADMIN_USER_LOGIN, '--name' => 'N', '--client-id' => 'app', '--type' => 'public',
            '--grant-type' => ['authorization_code'], '--scope' => ['matomo:read'], '--redirect-uri' => ['https://app.example/cb'],
        ]);
        self::assertNull($created['secret']);
        self::assertSame(1, $this->execute(new Commands\RotateSecret(), ['client-id' => 'app']));
        self::assertStringContainsString('A public client has no secret.', $this->errors);
    }

    /** @dataProvider questions */
    public function testDestructiveCommandsAskForConfirmation(string $class, array $arguments): void
    {
        $this->client();
        $this->authorization('0123456789abcdef0123456789abcdef', 'app', 'viewer');
        $before = $this->state();
        foreach (["no\n", "\n"] as $answer) {
            self::assertSame(1, $this->execute(new $class(), $arguments, $answer));
            self::assertStringContainsString('[y/N]', $this->errors);
            self::assertStringContainsString('Nothing was changed.', $this->errors);
            self::assertSame('', $this->output);
            self::assertSame($before, $this->state());
        }
        self::assertSame(0, $this->execute(new $class(), $arguments, "yes\n"), $this->errors);
        self::assertNotSame($before, $this->state());
    }

    /** @dataProvider questions */
    public function testDestructiveCommandsCanRunWithoutConfirmation(string $class, array $arguments): void
    {
        $this->client();
        $this->authorization('0123456789abcdef0123456789abcdef', 'app', 'viewer');
        $before = $this->state();
        self::assertSame(0, $this->execute(new $class(), $arguments + ['--yes' => true], 'no'), $this->errors);
        self::assertStringNotContainsString('[y/N]', $this->errors);
        self::assertNotSame($before, $this->state());
    }

    /** @return iterable<array{class-string, array<string, mixed>}> */
    public function questions(): iterable
    {
        yield [Commands\PauseClient::class, ['client-id' => 'app']];
        yield [Commands\RotateSecret::class, ['client-id' => 'app']];
        yield [Commands\DeleteClient::class, ['client-id' => 'app']];
        yield [Commands\UpdateClient::class, ['client-id' => 'app', '--type' => 'public', '--grant-type' => ['authorization_code']]];
        yield [Commands\UpdateClient::class, ['client-id' => 'app', '--grant-type' => ['client_credentials']]];
        yield [Commands\RotateSecret::class, ['client-id' => 'app', '--leaked' => true]];
        yield [Commands\RevokeAuthorization::class, ['authorization-id' => '0123456789abcdef0123456789abcdef']];
        yield [Commands\SetIssuer::class, ['issuer' => 'https://other.example']];
    }

    public function testAQuestionSaysHowManyAuthorizationsEnd(): void
    {
        $this->client();
        foreach (['a' => 'viewer', 'b' => 'viewer', 'c' => 'other'] as $letter => $login) {
            $this->authorization(str_repeat($letter, 32), 'app', $login);
        }
        foreach (
            [
                [new Commands\DeleteClient(), []],
                [new Commands\RotateSecret(), ['--leaked' => true]],
                [new Commands\UpdateClient(), ['--grant-type' => ['client_credentials']]],
            ] as [$command, $arguments]
        ) {
            self::assertSame(1, $this->execute($command, ['client-id' => 'app'] + $arguments, 'no'));
            self::assertStringContainsString('This ends 3 authorizations of 2 users.', $this->errors);
        }
        self::assertSame(0, $this->execute(new Commands\UpdateClient(), ['client-id' => 'app', '--name' => 'Other'], 'no'));
        self::assertStringNotContainsString('[y/N]', $this->errors, 'nothing ends');
        self::assertSame(1, $this->execute(new Commands\UpdateClient(), ['client-id' => 'app', '--type' => 'other'], 'no'));
        self::assertStringNotContainsString('[y/N]', $this->errors, 'the edit is refused anyway');
    }

    public function testAuthorizationsByClientAndByUser(): void
    {
        $this->client();
        $id = '0123456789abcdef0123456789abcdef';
        $this->authorization($id, 'app', 'viewer');
        $ofClient = $this->json(new Commands\ListAuthorizations(), ['--client' => 'app']);
        self::assertSame([$id], array_column($ofClient, 'id'));
        self::assertSame($ofClient, $this->json(new Commands\ListAuthorizations(), ['--user' => 'viewer']));
        self::assertSame([], $this->json(new Commands\ListAuthorizations(), ['--user' => 'nobody']));
        self::assertSame(0, $this->execute(new Commands\ListAuthorizations(), ['--user' => 'viewer']));
        self::assertStringContainsString($id, $this->output);
        foreach ([[], ['--client' => 'app', '--user' => 'viewer']] as $neitherOrBoth) {
            self::assertSame(1, $this->execute(new Commands\ListAuthorizations(), $neitherOrBoth));
        }

        $revoke = ['authorization-id' => $id];
        self::assertSame(['revoked' => true], $this->json(new Commands\RevokeAuthorization(), $revoke));
        self::assertSame(1, $this->execute(new Commands\RevokeAuthorization(), $revoke + ['--yes' => true]));
        self::assertSame(['ended'], array_column($this->json(new Commands\ListAuthorizations(), ['--client' => 'app']), 'state'));
    }

    public function testKeys(): void
    {
        $keys = $this->json(new Commands\ListKeys());
        self::assertSame(['current', 'next'], array_column($keys, 'state'));
        self::assertSame(['rotated' => true, 'wait' => 0], $this->json(new Commands\RotateKeys()));
        $states = array_column($this->json(new Commands\ListKeys()), 'state', 'kid');
        self::assertSame(['retired', 'current'], [$states[$keys[0]['kid']], $states[$keys[1]['kid']]]);
        self::assertCount(3, $states);
        // The new next key was published too recently.
        self::assertSame(1, $this->execute(new Commands\RotateKeys(), []));
        self::assertSame(1, preg_match('/in \d+ seconds/', $this->errors));
        self::assertSame(0, $this->execute(new Commands\ListKeys(), []));
        self::assertStringContainsString($keys[0]['kid'], $this->output);
    }

    public function testTheOfficialPluginsCommandsForKeys(): void
    {
        foreach ([[], ['--force' => true]] as $options) {
            self::assertSame(0, $this->execute(new Commands\GenerateEncryptionKey(), $options));
            self::assertStringContainsString('No encryption key is needed', $this->output);
            self::assertSame(['needed' => false], $this->json(new Commands\GenerateEncryptionKey(), $options));
        }
        $keys = $this->json(new Commands\ListKeys());
        self::assertSame(1, $this->execute(new Commands\GenerateRsaKeys(), []));
        self::assertStringContainsString('--force', $this->errors);
        self::assertSame($keys, $this->json(new Commands\ListKeys()));
        self::assertSame(['rotated' => true, 'wait' => 0], $this->json(new Commands\GenerateRsaKeys(), ['--force' => true]));
        self::assertSame('retired', array_column($this->json(new Commands\ListKeys()), 'state', 'kid')[$keys[0]['kid']]);
        self::assertSame(1, $this->execute(new Commands\GenerateRsaKeys(), ['--force' => true]));
        self::assertSame(1, preg_match('/in \d+ seconds/', $this->errors));

        $connection = ServerFactory::instance()->connection();
        $connection->execute('DELETE FROM ' . $connection->table('oauth2_key'));
        self::assertSame(['created' => true], $this->json(new Commands\GenerateRsaKeys()));
        self::assertSame(['current', 'next'], array_column($this->json(new Commands\ListKeys()), 'state'));
    }

    public function testALeakedKeyIsWithdrawn(): void
    {
        $keys = $this->json(new Commands\ListKeys());
        [$leaked, $next] = array_column($keys, 'kid');
        self::assertSame(['withdrawn' => $leaked, 'current' => $next], $this->json(new Commands\WithdrawKey()));
        $states = array_column($this->json(new Commands\ListKeys()), 'state', 'kid');
        self::assertSame('current', $states[$next]);
        self::assertArrayNotHasKey($leaked, $states);
        self::assertCount(2, $states);
        // To withdraw it again by its name changes nothing.
        self::assertSame(0, $this->execute(new Commands\WithdrawKey(), ['key-id' => $leaked]));
        self::assertStringContainsString($leaked, $this->output);
        self::assertSame($states, array_column($this->json(new Commands\ListKeys()), 'state', 'kid'));
        self::assertSame(1, $this->execute(new Commands\WithdrawKey(), ['key-id' => 'x']));
        self::assertStringContainsString('oauth2:list-keys', $this->errors);
    }

    public function testPurge(): void
    {
        $this->client();
        $this->authorization('0123456789abcdef0123456789abcdef', 'app', 'viewer', time() - 90000);
        $this->authorization('fedcba9876543210fedcba9876543210', 'app', 'viewer');
        $gone = $this->json(new Commands\Purge());
        self::assertSame([
            'authorizations' => 1, 'revokedTokens' => 0, 'consents' => 0, 'throttle' => 0, 'registrations' => 0, 'usedAssertions' => 0,
            'fetchedKeys' => 0, 'clientEvents' => 0, 'oldSecrets' => 0,
        ], $gone);
        $left = $this->json(new Commands\ListAuthorizations(), ['--client' => 'app']);
        self::assertSame(['fedcba9876543210fedcba9876543210'], array_column($left, 'id'));
        foreach (['0', '-1', 'all'] as $limit) {
            self::assertSame(1, $this->execute(new Commands\Purge(), ['--limit' => $limit]));
        }
    }

    public function testMigrate(): void
    {
        $schema = Schema::VERSION;
        self::assertSame(['before' => $schema, 'schema' => $schema], $this->json(new Commands\Migrate()));
        self::assertSame(0, $this->execute(new Commands\Migrate(), []));
        self::assertStringContainsString("have schema $schema already", $this->output);

        $this->client();
        $meta = new MetaTable(ServerFactory::instance()->connection());
        $meta->set('schema', '0');
        self::assertSame(1, $this->execute(new Commands\ListClients(), []));
        self::assertStringContainsString('Run ./console oauth2:migrate.', $this->errors);
        self::assertSame(['before' => 0, 'schema' => $schema], $this->json(new Commands\Migrate()));
        self::assertSame(['app'], array_column($this->json(new Commands\ListClients()), 'client_id'));
    }

    public function testTablesOfANewerVersionAreNotMigrated(): void
    {
        $newer = (string) (Schema::VERSION + 1);
        $meta = new MetaTable(ServerFactory::instance()->connection());
        $meta->set('schema', $newer);
        try {
            foreach ([new Commands\Migrate(), new Commands\ListClients()] as $command) {
                self::assertSame(1, $this->execute($command, []));
                self::assertStringContainsString("have schema $newer", $this->errors);
                self::assertStringNotContainsString('oauth2:migrate', $this->errors);
            }
            self::assertSame($newer, $meta->get('schema'));
        } finally {
            $meta->set('schema', (string) Schema::VERSION);
        }
    }

    public function testIssuer(): void
    {
        self::assertSame('https://matomo.example/analytics', $this->json(new Commands\ShowIssuer())['issuer']);
        foreach (['matomo.example', 'https://matomo.example/?a', 'javascript:alert(1)', ''] as $bad) {
            self::assertSame(1, $this->execute(new Commands\SetIssuer(), ['issuer' => $bad, '--yes' => true]));
        }
        self::assertSame('https://matomo.example/analytics', $this->json(new Commands\ShowIssuer())['issuer']);
        $set = ['issuer' => 'https://other.example/'];
        self::assertSame(['issuer' => 'https://other.example'], $this->json(new Commands\SetIssuer(), $set));
        self::assertSame('https://other.example/index.php?module=OAuth2&action=token', $this->json(new Commands\ShowIssuer())['token']);
    }

    public function testTheIssuerCanBeSetIfItIsMissing(): void
    {
        // The issuer is empty only if it was never set.
        PluginSettingsTable::removeAllSettingsForPlugin('OAuth2');
        SettingsCache::clearCache();
        StaticContainer::getContainer()->set(SettingsStorage::class, new SettingsStorage());
        StaticContainer::getContainer()->set(SystemSettings::class, new SystemSettings());
        ServerFactory::instance()->reset();
        self::assertSame(1, $this->execute(new Commands\ListClients(), []));
        self::assertStringContainsString('issuer is not set', $this->errors);
        self::assertSame(['issuer' => 'https://new.example'], $this->json(new Commands\SetIssuer(), ['issuer' => 'https://new.example']));
        self::assertSame([], $this->json(new Commands\ListClients()));
    }

    public function testFormats(): void
    {
        self::assertSame(1, $this->execute(new Commands\ListClients(), ['--format' => 'xml']));
        self::assertStringContainsString('--format', $this->errors);
    }

    public function testForeignTextDoesNotControlTheTerminal(): void
    {
        $this->client();
        // An import or an earlier version may have stored such a name.
        $connection = ServerFactory::instance()->connection();
        $connection->execute(
            'UPDATE ' . $connection->table('oauth2_client') . ' SET name = ?, description = ? WHERE client_id = ?',
            ["\e[2J<error>x</error>\u{202E}", "a\u{9B}31m", 'app'],
        );
        foreach ([[new Commands\ListClients(), []], [new Commands\ShowClient(), ['client-id' => 'app']]] as [$command, $arguments]) {
            foreach (['text', 'json'] as $format) {
                self::assertSame(0, $this->execute($command, $arguments + ['--format' => $format]));
                self::assertSame(0, preg_match('/[\x00-\x09\x0b-\x1f\x7f]|[\x{80}-\x{9f}]|\x{202E}/u', $this->output));
                self::assertStringContainsString('<error>x</error>', $this->output);
            }
        }
    }

    /** @return array<string, mixed> */
    private function client(): array
    {
        return $this->json(new Commands\CreateClient(), [
            '--owner' => Fixture::ADMIN_USER_LOGIN,
            '--name' => 'App',
            '--description' => 'About it',
            '--client-id' => 'app',
            '--grant-type' => ['authorization_code,client_credentials', 'refresh_token'],
            '--scope' => ['matomo:read'],
            '--redirect-uri' => ['https://app.example/cb'],
        ])['client'];
    }

    private function authorization(string $id, string $clientId, string $login, ?int $expires = null): void
    {
        $client = ServerFactory::instance()->server()->clients()->get($clientId);
        (new AuthorizationTable(ServerFactory::instance()->connection()))->insert(new AuthorizationRecord(
            id: $id,
            kind: AuthorizationKind::Code,
            clientId: $clientId,
            clientEpoch: $client->epoch,
            login: $login,
            scope: 'matomo:read',
            resource: 'https://matomo.example/analytics',
            createdAt: time() - 100000,
            expiresAt: $expires ?? time() + 3600,
            codeRedeemedAt: time() - 99990,
        ));
    }

    /** The state that destructive commands may change. */
    private function state(): string
    {
        $server = ServerFactory::instance()->server();

        return serialize([
            $server->clients()->all(),
            $server->authorizations()->forUser('viewer'),
            Issuer::current(StaticContainer::get(SystemSettings::class)),
        ]);
    }

    public function testAssistants(): void
    {
        $state = $this->json(new Commands\ListAssistants());
        self::assertSame(['off', 'on'], [$state['trust'], array_column($state['known'], 'state', 'key')['claude']]);
        $this->json(new Commands\SetAssistant(), ['assistant' => 'claude', 'state' => 'off']);
        $this->json(new Commands\SetAssistant(), ['assistant' => 'evil.example', 'state' => 'block']);
        $state = $this->json(new Commands\ListAssistants());
        self::assertSame('off', array_column($state['known'], 'state', 'key')['claude']);
        self::assertSame([['evil.example', 'blocked']], array_map(
            static fn (array $client): array => [$client['client_id'], $client['state']],
            $state['clients'],
        ));
        self::assertSame(0, $this->execute(new Commands\ListAssistants(), []));
        self::assertStringContainsString('evil.example', $this->output);
        foreach ([['nobody', 'on'], ['claude', 'maybe'], ['evil.example', 'approve'], ['https://app.example/c', 'adopt']] as [$name, $state]) {
            self::assertSame(1, $this->execute(new Commands\SetAssistant(), ['assistant' => $name, 'state' => $state]));
            self::assertStringContainsString('oauth2:list-assistants', $this->errors);
        }
        Config::getInstance()->proxy = ['host' => 'proxy.example', 'port' => '3128'];
        self::assertSame(1, $this->execute(new Commands\CompareAssistants(), []));
        self::assertStringContainsString('proxy', $this->errors);
    }

    /**
     * @param array<string, mixed> $arguments
     * @return array<mixed>
     */
    private function json(ConsoleCommand $command, array $arguments = []): array
    {
        self::assertSame(0, $this->execute($command, $arguments + ['--format' => 'json']), $this->errors);
        self::assertSame('', $this->errors);
        $document = json_decode($this->output, true);
        self::assertIsArray($document, $this->output);

        return $document;
    }

    /**
     * @param array<string, mixed> $arguments
     * @param ?string $answer the typed answer; null: not interactive (-n)
     */
    private function execute(ConsoleCommand $command, array $arguments, ?string $answer = null): int
    {
        $application = new Application();
        $application->add($command);
        $tester = new CommandTester($command);
        $tester->setInputs($answer === null ? [] : [trim($answer)]);
        $status = $tester->execute($arguments, ['interactive' => $answer !== null, 'capture_stderr_separately' => true]);
        $this->output = $tester->getDisplay();
        $this->errors = $tester->getErrorOutput();

        return $status;
    }
}
