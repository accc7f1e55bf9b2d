<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\Schema;

/**
 * Prepares a state folder: configuration, tables, signing key, users and clients. A second run keeps existing data. The
 * passwords and secrets are in credentials.json, readable only by its owner, so that they can be shown again.
 */
final class Setup
{
    /** Maximum of expired rows that a start removes from each table. */
    private const BUDGET = 10000;

    private const USERS = [
        'viewer' => Scope::Read,
        'writer' => Scope::Write,
        'admin' => Scope::Admin,
        'superuser' => Scope::SuperUser,
    ];

    private const CODE_FLOW = [GrantType::AuthorizationCode->value, GrantType::RefreshToken->value];

    private const READ_AND_WRITE = [Scope::Read->value, Scope::Write->value];

    /** @var array{users: array<string, string>, clients: array<string, ?string>} */
    private array $credentials = ['users' => [], 'clients' => []];

    public function __construct(private readonly string $folder, private readonly string $issuer)
    {
    }

    /**
     * @param array<string, mixed> $changes values of config.php that differ from the defaults, and `clients`: a list
     *                             of drafts' arguments by name, with `owner`
     */
    public function run(#[\SensitiveParameter] array $changes = []): void
    {
        umask(0077);
        if (!is_dir($this->folder) && !mkdir($this->folder, 0700, true)) {
            throw new \RuntimeException('The state folder cannot be created');
        }
        $file = $this->folder . '/credentials.json';
        if (is_file($file)) {
            /** @var array{users: array<string, string>, clients: array<string, ?string>} $kept */
            $kept = json_decode((string) file_get_contents($file), true, 8, JSON_THROW_ON_ERROR);
            $this->credentials = $kept;
        }
        /** @var list<array{owner?: string}&array<string, mixed>> $clients */
        $clients = $changes['clients'] ?? self::clients();
        unset($changes['clients']);
        $this->writeConfig($changes);
        $users = new HostUsers($this->folder . '/users');
        $this->writeUsers($users);
        $config = Config::load($this->folder);
        $connection = $config->connection();
        (new Schema($connection))->migrate();
        $server = new AuthorizationServer($config->settings(), $connection, $users);
        $server->keys()->initialise();
        $server->maintenance()->run(self::BUDGET);
        foreach ($clients as $client) {
            $this->makeClient($server, $client);
        }
        WholeFile::write($file, json_encode($this->credentials, JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT));
    }

    /** @param array<string, mixed> $changes */
    private function writeConfig(#[\SensitiveParameter] array $changes): void
    {
        $file = $this->folder . '/config.php';
        $old = is_file($file) ? require $file : [];
        $secret = \is_array($old) ? $old['wrapping_secret'] ?? null : null;
        $values = $changes + [
            'issuer' => $this->issuer,
            'wrapping_secret' => $secret ?? oauth2_secret_generate(),
        ];
        WholeFile::write($file, "<?php\n\nreturn " . var_export($values, true) . ";\n");
    }

    private function writeUsers(HostUsers $users): void
    {
        foreach (self::USERS as $login => $scope) {
            $password = $this->credentials['users'][$login] ?? oauth2_secret_generate(16);
            $this->credentials['users'][$login] = $password;
            $users->save($login, oauth2_secret_hash($password), $scope);
        }
    }

    /** @param array{owner?: string}&array<string, mixed> $client */
    private function makeClient(AuthorizationServer $server, array $client): void
    {
        $owner = $client['owner'] ?? 'admin';
        unset($client['owner']);
        /** @phpstan-ignore arguments.count (the arguments are the caller's own; PHP checks them) */
        $draft = new ClientDraft(...$client);
        $id = (string) $draft->clientId;
        try {
            $known = $server->clients()->get($id);
            if ($known->isConfidential() && !isset($this->credentials['clients'][$id])) {
                $this->credentials['clients'][$id] = $server->clients()->rotateSecret($id);
            }
        } catch (ClientNotFound) {
            $created = $server->clients()->create($draft, $owner);
            $this->credentials['clients'][$id] = $created->secret;
        }
    }

    /** @return list<array<string, mixed>> */
    private static function clients(): array
    {
        return [
            [
                'clientId' => 'analytics_app',
                'name' => 'Analytics App',
                'description' => 'Shows your reports in a dashboard of its own.',
                'type' => 'confidential',
                'redirectUris' => ['https://example-app.com/oauth/callback', 'http://127.0.0.1/callback'],
                'grantTypes' => [...self::CODE_FLOW, GrantType::ClientCredentials->value],
                'scopes' => [...self::READ_AND_WRITE, Scope::Admin->value],
            ],
            [
                'clientId' => 'spa',
                'name' => 'Browser App',
                'description' => 'An application that keeps no secret.',
                'type' => 'public',
                'redirectUris' => ['http://127.0.0.1/callback', 'http://localhost/callback'],
                'grantTypes' => self::CODE_FLOW,
                'scopes' => self::READ_AND_WRITE,
            ],
            [
                'clientId' => 'mcp',
                'name' => 'MCP client',
                'description' => 'An assistant that reads reports by the Model Context Protocol.',
                'type' => 'public',
                // Claude Code, mcp-remote and VS Code, each with a port of its choice.
                'redirectUris' => [
                    'http://localhost/callback',
                    'http://localhost/oauth/callback',
                    'http://127.0.0.1/',
                    'http://127.0.0.1/callback',
                ],
                'grantTypes' => self::CODE_FLOW,
                'scopes' => self::READ_AND_WRITE,
            ],
        ];
    }
}
