<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Registration;

use OAuth2\Key;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;

/** The registration endpoint: what it stores and answers, and what it refuses (RFC 7591). */
#[CoversNothing]
final class RegistrationEndpointTest extends RegistrationTestCase
{
    public function testItIsOffByDefault(): void
    {
        $off = $this->serverWith();
        self::assertFalse(self::settings()->isOn(Setting::ClientRegistration));
        self::assertError('invalid_request', 404, $this->register(server: $off));
        self::assertArrayNotHasKey('registration_endpoint', self::json($off->metadata(new Request('GET'))));
        self::assertSame(
            self::ISSUER . '/index.php?module=OAuth2&action=register',
            self::json($this->server->metadata(new Request('GET')))['registration_endpoint'] ?? null,
        );
    }

    public function testWithoutTheAuthorizationCodeGrantItIsOff(): void
    {
        $server = $this->serverWith(self::settings(authorizationCode: false)->with(clientRegistration: true));
        self::assertError('invalid_request', 404, $this->register(server: $server));
        self::assertArrayNotHasKey('registration_endpoint', self::json($server->metadata(new Request('GET'))));
    }

    public function testThePublicClientGetsAllThatIsRegistered(): void
    {
        $response = $this->register(['grant_types' => ['authorization_code', 'refresh_token']]);
        self::assertSame(201, $response->status);
        self::assertSame(['no-store', 'no-cache', '*'], [
            $response->headers['Cache-Control'], $response->headers['Pragma'], $response->headers['Access-Control-Allow-Origin'],
        ]);
        $members = self::json($response);
        self::assertMatchesRegularExpression('/\A[0-9a-f]{32}\z/', self::member($response, 'client_id'));
        unset($members['client_id']);
        self::assertSame([
            'client_id_issued_at' => $this->clock->time,
            'client_name' => 'App',
            'redirect_uris' => [self::REDIRECT],
            'grant_types' => ['authorization_code', 'refresh_token'],
            'response_types' => ['code'],
            'token_endpoint_auth_method' => 'none',
            'scope' => 'matomo:read',
        ], $members);
    }

    /** @return iterable<string, array{?string}> */
    public static function secretMethods(): iterable
    {
        yield 'the default' => [null];
        yield 'basic' => ['client_secret_basic'];
        yield 'post' => ['client_secret_post'];
    }

    #[DataProvider('secretMethods')]
    public function testTheConfidentialClientGetsASecret(?string $method): void
    {
        $members = self::json($this->register(['token_endpoint_auth_method' => $method]));
        self::assertSame($method ?? 'client_secret_basic', $members['token_endpoint_auth_method']);
        self::assertSame(0, $members['client_secret_expires_at']);
        self::assertIsString($members['client_secret']);
        self::assertMatchesRegularExpression('/\A[0-9a-f]{64}\z/', $members['client_secret']);
        self::assertIsString($members['client_id']);
        $stored = (new RegistrationTable($this->connection))->find($members['client_id'], $this->clock->time);
        self::assertNotNull($stored);
        self::assertTrue(oauth2_secret_verify($members['client_secret'], (string) $stored->secretHash));
        self::assertSame(substr($members['client_secret'], -4), $stored->secretHint);
        self::assertSame(['authorization_code'], $stored->grantTypes);
    }

    public function testKeysAreRegisteredInline(): void
    {
        $jwk = Key::generate('ES256')->toPublicJwk();
        $members = self::json($this->register([
            'token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => [$jwk, ['kty' => 'EC', 'crv' => 'P-521', 'use' => 'enc']]],
            'token_endpoint_auth_signing_alg' => 'ES256',
        ]));
        self::assertSame('private_key_jwt', $members['token_endpoint_auth_method']);
        self::assertArrayNotHasKey('client_secret', $members);
        self::assertArrayNotHasKey('client_secret_expires_at', $members);
        self::assertSame(['keys' => [['x' => $jwk['x']]]], ['keys' => array_map(
            static fn (mixed $key): array => ['x' => \is_array($key) ? $key['x'] ?? null : null],
            \is_array($members['jwks']) && \is_array($members['jwks']['keys']) ? $members['jwks']['keys'] : [],
        )]);
    }

    public function testOtherGrantsAreDroppedAndTheScopeIsCapped(): void
    {
        $body = [
            'grant_types' => ['client_credentials', 'authorization_code', 'implicit', 'refresh_token'],
            'response_types' => ['token', 'code'],
            'scope' => 'matomo:superuser matomo:admin openid',
        ];
        $members = self::json($this->register($body));
        self::assertSame(['authorization_code', 'refresh_token'], $members['grant_types']);
        self::assertSame(['code'], $members['response_types']);
        self::assertSame('matomo:read', $members['scope']);
        $more = $this->registering(['assistantScope' => 'admin']);
        self::assertSame('matomo:read matomo:write matomo:admin', self::json($this->register($body, server: $more))['scope']);
        $fewer = $this->registering(['assistantScope' => 'admin', 'allowedScopes' => [Scope::Read]]);
        self::assertSame('matomo:read', self::json($this->register($body, server: $fewer))['scope']);
        $without = $this->serverWith(self::settings(refreshToken: false)->with(clientRegistration: true));
        self::assertSame(['authorization_code'], self::json($this->register($body, server: $without))['grant_types']);
    }

    public function testWhatTheClientCannotChooseIsIgnored(): void
    {
        $members = self::json($this->register([
            'client_id' => 'mine', 'client_secret' => 'mine', 'client_secret_expires_at' => 1, 'jwks_uri' => 'https://169.254.169.254/jwks',
            'logo_uri' => 'javascript:alert(1)', 'client_uri' => 'http://10.0.0.1/', 'software_statement' => 'x.y.z', 'contacts' => [1],
            'application_type' => 'web', 'registration_client_uri' => 'https://evil.example', 'client_name#ja' => "\u{202E}",
        ]));
        self::assertNotSame('mine', $members['client_id']);
        self::assertSame([], array_diff(array_keys($members), [
            'client_id', 'client_id_issued_at', 'client_name', 'redirect_uris', 'grant_types', 'response_types',
            'token_endpoint_auth_method', 'scope',
        ]));
        self::assertSame([], $this->documents->fetches);
    }

    public function testTheRedirectTargetStandsInForAMissingName(): void
    {
        self::assertSame('app.example', self::json($this->register(['client_name' => null]))['client_name']);
        self::assertSame('localhost:5000', self::json($this->register([
            'client_name' => '', 'redirect_uris' => ['http://localhost:5000/cb'],
        ]))['client_name']);
        // The end of a host says whose it is.
        $host = str_repeat('login.claude.ai.', 9) . 'evil.example';
        $name = self::json($this->register(['client_name' => null, 'redirect_uris' => ["https://$host/cb"]]))['client_name'];
        self::assertSame('…' . substr($host, -99), $name);
        self::assertSame('App here', self::json($this->register(['client_name' => "\u{A0}App \u{2003} here\u{A0}"]))['client_name']);
        self::assertSame(['https://app.example/cb', 'https://app.example/d'], self::json($this->register([
            'redirect_uris' => ['https://app.example/cb', 'https://app.example/cb', 'https://app.example/d'],
        ]))['redirect_uris']);
    }

    /** @return iterable<string, array{string, array<string, mixed>|string, 2?: int}> */
    public static function refused(): iterable
    {
        $valid = '"redirect_uris":["https://app.example/cb"]';
        $metadata = 'invalid_client_metadata';
        $uri = 'invalid_redirect_uri';
        yield 'no body' => [$metadata, ''];
        yield 'no object' => [$metadata, '[]'];
        yield 'null' => [$metadata, 'null'];
        yield 'a string' => [$metadata, '"x"'];
        yield 'a form' => [$metadata, 'redirect_uris=https://app.example/cb'];
        yield 'text after it' => [$metadata, "{{$valid}} x"];
        yield 'two objects' => [$metadata, "{{$valid}},{{$valid}}"];
        yield 'a byte order mark' => [$metadata, "\xEF\xBB\xBF{{$valid}}"];
        yield 'a member twice' => [$metadata, "{{$valid},{$valid}}"];
        yield 'a member twice, escaped' => [$metadata, "{{$valid},\"redirect_ur\\u0069s\":[\"https://evil.example/cb\"]}"];
        yield 'a member twice inside another' => [$metadata, "{{$valid},\"x\":{\"a\":1,\"a\":2}}"];
        yield 'invalid UTF-8' => [$metadata, "{{$valid},\"client_name\":\"\xC3\x28\"}"];
        yield 'a lone surrogate' => [$metadata, "{{$valid},\"client_name\":\"\\ud800\"}"];
        yield 'deep' => [$metadata, "{{$valid},\"x\":" . str_repeat('[', 100) . str_repeat(']', 100) . '}'];
        yield 'very deep' => [$metadata, str_repeat('{"a":', 2000) . '1' . str_repeat('}', 2000)];
        yield 'long' => [$metadata, "{{$valid},\"x\":\"" . str_repeat('x', 16384) . '"}', 413];
        yield 'no redirect_uris' => [$uri, '{}'];
        foreach ([[], null, 'https://app.example/cb', [1], [null], [['https://app.example/cb']], ['a' => 'https://app.example/cb'], [true]] as $n => $value) {
            yield "redirect_uris $n" => [$uri, ['redirect_uris' => $value]];
        }
        yield 'many redirect URIs' => [$uri, ['redirect_uris' => array_map(static fn (int $n): string => "https://app.example/$n", range(1, 21))]];
        yield 'long redirect URIs' => [$uri, ['redirect_uris' => array_map(
            static fn (int $n): string => "https://app.example/$n" . str_repeat('x', 900),
            range(1, 10),
        )]];
        foreach (
            [
                'javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://x/y',
                'about:blank', 'http://app.example/cb', 'http://10.0.0.1/cb', 'https://app.example/cb#f', 'https://u@app.example/cb',
                'https://app.example/../cb', 'https://*.example/cb', 'https://app.example/cb?code=1', 'https://app.example/cb?state=',
                'https://app.example\\@evil.example/', 'https://app.example/ cb', "https://app.example/\ncb", 'https://', 'https:///cb', '/cb',
                '', 'app.example', 'myapp:/cb', 'https://app.example:99999/cb', 'https://exämple.org/cb', "https://app.example/\u{202E}",
                'https://' . str_repeat('a', 3000) . '/', 'http://127.0.0.2/cb', 'http://2130706433/cb', 'http://localhost.evil.example/cb',
                'ws://app.example/cb', 'mailto:a@b.example', 'intent://x#Intent;end', 'view-source:https://app.example',
            ] as $bad
        ) {
            yield "redirect URI $bad" => [$uri, ['redirect_uris' => ['https://app.example/cb', $bad]]];
        }
        yield 'name of another type' => [$metadata, ['client_name' => ['x']]];
        yield 'name of blanks' => [$metadata, ['client_name' => '  ']];
        yield 'long name' => [$metadata, ['client_name' => str_repeat('x', 101)]];
        yield 'name with an override' => [$metadata, ['client_name' => "App\u{202E}gnp"]];
        yield 'name with an isolate' => [$metadata, ['client_name' => "\u{2066}App"]];
        yield 'name with a line end' => [$metadata, ['client_name' => "App\nClaude"]];
        yield 'name with NUL' => [$metadata, ['client_name' => "App\0"]];
        yield 'name with a zero-width space' => [$metadata, ['client_name' => "Cla\u{200B}ude"]];
        // Each kind of the rule for names; ClientNameTest has all of it.
        foreach (["\u{3164}", "\u{301}", "Cla\u{AD}ude", "\u{E0041}pp", "Cla\u{200D}ude", "\u{2800}", "Claude\u{FE0F}"] as $n => $name) {
            yield "name of which something is invisible $n" => [$metadata, ['client_name' => $name]];
        }
        // Objects that PHP would take for lists.
        yield 'redirect_uris as an object' => [$uri, '{"redirect_uris":{"0":"https://app.example/cb"}}'];
        foreach (['grant_types' => '{"0":"authorization_code"}', 'response_types' => '{"0":"code"}'] as $member => $object) {
            yield "$member as an object" => [$metadata, "{{$valid},\"$member\":$object}"];
            yield "$member as an empty object" => [$metadata, "{{$valid},\"$member\":{}}"];
        }
        $jwks = json_encode(Key::generate('ES256')->toPublicJwk(), JSON_THROW_ON_ERROR);
        yield 'keys as an object' => [$metadata, "{{$valid},\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":{\"0\":$jwks}}}"];
        yield 'an empty object as a set' => [$metadata, "{{$valid},\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{}}"];
        foreach (['client_secret_jwt', 'tls_client_auth', 'NONE', '', 'basic', 1, ['none'], true] as $n => $method) {
            yield "method $n" => [$metadata, ['token_endpoint_auth_method' => $method]];
        }
        foreach ([['client_credentials'], ['refresh_token'], ['implicit'], 'authorization_code', [1], ['authorization_code', null]] as $n => $grants) {
            yield "grant_types $n" => [$metadata, ['grant_types' => $grants]];
        }
        foreach ([['token'], ['id_token'], ['code token'], 'code', [['code']]] as $n => $types) {
            yield "response_types $n" => [$metadata, ['response_types' => $types]];
        }
        foreach ([true, 'false', 1, []] as $n => $value) {
            yield "dpop $n" => [$metadata, ['dpop_bound_access_tokens' => $value]];
        }
        $public = Key::generate('ES256')->toPublicJwk();
        $withKeys = self::withKeys(...);
        yield 'no keys' => [$metadata, ['token_endpoint_auth_method' => 'private_key_jwt']];
        yield 'the address of keys' => [$metadata, ['token_endpoint_auth_method' => 'private_key_jwt', 'jwks_uri' => 'https://app.example/jwks']];
        yield 'keys and their address' => [$metadata, $withKeys(['keys' => [$public]], ['jwks_uri' => 'https://app.example/jwks'])];
        foreach (['none', 'client_secret_post', 'private_key_jwt'] as $method) {
            yield "private key, $method" => [$metadata, ['token_endpoint_auth_method' => $method, 'jwks' => ['keys' => [['d' => 'AA'] + $public]]]];
            yield "private member that is null, $method" => [$metadata, ['token_endpoint_auth_method' => $method, 'jwks' => ['keys' => [['d' => null] + $public]]]];
            yield "symmetric key, $method" => [$metadata, ['token_endpoint_auth_method' => $method, 'jwks' => ['keys' => [['kty' => 'oct', 'k' => 'AAAA']]]]];
        }
        yield 'private key beside a public one' => [$metadata, $withKeys(['keys' => [$public, ['d' => 'AA'] + Key::generate('ES256')->toPublicJwk()]])];
        yield 'an empty set' => [$metadata, $withKeys(['keys' => []])];
        yield 'no set' => [$metadata, $withKeys([])];
        yield 'a set as text' => [$metadata, $withKeys('{"keys":[]}')];
        yield 'a key as text' => [$metadata, $withKeys(['keys' => ['x']])];
        yield 'a list' => [$metadata, $withKeys([$public])];
        yield 'a broken key' => [$metadata, $withKeys(['keys' => [['x' => 'AAAA'] + $public]])];
        yield 'keys of another kind' => [$metadata, $withKeys(['keys' => [['kty' => 'EC', 'crv' => 'P-384', 'x' => 'AAAA', 'y' => 'AAAA']]])];
        yield 'many keys' => [$metadata, $withKeys(['keys' => array_fill(0, 11, $public)])];
        yield 'the algorithm none' => [$metadata, $withKeys(['keys' => [$public]], ['token_endpoint_auth_signing_alg' => 'none'])];
        yield 'a symmetric algorithm' => [$metadata, $withKeys(['keys' => [$public]], ['token_endpoint_auth_signing_alg' => 'HS256'])];
    }

    /**
     * @param array<string, mixed> $more
     * @return array<string, mixed>
     */
    private static function withKeys(mixed $jwks, array $more = []): array
    {
        return $more + ['token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => $jwks];
    }

    /** @param array<string, mixed>|string $body */
    #[DataProvider('refused')]
    public function testItIsRefused(string $error, array|string $body, int $status = 400): void
    {
        if (\is_array($body) && \array_key_exists('redirect_uris', $body) && $body['redirect_uris'] === null) {
            $body = '{"redirect_uris":null}';
        }
        self::assertError($error, $status, $this->register($body));
        self::assertSame(0, (new RegistrationTable($this->connection))->number(0));
    }

    /** @return iterable<string, array{list<string>}> */
    public static function otherTypes(): iterable
    {
        yield 'none' => [[]];
        yield 'a form' => [['application/x-www-form-urlencoded']];
        yield 'text' => [['text/plain']];
        yield 'two' => [['application/json', 'text/plain']];
    }

    /** @param list<string> $types */
    #[DataProvider('otherTypes')]
    public function testAnotherContentTypeIsRefused(array $types): void
    {
        $body = '{"redirect_uris":["https://app.example/cb"]}';
        $headers = $types === [] ? [] : ['content-type' => $types];
        self::assertError('invalid_client_metadata', 400, $this->server->register(new Request('POST', '', $headers, $body)));
        $right = $this->server->register(new Request('POST', 'a=b', ['content-type' => ['application/json; charset=utf-8']], $body));
        self::assertSame(201, $right->status);
    }

    public function testOnlyPostRegistersAndBrowsersMayAskFirst(): void
    {
        self::assertSame(405, $this->server->answer(Endpoint::Register, new Request('GET'))->status);
        self::assertSame(405, $this->server->register(new Request('PUT'))->status);
        $preflight = $this->server->register(new Request('OPTIONS', '', [
            'origin' => ['https://inspector.example'], 'access-control-request-headers' => ['content-type, mcp-protocol-version'],
        ]));
        self::assertSame(['*', 'content-type, mcp-protocol-version'], [
            $preflight->headers['Access-Control-Allow-Origin'], $preflight->headers['Access-Control-Allow-Headers'],
        ]);
    }

    /** All users of a hosted assistant share its addresses, so a full address refuses nobody: its own oldest client makes room. */
    public function testAnAddressKeepsSoManyAndRefusesNobody(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 3)]);
        $other = $this->registered([], '192.0.2.2');
        $ids = [];
        foreach (['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.1'] as $address) {
            $ids[] = $this->registered([], $address);
        }
        self::assertSame([false, false, true, true, true], array_map($this->waits(...), $ids));
        self::assertTrue($this->waits($other));
        $ids = [];
        foreach (['2001:db8::1', '2001:db8::2', '2001:db8:0:0:9::1', '2001:db8::3', '2001:db8:0:1::1'] as $address) {
            $ids[] = $this->registered([], $address);
        }
        self::assertSame([false, true, true, true, true], array_map($this->waits(...), $ids), 'a /64 is one network');
        self::assertSame([['limit' => 'registrations', 'address' => '192.0.2.1']], $this->reached(), 'at most one a minute');
    }

    public function testALimitOfZeroSwitchesTheLimitOfAnAddressOff(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 0, unconsentedClients: 600)]);
        for ($n = 0; $n < 600; ++$n) {
            $this->registered();
        }
        self::assertSame(600, (new RegistrationTable($this->connection))->number(0));
        self::assertSame([], $this->reached());
    }

    /** Far more than any assistant sends, so that one sender cannot make the database write without end. */
    public function testAnAddressHasSoManyRequestsADay(): void
    {
        $this->clock->time = 86400 * 20000 + 86000;
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerDay: 3)]);
        $this->registered();
        self::assertError('invalid_redirect_uri', 400, $this->register(['redirect_uris' => ['no-uri']]));
        $this->registered();
        $refused = $this->register();
        self::assertError('temporarily_unavailable', 429, $refused);
        self::assertSame('400', $refused->headers['Retry-After']);
        self::assertError('temporarily_unavailable', 429, $this->register('no JSON'));
        $this->registered([], '192.0.2.2');
        self::assertSame([['limit' => 'registrations_per_day', 'address' => '192.0.2.1']], $this->reached());
        $this->clock->time += 400;
        $this->registered();
        self::assertSame(20000, (new ThrottleLimits())->registrationsPerDay);
    }

    public function testADayWithoutALimitOfRequests(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerDay: 0)]);
        $this->connection->forget();
        $this->registered();
        self::assertStringNotContainsString('oauth2_throttle', implode(' ', [...$this->connection->reads, ...$this->connection->writes]));
    }

    /** By default an address never has more than half of the places. */
    public function testTheLimitsByDefault(): void
    {
        $first = $last = $this->registered([], '192.0.2.2');
        for ($n = 0; $n < 700; ++$n) {
            $last = $this->registered();
        }
        self::assertSame(501, (new RegistrationTable($this->connection))->number(0));
        self::assertSame([true, true], [$this->waits($first), $this->waits($last)]);
    }

    public function testClientsThatUsersAllowDoNotCount(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 2)]);
        $waiting = $this->registered();
        foreach (range(1, 5) as $n) {
            $this->allow($this->registered());
        }
        self::assertTrue($this->waits($waiting));
    }

    /** Strangers add nothing to what requests of clients read, and their rows make room for newer ones. */
    public function testTheOldestMakeRoom(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 0, unconsentedClients: 3)]);
        $table = new RegistrationTable($this->connection);
        $ids = [];
        foreach (range(1, 5) as $n) {
            $this->clock->time += $n > 3 ? 1 : 0;
            $ids[] = $this->registered();
            self::assertSame(min(3, $n), $table->number($this->clock->time));
        }
        self::assertSame([false, false, true, true, true], array_map($this->waits(...), $ids));
        self::assertSame(0, (new ClientTable($this->connection))->number());
        self::assertSame([['limit' => 'unconsented_clients', 'address' => '192.0.2.1']], $this->reached());
    }

    public function testAFloodDisplacesItself(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(registrationsPerAddress: 0, unconsentedClients: 10)]);
        $honest = [$this->registered(), $this->registered([], '2001:db8::1')];
        for ($n = 0; $n < 40; ++$n) {
            // One host, one IPv4 network of 256 addresses, and one IPv6 /48.
            foreach (['198.51.100.1', "203.0.113.$n", sprintf('2001:db8:7:%x::1', $n)] as $address) {
                $this->registered([], $address);
            }
        }
        self::assertSame([true, true], array_map($this->waits(...), $honest));
        $newest = $this->registered([], '192.0.2.77');
        self::assertTrue($this->waits($newest));
    }

    public function testAClientThatStoodAtTheLimitWhenItWasLoweredMakesRoom(): void
    {
        for ($n = 0; $n < 30; ++$n) {
            $this->registered();
        }
        $this->server = $this->registering(['throttle' => new ThrottleLimits(unconsentedClients: 5)]);
        $this->registered();
        $newest = $this->registered();
        self::assertSame(5, (new RegistrationTable($this->connection))->number(0));
        self::assertTrue($this->waits($newest));
    }

    public function testTheNewestStaysEvenIfUsersVisitAllOthers(): void
    {
        $limits = new ThrottleLimits(registrationsPerAddress: 0, unconsentedClients: 2);
        $this->server = $this->registering(['throttle' => $limits]);
        $visited = [$this->registered(), $this->registered()];
        array_map(fn (string $id) => $this->screen($id), $visited);
        $newest = $this->registered();
        $this->screen($newest);
    }

    /** Reports of attacks on secrets have a counter of their own, so that strangers who register cannot keep them away. */
    public function testRegistrationsKeepNoReportOfAnAttackAway(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(1, 1, registrationsPerAddress: 1)]);
        $this->registered();
        $this->registered();
        $this->client();
        foreach ([1, 2] as $n) {
            $this->server->token(self::post(['grant_type' => 'client_credentials', 'client_id' => 'app', 'client_secret' => 'wrong']));
        }
        self::assertSame(['registrations', 'client'], array_column($this->reached(), 'limit'));
    }

    private function waits(string $clientId): bool
    {
        return (new RegistrationTable($this->connection))->find($clientId, $this->clock->time) !== null;
    }

    /** @return list<array<string, mixed>> */
    private function reached(): array
    {
        return array_column(array_filter($this->events->events, static fn (Event $event): bool => $event->name === 'throttle.reached'), 'context');
    }

    public function testNothingIsLoggedAboutAStrangersClient(): void
    {
        $this->registered();
        self::assertSame([], $this->events->events);
    }

    public function testARegistrationCostsFewStatements(): void
    {
        $this->server = $this->registering(['throttle' => new ThrottleLimits(unconsentedClients: 3)]);
        for ($n = 0; $n < 3; ++$n) {
            $this->registered();
        }
        $this->connection->forget();
        $this->registered();
        self::assertLessThanOrEqual(11, count($this->connection->reads) + count($this->connection->writes));
    }
}
