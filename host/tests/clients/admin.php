<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// admin.php STATE COMMAND ARGUMENT...: runs an administrator's command in a host while tests run, and prints JSON.
//   pause ID, resume ID, delete-client ID, rotate-secret ID [TIME|leaked], show-client ID, rotate-keys, withdraw-key
//   revoke ID   ends an authorization
//   set-keys ID KEYS|URL [keep]   gives the client public keys (JSON or PEM) or the address of a JWK Set
//   add-client confidential|public|machine REDIRECT_URI [ID [LOGIN that it acts as]]
//   add-user LOGIN view|write|admin|superuser|none, set-role LOGIN …, delete-user LOGIN
//   lose-user LOGIN   deletes the user without a notice to the server
//   clock SECONDS   shifts the server's time
//   slow-hash ID SECRET   sets the client's secret, hashed with bcrypt as an earlier installation did
//   count TABLE   the number of rows of oauth2_TABLE
//   tables   the rows of each table, the size of the database in bytes, and on MariaDB the numbers of statements and of rows read
//   limits   the limits of failures and registrations
//   break-connections SECONDS   ends the other connections to MariaDB again and again; prints how many
//   events NAME   the number of recorded events of that name

use OAuth2Host\Config;
use OAuth2Host\HostUsers;
use OAuth2Host\tests\campaigns\Database;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Scope;

require __DIR__ . '/../../autoload.php';
require __DIR__ . '/../campaigns/Database.php';

[, $state, $command, $first, $second, $third, $fourth] = [...$argv, '', '', '', ''];
$config = Config::load($state);
$users = new HostUsers($state . '/users');
$server = new AuthorizationServer($config->settings(), $config->connection(), $users);
$scope = static fn (string $role): ?Scope => match ($role) {
    'view' => Scope::Read,
    'write' => Scope::Write,
    'admin' => Scope::Admin,
    'superuser' => Scope::SuperUser,
    default => null,
};

$answer = null;
switch ($command) {
    case 'pause':
    case 'resume':
        $server->clients()->setActive($first, $command === 'resume');
        break;
    case 'delete-client':
        $server->clients()->delete($first);
        break;
    case 'revoke':
        $server->authorizations()->revoke($first);
        break;
    case 'rotate-secret':
        $answer = ['secret' => $server->clients()->rotateSecret(
            $first,
            OldSecretTime::tryFrom($second) ?? OldSecretTime::None,
            $second === 'leaked',
        )];
        break;
    case 'set-keys':
        $isAddress = preg_match('/^https?:/', $second) === 1;
        $server->clients()->setKeys($first, $isAddress ? '' : $second, $isAddress ? $second : '', $third === 'keep');
        break;
    case 'rotate-keys':
        $server->keys()->rotate();
        break;
    case 'withdraw-key':
        $answer = ['current' => $server->keys()->withdraw()];
        break;
    case 'show-client':
        $client = $server->clients()->get($first);
        $answer = ['secretHash' => $client->secretHash, 'secretHint' => $client->secretHint];
        break;
    case 'add-client':
        $created = $server->clients()->create(new ClientDraft(
            name: 'Test client',
            redirectUris: $second === '' ? [] : [$second],
            grantTypes: match ($first) {
                'machine' => ['client_credentials'],
                'public' => ['authorization_code', 'refresh_token'],
                default => ['authorization_code', 'refresh_token', 'client_credentials'],
            },
            scopes: ['matomo:read', 'matomo:write'],
            type: $first === 'public' ? 'public' : 'confidential',
            clientId: $third === '' ? null : $third,
            actsAs: $fourth === '' ? null : $fourth,
        ), 'admin');
        $answer = ['id' => $created->client->clientId, 'secret' => $created->secret];
        break;
    case 'add-user':
        $password = oauth2_secret_generate(16);
        $users->save($first, oauth2_secret_hash($password), $scope($second));
        $answer = ['login' => $first, 'password' => $password];
        break;
    case 'set-role':
        $users->setScope($first, $scope($second));
        break;
    case 'delete-user':
    case 'lose-user':
        $users->remove($first);
        if ($command === 'delete-user') {
            $server->authorizations()->userDeleted($first);
        }
        break;
    case 'slow-hash':
        $connection = $config->connection();
        $connection->execute(
            "UPDATE {$connection->table('oauth2_client')} SET secret_hash = ? WHERE client_id = ?",
            [password_hash($second, PASSWORD_BCRYPT, ['cost' => 4]), $first],
        );
        break;
    case 'count':
        $table = in_array($first, ['throttle'], true) ? $config->connection()->table("oauth2_$first") : exit(2);
        $answer = (int) ($config->connection()->row("SELECT COUNT(*) AS n FROM $table")['n'] ?? 0);
        break;
    case 'tables':
        $answer = (new Database($config->connection()))->measure();
        break;
    case 'limits':
        $answer = get_object_vars($config->settings()->throttle);
        break;
    case 'break-connections':
        $answer = ['ended' => (new Database($config->connection()))->endConnections((int) $first)];
        break;
    case 'events':
        $answer = substr_count((string) @file_get_contents("{$state}/events.log"), "\"event\":\"{$first}\"");
        break;
    case 'clock':
        file_put_contents($state . '/clock', $first);
        break;
    default:
        fwrite(STDERR, "unknown command {$command}\n");
        exit(2);
}
echo json_encode($answer, JSON_THROW_ON_ERROR);
