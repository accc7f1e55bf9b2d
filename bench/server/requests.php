<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * requests.php STATE COUNT: measures the server's work for each kind of request in this process, with the database of the
 * host's state folder, and prints the medians in microseconds as JSON. Each request gets a new AuthorizationServer, as in
 * php-fpm, but keeps the connection. The rows of the requests are spread evenly over the tables.
 */

use OAuth2\Key;
use OAuth2Host\Config;
use OAuth2Host\FileCache;
use OAuth2Host\HostUsers;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\NoEvents;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\ClientTable;

require __DIR__ . '/../../host/autoload.php';

[, $state, $count] = $argv + [2 => '300'];
$count = (int) $count;
$config = Config::load($state);
$connection = $config->connection();
$settings = $config->settings();
$users = new HostUsers($state . '/users');
$cache = new FileCache($state . '/cache');
$server = static fn (): AuthorizationServer => new AuthorizationServer(
    $settings,
    $connection,
    $users,
    new SystemClock(),
    new ExtensionRandomness(),
    new NoEvents(),
    $cache,
);
// Without throttling: the two writes that count a failure follow in each case and would hide the time of the failure.
$plain = $settings->with(throttle: new ThrottleLimits(0, 0));
$uncounted = static fn (): AuthorizationServer => new AuthorizationServer($plain, $connection, $users, cache: $cache);
$secret = json_decode((string) file_get_contents($state . '/credentials.json'), true, 8, JSON_THROW_ON_ERROR)['clients']['confidential'];
$basic = static fn (string $id, string $secret): array => ['authorization' => ['Basic ' . base64_encode($id . ':' . $secret)]];
$post = static fn (array $form, array $headers): Request => new Request(
    'POST',
    '',
    ['content-type' => ['application/x-www-form-urlencoded']] + $headers,
    http_build_query($form),
    '127.0.0.1',
);
$mine = $basic('confidential', $secret);

/** @return array<string, mixed> */
$body = static function (Response $response): array {
    if ($response->status !== 200) {
        throw new RuntimeException($response->status . ' ' . $response->body);
    }

    return json_decode($response->body, true, 16, JSON_THROW_ON_ERROR);
};

$samples = [];
$calls = [];
/** @param callable(): mixed $work */
$measure = static function (string $name, callable $work) use (&$samples): mixed {
    $start = hrtime(true);
    $result = $work();
    $samples[$name][] = (hrtime(true) - $start) / 1000;

    return $result;
};

// Rows from the whole table: in the order of the primary key, ids are random.
$table = $connection->table('oauth2_authorization');
// Rows of earlier runs would enlarge the small table each time.
$clean = static fn (): int => $connection->execute("DELETE FROM {$table} WHERE client_id = 'confidential' AND kind = 'code'");
$clean();
$row = $connection->row("SELECT COUNT(*) AS n FROM {$table}");
$total = (int) ($row['n'] ?? 0);
$from = static fn (): string => oauth2_random_hex(16);
$picked = [];
for ($i = 0; $i < $count; $i++) {
    $found = $connection->row("SELECT id, client_id, login FROM {$table} WHERE id >= ? AND kind = 'code' ORDER BY id LIMIT 1", [$from()])
        ?? $connection->row("SELECT id, client_id, login FROM {$table} WHERE kind = 'code' ORDER BY id LIMIT 1");
    $picked[] = $found ?? throw new RuntimeException('fill the database first (fill.php)');
}

// With a scope, because without one a second query reads the client's scopes.
$ownAccount = ['grant_type' => 'client_credentials', 'scope' => 'matomo:read'];
$first = $body($server()->token($post($ownAccount, $mine)));
$claims = oauth2_jwt_decode_unverified($first['access_token'])['claims'];
$key = $server()->signingKey()->key();
$authorizations = new AuthorizationTable($connection);
$verifier = oauth2_pkce_verifier();

// A client with a key. Its row is of this run alone.
$clientTable = new ClientTable($connection);
$clientTable->delete('keyed');
$clientKey = Key::generate('ES256');
$server()->clients()->create(new ClientDraft('Client with a key', [], ['client_credentials'], ['matomo:read'], 'confidential', clientId: 'keyed', actsAs: 'viewer', jwks: json_encode(['keys' => [$clientKey->toPublicJwk()]], JSON_THROW_ON_ERROR)), 'admin');
$viewer = $users->find('viewer') ?? throw new RuntimeException('no user');
$open = $settings->with(clientRegistration: true);
$openServer = static fn (): AuthorizationServer => new AuthorizationServer($open, $connection, $users, cache: $cache);
$registered = static fn (Response $response): int => $response->status === 201 ? 201 : throw new RuntimeException($response->body);
$shown = static fn (object $page): object => $page instanceof ConsentScreen ? $page : throw new RuntimeException($page::class);
// The documents of clients are on hosts that do not exist, so the page is of another client.
$sql = "SELECT client_id FROM {$connection->table('oauth2_client')} WHERE client_id BETWEEN ? AND 'g' AND type = 'public' ORDER BY client_id LIMIT 1";
$asked = array_map(static fn (array $row): string => str_contains($row['client_id'], '://')
    ? ($connection->row($sql, [oauth2_random_hex(2)]) ?? $connection->row($sql, ['0']))['client_id']
    : $row['client_id'], $picked);

for ($i = -20; $i < $count; $i++) {
    if ($i === 0) {
        $samples = [];
    }
    $row = $picked[max($i, 0)];
    $jwt = oauth2_jwt_sign(['auth_id' => $row['id'], 'client_id' => $row['client_id'], 'sub' => $row['login'], 'jti' => oauth2_random_hex()] + $claims, $key, ['typ' => 'at+jwt']);
    $request = new Request('GET', '', ['authorization' => ['Bearer ' . $jwt]], '', '127.0.0.1');
    $calls[] = $request;
    $measure('bearer check', static fn () => $server()->bearer()->authenticate($request, [$settings->resources[0]]));

    $measure('client credentials', static fn () => $body($server()->token($post($ownAccount, $mine))));

    $now = time();
    $id = oauth2_random_hex(16);
    $code = $id . '.' . oauth2_secret_generate();
    $authorizations->insert(new AuthorizationRecord(
        id: $id,
        clientId: 'confidential',
        login: 'viewer',
        kind: AuthorizationKind::Code,
        scope: 'matomo:read',
        resource: $settings->resources[0],
        clientEpoch: (int) ($connection->row('SELECT epoch FROM ' . $connection->table('oauth2_client') . " WHERE client_id = 'confidential'")['epoch'] ?? 0),
        createdAt: $now,
        expiresAt: $now + 600,
        codeDigest: oauth2_token_digest($code),
        codeExpiresAt: $now + 600,
        codeChallenge: oauth2_pkce_challenge($verifier),
        redirectUri: 'http://127.0.0.1:4690/callback',
    ));
    $set = $measure('code', static fn () => $body($server()->token($post(['grant_type' => 'authorization_code', 'code' => $code, 'code_verifier' => $verifier], $mine))));
    $set = $measure('refresh', static fn () => $body($server()->token($post(['grant_type' => 'refresh_token', 'refresh_token' => $set['refresh_token']], $mine))));
    $measure('introspection', static fn () => $body($server()->introspect($post(['token' => $set['access_token']], $mine))));
    $measure('revocation', static fn () => $server()->revoke($post(['token' => $set['refresh_token']], $mine)));
    $assertion = oauth2_jwt_sign(['iss' => 'keyed', 'sub' => 'keyed', 'aud' => $settings->issuer, 'exp' => time() + 300, 'jti' => oauth2_random_hex()], $clientKey);
    $measure('client credentials with an assertion', static fn () => $body($server()->token($post($ownAccount + [
        'client_assertion' => $assertion, 'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    ], []))));
    $page = new Request('GET', http_build_query([
        'client_id' => $asked[max($i, 0)], 'redirect_uri' => 'http://127.0.0.1/callback', 'response_type' => 'code', 'state' => 's',
        'code_challenge' => oauth2_pkce_challenge($verifier), 'code_challenge_method' => 'S256',
    ]), [], '', '127.0.0.1');
    $measure('consent page', static fn () => $shown($server()->authorization()->open($page, $viewer)));
    $registration = new Request('POST', '', ['content-type' => ['application/json']], '{"redirect_uris":["https://app.example/cb"]}', '192.0.2.' . ($i & 255));
    $measure('registration', static fn () => $registered($openServer()->register($registration)));
    if ($i % 10 === 0) {
        $measure('list of clients: a page', static fn () => $server()->clients()->page(new ClientFilter(), ClientSort::Name, false, 20, 0));
        $measure('list of clients: their number', static fn () => $server()->clients()->count(new ClientFilter()));
        $measure('log of a client', static fn () => $server()->clientLog()->of($row['client_id']));
    }

    foreach ($i % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known'] as $which) {
        $wrong = $basic($which === 'known' ? 'confidential' : 'unconfident1', str_repeat('0', 64));
        $measure("wrong secret, {$which} client", static fn () => $uncounted()->token($post($ownAccount, $wrong)));
    }
    $measure('signature alone (oauth2_jwt_sign)', static fn () => oauth2_jwt_sign($claims, $key, ['typ' => 'at+jwt']));
}

// CPU time of the bearer check in PHP, without the wait for the database.
$used = static function (): float {
    $usage = getrusage();

    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e6 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
};
$before = $used();
foreach ($calls as $request) {
    $server()->bearer()->authenticate($request, [$settings->resources[0]]);
}
$samples['bearer check, CPU of PHP'] = [($used() - $before) / count($calls)];

$clean();
$medians = ['authorizations' => $total];
foreach ($samples as $name => $times) {
    sort($times);
    $medians[$name] = round($times[intdiv(count($times), 2)], 1);
}
echo json_encode($medians, JSON_THROW_ON_ERROR), "\n";
