<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Prepares the Matomo in the current folder for same.php, and prints the values of its requests as JSON: clients, codes, refresh
 * tokens and assertions. What may be used once is a list with one value for each way to an endpoint.
 * Usage: php fixtures.php ISSUER, with Matomo's PHP.
 */

use OAuth2\Key;
use OAuth2\KeySet;
use Piwik\Access;
use Piwik\Application\Environment;
use Piwik\Container\StaticContainer;
use Piwik\Date;
use Piwik\FrontController;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\UsersManager\Model;

define('PIWIK_DOCUMENT_ROOT', getcwd());
define('PIWIK_INCLUDE_PATH', PIWIK_DOCUMENT_ROOT);
define('PIWIK_ENABLE_DISPATCH', false);
define('PIWIK_ENABLE_SESSION_START', false);
require PIWIK_INCLUDE_PATH . '/index.php';

(new Environment(null))->init();
FrontController::getInstance()->init();
Access::getInstance()->setSuperUserAccess(true);

const WAYS = 3;

[, $issuer] = $argv;
$connection = StaticContainer::get(ServerFactory::class)->connection();
$clients = new ClientTable($connection);
$authorizations = new AuthorizationTable($connection);
$now = time();
$values = ['issuer' => $issuer, 'mcp' => SettingsFactory::mcpResource($issuer), 'verifier' => oauth2_pkce_verifier()];

$ecdsa = Key::generate('ES256');
$eddsa = Key::generate('EdDSA');
$codes = ['authorization_code'];
$all = ['authorization_code', 'client_credentials', 'refresh_token'];
$secret = oauth2_secret_generate();
/** @var array<string, array<string, mixed>> $kinds what differs from the client `server` */
$kinds = [
    'server' => [],
    'page' => ['type' => ClientRecord::PUBLIC, 'grantTypes' => ['authorization_code', 'refresh_token'], 'secretHash' => null, 'scopes' => ['matomo:read']],
    'coder' => ['grantTypes' => $codes],
    'paused' => ['active' => false],
    'nobody' => ['actsAs' => null],
    'gone' => ['actsAs' => 'no such user'],
    'scopeless' => ['scopes' => []],
    // The grant of a confidential client, in the row of a public one: the form refuses it, but rows may be older than the form.
    'odd' => ['type' => ClientRecord::PUBLIC, 'secretHash' => null],
    'letters' => ['actsAs' => 'müller'],
    'rotated' => ['secretHash' => oauth2_secret_hash('newer'), 'oldSecretHash' => oauth2_secret_hash($secret), 'oldSecretUntil' => $now + 3600],
    'bcrypt' => ['secretHash' => password_hash($secret, PASSWORD_BCRYPT, ['cost' => 4])],
    'keys' => ['secretHash' => null, 'jwks' => json_encode((new KeySet($ecdsa->publicKey(), $eddsa->publicKey()))->toJwks())],
    'address' => ['secretHash' => null, 'jwksUri' => 'https://127.0.0.1/jwks.json'],
];
foreach ($kinds as $name => $own) {
    $clients->insert(new ClientRecord(...$own + [
        'clientId' => "same-$name",
        'name' => $name,
        'description' => '',
        'secretHash' => oauth2_secret_hash($secret),
        'secretHint' => null,
        'redirectUris' => ['http://127.0.0.1/cb'],
        'grantTypes' => $all,
        'scopes' => ['matomo:write'],
        'type' => ClientRecord::CONFIDENTIAL,
        'active' => true,
        'ownerLogin' => 'admin',
        'actsAs' => 'admin',
        'epoch' => 0,
        'requirePkce' => true,
        'createdAt' => $now,
        'updatedAt' => $now,
        // The first use of an hour is recorded.
        'lastUsedAt' => $now,
        'secretUsedAt' => $now,
        'oldSecretUsedAt' => $now,
    ]));
    $values["id:$name"] = "same-$name";
    $values["secret:$name"] = $secret;
    $values["basic:$name"] = base64_encode("same-$name:$secret");
}
$values['basic:wrong'] = base64_encode('same-server:wrong');

(new Model())->addUser('müller', password_hash(oauth2_random_hex(), PASSWORD_DEFAULT), 'mueller@example.org', Date::now()->getDatetime());

/** @param array<string, mixed> $own */
$authorize = static function (array $own) use ($authorizations, $issuer, $now): void {
    $authorizations->insert(new AuthorizationRecord(...$own + [
        'clientId' => 'same-page',
        'login' => 'admin',
        'kind' => AuthorizationKind::Code,
        'scope' => 'matomo:read',
        'resource' => $issuer,
        'clientEpoch' => 0,
        'createdAt' => $now,
        'expiresAt' => $now + 3600,
        'lastUsedAt' => $now,
    ]));
};
foreach (
    [
        'right' => [], 'second' => [], 'unused' => [],
        'used' => ['codeRedeemedAt' => $now - 100],
        'expired' => ['codeExpiresAt' => $now - 1],
        'gone' => ['login' => 'no such user'],
        'ended' => ['endedAt' => $now, 'endReason' => 'user'],
        'other client' => ['clientId' => 'same-coder'],
    ] as $name => $own
) {
    for ($way = 0; $way < WAYS; $way++) {
        $id = oauth2_random_hex();
        $code = "$id." . oauth2_secret_generate();
        $authorize($own + [
            'id' => $id,
            'codeDigest' => oauth2_token_digest($code),
            'codeExpiresAt' => $now + 3600,
            'codeChallenge' => oauth2_pkce_challenge($values['verifier']),
            'redirectUri' => 'http://127.0.0.1/cb',
            'redirectUriSent' => true,
        ]);
        $values["code:$name"][] = $code;
    }
}
foreach (
    [
        'right' => [], 'unused' => [], 'revoked' => ['clientId' => 'same-server'],
        'of server' => ['clientId' => 'same-server'],
        'repeated' => ['rotatedAt' => $now + 300],
        'reused' => ['rotatedAt' => $now - 1000],
        'expired' => ['refreshExpiresAt' => $now - 1],
        'gone' => ['login' => 'no such user'],
        'ended' => ['endedAt' => $now, 'endReason' => 'user'],
        'other client' => ['clientId' => 'same-coder'],
    ] as $name => $own
) {
    for ($way = 0; $way < WAYS; $way++) {
        $id = oauth2_random_hex();
        $family = oauth2_secret_generate(16);
        $token = "$id.$family." . oauth2_secret_generate();
        $next = "$id.$family." . oauth2_secret_generate();
        $rotated = ($own['rotatedAt'] ?? null) !== null;
        $authorize($own + [
            'id' => $id,
            'codeRedeemedAt' => $now - 2000,
            'familyDigest' => oauth2_token_digest($family),
            'refreshDigest' => oauth2_token_digest($rotated ? $next : $token),
            'refreshExpiresAt' => $now + 3600,
            'previousDigest' => $rotated ? oauth2_token_digest($token) : null,
            'successorSealed' => $rotated ? oauth2_seal($next, oauth2_derive_key($token, 'refresh successor'), $id) : null,
        ]);
        $values["refresh:$name"][] = $token;
    }
}
// The same token may be read by all ways.
foreach (['refresh:of server', 'refresh:ended', 'code:unused', 'refresh:unused'] as $name) {
    $values[$name] = $values[$name][0];
}

/** @param array<string, mixed> $claims @param array<string, mixed> $header */
$assert = static fn (array $claims = [], array $header = [], string $client = 'same-keys', ?Key $key = null): string => oauth2_jwt_sign(
    array_filter(
        $claims + ['iss' => $client, 'sub' => $client, 'aud' => $issuer, 'jti' => oauth2_random_hex(), 'exp' => $now + 590],
        static fn (mixed $claim): bool => $claim !== null,
    ),
    $key ?? $ecdsa,
    $header + ['typ' => 'client-authentication+jwt'],
);
$used = $assert();
$assertions = [
    'right' => static fn (): string => $assert(),
    'ed25519' => static fn (): string => $assert(key: $eddsa),
    'used' => static fn (): string => $used,
    'subject' => static fn (): string => $assert(['iss' => 'other']),
    'type' => static fn (): string => $assert([], ['typ' => 'at+jwt']),
    'audience' => static fn (): string => $assert(['aud' => 'https://other.example']),
    'no jti' => static fn (): string => $assert(['jti' => null]),
    'no date' => static fn (): string => $assert(['exp' => null]),
    'expired' => static fn (): string => $assert(['exp' => $now - 100]),
    'long' => static fn (): string => $assert(['exp' => $now + 10000]),
    'early' => static fn (): string => $assert(['nbf' => $now + 500]),
    'future' => static fn (): string => $assert(['iat' => $now + 500]),
    'old' => static fn (): string => $assert(['iat' => $now - 5000]),
    'foreign key' => static fn (): string => $assert(key: Key::generate('ES256')),
    'unknown client' => static fn (): string => $assert(client: 'same-unknown'),
    'address' => static fn (): string => $assert(client: 'same-address'),
];
foreach ($assertions as $name => $make) {
    for ($way = 0; $way < WAYS; $way++) {
        $values["assertion:$name"][] = $make();
    }
}
// The extension signs neither of these.
$part = static fn (string $json): string => rtrim(strtr(base64_encode($json), '+/', '-_'), '=');
$claims = $part((string) json_encode(['iss' => 'same-keys', 'sub' => 'same-keys', 'aud' => $issuer, 'jti' => 'a', 'exp' => $now + 590]));
$values['assertion:kid'] = $part('{"alg":"ES256","kid":1}') . ".$claims." . $part(str_repeat('a', 64));
$values['assertion:critical'] = $part('{"alg":"ES256","crit":["b64"],"b64":false}') . ".$claims." . $part(str_repeat('a', 64));
echo json_encode($values, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES), "\n";
