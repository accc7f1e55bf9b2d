<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// admin.php STATE COMMAND ARGUMENT...: runs an administrator's command in a Matomo while tests run, and prints JSON.
// The commands are those of the embedded host's admin.php, and some more:
//   pause ID, resume ID, delete-client ID, rotate-secret ID [TIME|leaked], show-client ID, rotate-keys, withdraw-key
//   revoke ID         ends an authorization
//   set-keys ID KEYS|URL [keep]      gives the client public keys (JSON or PEM) or the address of a JWK Set
//   add-client confidential|public|machine REDIRECT_URI [ID [LOGIN that it acts as]]
//   add-user LOGIN view|write|admin|superuser|none, set-role LOGIN …, delete-user LOGIN
//   lose-user LOGIN   deletes the user without a notice to the plugin
//   clock SECONDS     shifts the server's time
//   token LOGIN PASSWORD             another token_auth
//   second-factor LOGIN SECRET       sets or removes a user's second factor
//   call METHOD JSON, confirm METHOD JSON   any API method as super user, without or with the password
//   config SECTION LINE              adds a line to a section of config.ini.php; config: restores the file
//   count TABLE, rows TABLE COLUMN   reads the database

use Piwik\Plugins\OAuth2\tests\Http\Matomo;

require __DIR__ . '/Matomo.php';

[, $state, $command, $first, $second, $third, $fourth] = [...$argv, '', '', '', '', ''];
/** @var array{folder: string, url: string, login: string, password: string, token: string, clock: string, sites: list<int>} $described */
$described = json_decode((string) file_get_contents($state), true, 8, JSON_THROW_ON_ERROR);
$matomo = new Matomo(
    $described['folder'],
    $described['url'],
    $described['login'],
    $described['password'],
    $described['token'],
);

/** @return array<string, mixed> */
$parameters = static function (string $json): array {
    /** @var array<string, mixed> $parameters */
    $parameters = json_decode($json === '' ? '{}' : $json, true, 8, JSON_THROW_ON_ERROR);

    return $parameters;
};

$role = static function (string $login, string $role) use ($matomo, $described): void {
    $matomo->confirmed('UsersManager.setSuperUserAccess', [
        'userLogin' => $login,
        'hasSuperUserAccess' => $role === 'superuser' ? 1 : 0,
    ]);
    if ($role !== 'superuser') {
        $matomo->confirmed('UsersManager.setUserAccess', [
            'userLogin' => $login,
            'access' => $role === 'none' ? 'noaccess' : $role,
            'idSites' => (string) $described['sites'][0],
        ]);
    }
};

$table = static fn (string $name): string => preg_match('/^[a-z0-9_]+$/D', $name) === 1
    ? $matomo->table($name)
    : throw new InvalidArgumentException('not a name');

$answer = null;
switch ($command) {
    case 'pause':
    case 'resume':
        $matomo->confirmed('OAuth2.setClientActive', ['clientId' => $first, 'active' => $command === 'resume' ? '1' : '0']);
        break;
    case 'delete-client':
        $matomo->confirmed('OAuth2.deleteClient', ['clientId' => $first]);
        break;
    case 'revoke':
        $matomo->confirmed('OAuth2.revokeAuthorization', ['authorizationId' => $first]);
        break;
    case 'rotate-secret':
        $answer = $matomo->confirmed('OAuth2.rotateSecret', [
            'clientId' => $first,
            'oldSecret' => \in_array($second, ['', 'leaked'], true) ? 'now' : $second,
            'leaked' => $second === 'leaked' ? '1' : '0',
        ]);
        break;
    case 'set-keys':
        $isAddress = preg_match('/^https?:/', $second) === 1;
        $answer = $matomo->confirmed('OAuth2.setClientKeys', [
            'clientId' => $first,
            'jwks' => $isAddress ? '' : $second,
            'jwksUri' => $isAddress ? $second : '',
            'keep' => $third === 'keep' ? '1' : '0',
        ]);
        break;
    case 'rotate-keys':
        $answer = $matomo->confirmed('OAuth2.rotateKeys');
        break;
    case 'withdraw-key':
        /** @var list<array{kid: string, state: string}> $keys */
        $keys = $matomo->call('OAuth2.getKeys');
        $current = array_column($keys, 'kid', 'state')['current'];
        $answer = $matomo->confirmed('OAuth2.withdrawKey', ['kid' => $current]);
        break;
    case 'show-client':
        $statement = $matomo->database()->prepare(
            'SELECT secret_hash AS secretHash, secret_hint AS secretHint FROM ' . $table('oauth2_client') . ' WHERE client_id = ?',
        );
        $statement->execute([$first]);
        $answer = $statement->fetch(PDO::FETCH_ASSOC);
        break;
    case 'add-client':
        /** @var array{client: array{client_id: string}, secret: ?string} $created */
        $created = $matomo->confirmed('OAuth2.createClient', [
            'name' => 'Test client',
            'redirectUris' => $second === '' ? '' : [$second],
            'grantTypes' => match ($first) {
                'machine' => ['client_credentials'],
                'public' => ['authorization_code', 'refresh_token'],
                default => ['authorization_code', 'refresh_token', 'client_credentials'],
            },
            'scope' => 'matomo:read matomo:write',
            'type' => $first === 'public' ? 'public' : 'confidential',
            'clientId' => $third,
            'actsAs' => $fourth,
        ]);
        $answer = ['id' => $created['client']['client_id'], 'secret' => $created['secret']];
        break;
    case 'add-user':
        if ($matomo->userExists($first)) {
            $matomo->confirmed('UsersManager.deleteUser', ['userLogin' => $first]);
        }
        $password = oauth2_random_hex(12);
        $matomo->confirmed('UsersManager.addUser', [
            'userLogin' => $first,
            'password' => $password,
            'email' => $first . '@matomo.test',
        ]);
        $role($first, $second);
        $answer = ['login' => $first, 'password' => $password];
        break;
    case 'set-role':
        $role($first, $second);
        break;
    case 'delete-user':
        $matomo->confirmed('UsersManager.deleteUser', ['userLogin' => $first]);
        break;
    case 'lose-user':
        foreach (['user', 'access', 'user_token_auth'] as $name) {
            $matomo->database()->prepare('DELETE FROM ' . $table($name) . ' WHERE login = ?')->execute([$first]);
        }
        break;
    case 'clock':
        // libfaketime rereads this file regularly.
        file_put_contents($described['clock'], sprintf("%+d\n", (int) $first));
        break;
    case 'token':
        $answer = $matomo->newToken($first, $second);
        break;
    case 'second-factor':
        $matomo->database()->prepare('UPDATE ' . $table('user') . ' SET twofactor_secret = ? WHERE login = ?')->execute([$second, $first]);
        break;
    case 'call':
        $answer = $matomo->call($first, $parameters($second));
        break;
    case 'confirm':
        $answer = $matomo->confirmed($first, $parameters($second));
        break;
    case 'config':
        // with-matomo saved this copy and restores it at the end.
        $kept = dirname($state) . '/started.ini.php';
        $file = $matomo->folder . '/config/config.ini.php';
        is_file($kept) || copy($file, $kept);
        $text = (string) file_get_contents($first === '' ? $kept : $file);
        if ($first !== '') {
            $changed = preg_replace('/^\[' . preg_quote($first, '/') . '\]$/m', "$0\n" . addcslashes($second, '\\$'), $text, 1, $count);
            $text = $count === 1 ? (string) $changed : "{$text}\n[{$first}]\n{$second}\n";
        }
        file_put_contents($file, $text);
        break;
    case 'count':
        $statement = $matomo->database()->query('SELECT COUNT(*) FROM ' . $table($first));
        $answer = $statement === false ? null : (int) $statement->fetchColumn();
        break;
    case 'rows':
        $statement = $matomo->database()->query('SELECT * FROM ' . $table($first));
        $answer = $statement === false ? null : array_column($statement->fetchAll(PDO::FETCH_ASSOC), $second);
        break;
    default:
        fwrite(STDERR, "unknown command {$command}\n");
        exit(2);
}
echo json_encode($answer, JSON_THROW_ON_ERROR);
