<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Calls the endpoints of a real Matomo behind a web server on their clean routes and on index.php: both must give the same,
 * correct answer. Usage: php endpoints.php BASE [--no-root], with {"id", "secret", "public"} of the client as JSON on standard
 * input. BASE is the server's URL for clients and Matomo's issuer.
 */

require __DIR__ . '/client.php';

[, $base] = $argv;
$rootReached = !in_array('--no-root', $argv, true);
/** @var array{id: string, secret: string, public: string} $client */
$client = json_decode((string) file_get_contents('php://stdin'), true, 8, JSON_THROW_ON_ERROR);
$checks = new Checks();
$folder = (string) parse_url($base, PHP_URL_PATH);
$origin = substr($base, 0, strlen($base) - strlen($folder));
$basic = 'Authorization: Basic ' . base64_encode($client['id'] . ':' . $client['secret']);
$form = 'Content-Type: application/x-www-form-urlencoded';
$index = static fn (string $action): string => "$base/index.php?module=OAuth2&action=$action";

// Calls both routes and returns the clean route's answer.
$both = static function (string $action, string $method, array $headers, string $body, int $status) use ($base, $index, $checks): Answer {
    /** @var list<string> $headers */
    $clean = ask("$base/oauth2/$action", $method, $headers, $body);
    $plain = ask($index($action), $method, $headers, $body);
    $what = "$method $action $body";
    $checks->that($clean->status === $status, "$what: $status expected, not $clean");
    $checks->that($clean->comparable() === $plain->comparable(), "$what: the clean route says $clean, index.php $plain");
    foreach ([$clean, $plain] as $answer) {
        $checks->that(!isset($answer->headers['set-cookie']), "$what: no cookie, but $answer");
    }

    return $clean;
};

// The token endpoint and its errors: credentials in header, body or missing; unknown client, wrong secret, repeats, no form.
$answer = $both('token', 'POST', [$basic, $form], 'grant_type=client_credentials&scope=matomo%3Aread', 200);
$token = $answer->member('access_token');
$token = is_string($token) ? $token : '';
$checks->that(substr_count($token, '.') === 2, 'client authentication in the header gives an access token');
$both('token', 'POST', [$form], "grant_type=client_credentials&client_id={$client['id']}&client_secret={$client['secret']}", 200);
$both('token', 'POST', [$form], 'grant_type=client_credentials', 401);
$both('token', 'POST', ['Authorization: Basic ' . base64_encode($client['id'] . ':wrong'), $form], 'grant_type=client_credentials', 401);
$both('token', 'POST', [$basic, $form], 'grant_type=client_credentials&grant_type=client_credentials', 400);
$both('token', 'POST', [$basic, $form], 'grant_type=password', 400);
$both('token', 'POST', [$basic, $form], 'grant_type=client_credentials&scope=matomo%3Asuperuser', 400);
$both('token', 'POST', [$form], "grant_type=authorization_code&client_id={$client['public']}&code=wrong&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&code_verifier=" . str_repeat('a', 43), 400);
$both('token', 'POST', [$basic, 'Content-Type: application/json'], '{"grant_type":"client_credentials"}', 400);
$both('token', 'GET', [$basic], '', 405);
$both('token', 'OPTIONS', ['Origin: https://page.example', 'Access-Control-Request-Method: POST'], '', 204);
$both('token', 'OPTIONS', ['Origin: https://page.example', 'Access-Control-Request-Headers: mcp-method, traceparent'], '', 204);
$both('token', 'POST', [$form, 'Authorization: Bearer stale'], "grant_type=client_credentials&client_id={$client['id']}&client_secret=wrong", 401);
$both('introspect', 'POST', [$basic, $form], 'token=' . $token, 200);
$both('introspect', 'POST', [$basic, $form], 'token=unknown', 200);
$both('introspect', 'POST', [$form], 'token=unknown', 401);
$both('jwks', 'GET', [], '', 200);
$both('jwks', 'HEAD', [], '', 200);
$both('jwks', 'POST', [$form], 'a=b', 405);

// The Authorization header reaches the Reporting API, too.
$api = "$base/index.php?module=API&method=API.getMatomoVersion&format=json";
$answer = ask($api, 'GET', ["Authorization: Bearer $token"]);
// The first bearer call of another PHP, such as Apache's module, starts the self-test there, and may be told to come again.
for ($tries = 0; $tries < 6 && $answer->status === 503 && isset($answer->headers['retry-after']); ++$tries) {
    sleep(5);
    $answer = ask($api, 'GET', ["Authorization: Bearer $token"]);
}
$checks->that($answer->status === 200 && str_contains($answer->body, '"value":"'), 'bearer call: ' . $answer);
$both('revoke', 'POST', [$basic, $form], 'token=' . $token, 200);
$answer = ask($api, 'GET', ["Authorization: Bearer $token"]);
$checks->that($answer->status === 401, 'a revoked token is refused: ' . $answer);

// Documents: every well-known URL gives the same document as index.php.
$documents = static function (array $urls, Answer $plain, string $member, string $value) use ($checks): void {
    /** @var list<string> $urls */
    foreach ($urls as $url) {
        $answer = ask($url);
        $checks->that($answer->status === 200 && $answer->member($member) === $value, "$url: $member $value, not $answer");
        $checks->that($answer->comparable() === $plain->comparable(), "$url: as index.php says $plain, not $answer");
    }
};
/** @return list<string> */
$wellKnown = static fn (string $name): array => array_values(array_unique([
    ...($rootReached ? ["$origin/.well-known/$name$folder"] : []),
    "$base/.well-known/$name",
]));
$documents($wellKnown('oauth-authorization-server'), ask($index('metadata')), 'issuer', $base);
$documents($wellKnown('oauth-protected-resource'), ask($index('resourceMetadata')), 'resource', $base);
foreach ($wellKnown('openid-configuration') as $url) {
    $answer = ask($url);
    $checks->that($answer->status === 200 && $answer->member('issuer') === $base, "$url: $answer");
}
if ($rootReached) {
    $mcp = 'index.php?module=API&method=McpServer.mcp&format=mcp';
    $answer = ask("$origin/.well-known/oauth-protected-resource$folder/$mcp");
    $checks->that($answer->member('resource') === "$base/$mcp", 'the MCP resource: ' . $answer);
    $answer = ask("$origin/.well-known/oauth-authorization-server$folder/other");
    $checks->that(in_array($answer->status, [403, 404], true), 'no server of another issuer: ' . $answer);
}

// Authorization: the clean route redirects to index.php with the query unchanged; only index.php starts a session.
$raw = "response_type=code&client_id={$client['public']}&state=%7e%2B+%20%26%3D&redirect_uri=http%3a%2F%2F127.0.0.1%3A5000%2Fcb&x=%E2%82%AC";
$answer = ask("$base/oauth2/authorize?$raw");
$checks->that($answer->status === 302, 'authorize leads to index.php: ' . $answer);
$checks->that(($answer->headers['location'] ?? []) === [$index('authorize') . "&$raw"], 'with the same query: ' . $answer);
$checks->that(!isset($answer->headers['set-cookie']), 'without a cookie: ' . $answer);
$valid = "response_type=code&client_id={$client['public']}&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcb&state=s"
    . '&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
$answer = ask($index('authorize') . "&$valid");
$checks->that(str_contains($answer->body, 'form_password'), 'an anonymous user sees the login form: ' . $answer);
$cookies = implode("\n", $answer->headers['set-cookie'] ?? []);
$checks->that(str_contains($cookies, 'MATOMO_SESSID='), "in a session: $cookies");
$checks->that(str_contains(strtolower($cookies), 'secure') === str_starts_with($base, 'https:'), "whose cookie is for this scheme: $cookies");

// With SameSite=Strict the browser would omit the cookie on the way from the application's page.
$checks->that(!str_contains(strtolower($cookies), 'samesite=strict'), "and comes along from other sites' links: $cookies");

// The light script serves no other page.
foreach (['', '?module=CoreHome&action=index', '?module=OAuth2&action=authorize', '?module=API&method=API.getMatomoVersion'] as $query) {
    $answer = ask("$base/plugins/OAuth2/endpoints.php$query");
    $checks->that(in_array($answer->status, [403, 404], true) && !isset($answer->headers['set-cookie']), "endpoints.php$query: $answer");
}
$checks->finish();
