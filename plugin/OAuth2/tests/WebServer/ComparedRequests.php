<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\WebServer;

use Piwik\Plugins\OAuth2\Server\Assertion\ClientAssertion;
use Piwik\Plugins\OAuth2\Server\Endpoint;

/**
 * All endpoints, and every error that each of them can give. A unit test compares the list with the errors in the code, so a new
 * error needs a request here.
 */
final class ComparedRequests
{
    /** The states of Matomo in which requests are sent; same.php makes them. */
    public const STATES = [
        'usual', 'closed', 'switched off', 'no issuer', 'no salt', 'broken key', 'no table', 'maintenance', 'several servers', 'allowlist',
        'plain http', 'deactivated', 'no database', 'no server', 'other issuer', 'privacy links', 'named routes', 'listener', 'throttled',
    ];

    /** The states in which Matomo itself answers. Its pages depend on their address, so that below index.php is no other way. */
    public const OF_MATOMO = ['allowlist', 'plain http', 'deactivated'];

    /**
     * The lines of the section [database] by state, and the status of the responses; 0: whatever Matomo says. The last value tells whether
     * the light script connects by itself. `{port}` and `{socket}` are those of the database, `{tls}` is the folder of certificates.
     */
    public const DATABASES = [
        'database by TCP' => ['host = "127.0.0.1"|port = {port}|username = "plain"|password = "pass;wörd"', 200, true],
        'wrong password' => ['host = "127.0.0.1"|port = {port}|username = "plain"|password = "wrong"', 503, false],
        'no port' => ['host = "127.0.0.1"|port = ""|username = "plain"|password = "pass;wörd"', 0, false],
        'port with the host' => ['host = "127.0.0.1:{port}"|username = "plain"|password = "pass;wörd"', 0, false],
        'unknown host' => ['host = "no-such-host.invalid"|username = "plain"', 503, false],
        'socket' => ['host = "localhost"|username = "root"|unix_socket = "{socket}"', 200, true],
        'socket in place of the port' => ['host = "localhost"|port = "{socket}"|username = "root"', 200, true],
        'wrong socket' => ['host = "localhost"|username = "root"|unix_socket = "{socket}.other"', 503, false],
        'localhost alone' => ['host = "localhost"|username = "root"', 0, false],
        'persistent' => ['host = "127.0.0.1"|port = {port}|username = "plain"|password = "pass;wörd"|persistent = 1', 200, true],
        'PDO_MYSQL' => ['host = "127.0.0.1"|port = {port}|username = "plain"|password = "pass;wörd"|adapter = PDO_MYSQL', 200, true],
        'PDO\MYSQL' => ['host = "127.0.0.1"|port = {port}|username = "plain"|password = "pass;wörd"|adapter = PDO\MYSQL', 200, true],
        'MYSQLI' => ['host = "127.0.0.1"|port = {port}|username = "plain"|password = "pass;wörd"|adapter = MYSQLI', 200, true],
        'charset utf8' => ['host = "localhost"|username = "root"|unix_socket = "{socket}"|charset = "utf8"', 200, true],
        'charset latin1' => ['host = "localhost"|username = "root"|unix_socket = "{socket}"|charset = "latin1"|collation = ""', 0, true],
        'no charset' => ['host = "localhost"|username = "root"|unix_socket = "{socket}"|charset = ""', 503, false],
        'another collation' => ['host = "localhost"|username = "root"|unix_socket = "{socket}"|charset = "utf8mb4"|collation = "utf8mb4_bin"', 200, true],
        'TLS' => ['host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|enable_ssl = 1|ssl_ca = "{tls}/ca.pem"', 200, true],
        'TLS of another authority' => ['host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|enable_ssl = 1|ssl_ca = "{tls}/other-ca.pem"', 503, false],
        'TLS of another authority, not verified' => [
            'host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|enable_ssl = 1|ssl_ca = "{tls}/other-ca.pem"|ssl_no_verify = 1', 200, true,
        ],
        'TLS without an authority' => ['host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|enable_ssl = 1', 0, false],
        'TLS without the file of the authority' => ['host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|enable_ssl = 1|ssl_ca = "{tls}/none.pem"', 503, false],
        'no TLS where it is required' => ['host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|ssl_ca = "{tls}/ca.pem"', 503, false],
        'TLS with a certificate of the client' => [
            'host = "127.0.0.1"|port = {port}|username = "x509"|password = "secret"|enable_ssl = 1|ssl_ca = "{tls}/ca.pem"'
                . '|ssl_cert = "{tls}/client.pem"|ssl_key = "{tls}/client.key"', 200, true,
        ],
        'TLS without a certificate where it is required' => ['host = "127.0.0.1"|port = {port}|username = "x509"|password = "secret"|enable_ssl = 1|ssl_ca = "{tls}/ca.pem"', 503, false],
        'TLS with MYSQLI' => ['host = "127.0.0.1"|port = {port}|username = "tls"|password = "secret"|adapter = MYSQLI|enable_ssl = 1|ssl_ca = "{tls}/ca.pem"', 0, false],
    ];

    public const FORM = 'Content-Type: application/x-www-form-urlencoded';

    private const JSON = 'Content-Type: application/json';

    private const SERVER = 'Authorization: Basic {basic:server}';

    private const CREDENTIALS = 'grant_type=client_credentials';

    private const ORIGIN = 'Origin: https://page.example';

    /** The states in which no server answers, so that one request of each kind is enough. */
    private const STOPPED = [
        'no issuer' => [503, 'The issuer is not set. Open Administration, Platform, OAuth2 as a super user once,'
            . ' or run ./console oauth2:set-issuer with the URL of this Matomo.'],
        'no salt' => [503, "The salt in the section [General] of Matomo's config.ini.php is missing or too short: it needs at least 16 characters."],
        'maintenance' => [503, 'Matomo is in maintenance mode. Try again later'],
        'several servers' => [503, 'Matomo is in maintenance mode. Try again later'],
        'allowlist' => [401, 'is not allowed'],
        'plain http' => [302, ''],
        'deactivated' => [500, 'OAuth2'],
        'no database' => [503, 'The authorization server could not be started; the log says why.'],
        'no server' => [503, 'The authorization server could not be started; the log says why.'],
    ];

    /** @return list<ComparedRequest> */
    public static function all(): array
    {
        return [
            ...self::methods(),
            ...self::queries(),
            ...self::forms(),
            ...self::authentication(),
            ...self::assertions(),
            ...self::tokens(),
            ...self::codes(),
            ...self::refreshes(),
            ...self::introspections(),
            ...self::revocations(),
            ...self::documents(),
            ...self::registrations(),
            ...self::states(),
        ];
    }

    /** The route of an endpoint. */
    public static function route(Endpoint $endpoint): string
    {
        return $endpoint->wellKnown() === [] ? Endpoint::ROUTE . $endpoint->value : Endpoint::WELL_KNOWN . $endpoint->wellKnown()[0];
    }

    /** @return list<Endpoint> the endpoints that applications call */
    public static function endpoints(): array
    {
        return array_values(array_filter(Endpoint::cases(), static fn (Endpoint $endpoint): bool => !$endpoint->usesSession()));
    }

    /** @return list<ComparedRequest> */
    private static function methods(): array
    {
        $requests = [];
        foreach (self::endpoints() as $endpoint) {
            $route = self::route($endpoint);
            $gets = $endpoint->method() === 'GET';
            foreach (['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'] as $method) {
                $isServed = $method === $endpoint->method() || ($gets && $method === 'HEAD');
                foreach ([[], [self::ORIGIN], [self::FORM, self::ORIGIN]] as $headers) {
                    $requests[] = match (true) {
                        !$isServed => new ComparedRequest($route, 405, $method === 'HEAD' ? '' : 'Method not allowed. Use ' . $endpoint->method(), '', $method, $headers),
                        $gets => new ComparedRequest($route, 200, '', '', $method, $headers),
                        // The client of the test gives an empty body the type of a form.
                        default => new ComparedRequest($route, \in_array($endpoint, [Endpoint::Token, Endpoint::Register], true) ? 400 : 401, '"error"', '', $method, $headers),
                    };
                }
            }
            foreach (
                [
                    [],
                    [self::ORIGIN, 'Access-Control-Request-Method: POST'],
                    [self::ORIGIN, 'Access-Control-Request-Headers: authorization, mcp-method, traceparent'],
                    [self::ORIGIN, 'Access-Control-Request-Headers: a b'],
                    [self::ORIGIN, 'Access-Control-Request-Headers: ' . str_repeat('x', 2000)],
                ] as $headers
            ) {
                $requests[] = new ComparedRequest($route, 204, '', '', 'OPTIONS', $headers);
            }
        }

        return $requests;
    }

    /**
     * Nothing in the query selects another endpoint.
     *
     * @return list<ComparedRequest>
     */
    private static function queries(): array
    {
        return [
            new ComparedRequest('/oauth2/token?action=jwks', 405, 'Method not allowed. Use POST', '', 'GET'),
            new ComparedRequest('/oauth2/token?module=CoreHome&action=index', 405, 'Method not allowed. Use POST', '', 'GET'),
            new ComparedRequest('/oauth2/jwks?action=token', 200, '"keys"', '', 'GET'),
            new ComparedRequest('/oauth2/jwks?action[]=token&module[]=API', 200, '"keys"', '', 'GET'),
            new ComparedRequest('/oauth2/jwks?module=API&method=API.getMatomoVersion', 200, '"keys"', '', 'GET'),
            new ComparedRequest('/oauth2/jwks?' . str_repeat('a&', 1200), 200, '"keys"', '', 'GET'),
            new ComparedRequest('/oauth2/token?x=1', 200, '"access_token"', self::CREDENTIALS, headers: [self::SERVER, self::FORM]),
            new ComparedRequest('/oauth2/token?action=revoke', 200, '"access_token"', self::CREDENTIALS, headers: [self::SERVER, self::FORM]),
            new ComparedRequest('/oauth2/token', 200, '"access_token"', self::CREDENTIALS . '&module=API&action=jwks', headers: [self::SERVER, self::FORM]),
            new ComparedRequest('/.well-known/oauth-authorization-server?action=token', 200, '"issuer"', '', 'GET'),
            new ComparedRequest('/oauth2/jwks', 200, '"keys"', '', 'GET', ['Host: other.example']),
            new ComparedRequest('/oauth2/jwks', 200, '"keys"', '', 'GET', ['User-Agent:']),
            new ComparedRequest('/oauth2/jwks', 200, '"keys"', '', 'GET', ['Cookie: MATOMO_SESSID=abc; a=b']),
            new ComparedRequest('/oauth2/jwks', 200, '"keys"', '', 'GET', ['User-Agent: Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)']),
            new ComparedRequest('/oauth2/jwks', 200, '"keys"', '', 'GET', ['Accept-Encoding: gzip', 'Accept: text/html', 'Accept-Language: de']),
        ];
    }

    /**
     * What all endpoints with a form refuse.
     *
     * @return list<ComparedRequest>
     */
    private static function forms(): array
    {
        $requests = [];
        foreach (['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke'] as $route) {
            $of = static fn (string $says, string $body, string $type = self::FORM, string $query = ''): ComparedRequest
                => new ComparedRequest($route . $query, 400, $says, $body, headers: [self::SERVER, $type]);
            array_push(
                $requests,
                $of('The Content-Type must be application/x-www-form-urlencoded"', self::CREDENTIALS, 'Content-Type:'),
                $of('The Content-Type must be application/x-www-form-urlencoded"', self::CREDENTIALS, 'Content-Type: text/plain'),
                $of(', not multipart/form-data. In PHP, give CURLOPT_POSTFIELDS the text of http_build_query() in place of an array', "--b\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_credentials\r\n--b--\r\n", 'Content-Type: multipart/form-data; boundary=b'),
                $of(', not multipart/form-data. In PHP, give CURLOPT_POSTFIELDS the text of', 'broken', 'Content-Type: multipart/form-data'),
                $of(', not application/json. Send the parameters as a form', '{"grant_type":"client_credentials"}', self::JSON),
                $of('The parameters are longer than 65536 bytes', self::CREDENTIALS . '&x=' . str_repeat('a', 65536)),
                $of('The parameters are longer than 65536 bytes', self::CREDENTIALS . '&x=' . str_repeat('a', 900000)),
                $of('Invalid percent-encoding. Each % needs two hexadecimal digits after it', self::CREDENTIALS . '&x=%zz'),
                $of('Invalid percent-encoding. Each % needs two hexadecimal digits after it', self::CREDENTIALS, query: '?x=%'),
                $of('The parameters must be UTF-8 without NUL characters', self::CREDENTIALS . '&x=%ff'),
                $of('The parameters must be UTF-8 without NUL characters', self::CREDENTIALS . '&x=%00'),
                $of('The parameters must be UTF-8 without NUL characters', self::CREDENTIALS . "&x=\xc3"),
                $of('More than 64 parameters', self::CREDENTIALS . str_repeat('&a=b', 70)),
                $of('More than 64 parameters', str_repeat('a=b&', 2000)),
                $of('Send the parameters in the body, not in the URL', self::CREDENTIALS, query: '?client_id=a'),
                $of('Send the parameters in the body, not in the URL', self::CREDENTIALS, query: '?client.id=a'),
                $of('A parameter name is ambiguous. Write names without dots, blanks and brackets', self::CREDENTIALS . '&client.id=a'),
                $of('A parameter name is ambiguous. Write names without dots, blanks and brackets', self::CREDENTIALS . '&code[]=a'),
            );
            foreach (['grant_type', 'client_id', 'client_secret', 'token', 'scope', 'code', 'refresh_token'] as $name) {
                $requests[] = $of("Parameter $name is repeated. Send it once", "$name=a&$name=a");
            }
        }

        return $requests;
    }

    /** @return list<ComparedRequest> */
    private static function authentication(): array
    {
        $requests = [];
        foreach (['/oauth2/token' => self::CREDENTIALS, '/oauth2/introspect' => 'token=a', '/oauth2/revoke' => 'token=a'] as $route => $body) {
            $of = static fn (string $says, string $more = '', string $header = '', int $status = 401): ComparedRequest
                => new ComparedRequest($route, $status, $says, $body . $more, headers: $header === '' ? [self::FORM] : [self::FORM, $header]);
            array_push(
                $requests,
                $of('The client is not named. Send client_id, or Basic credentials in the Authorization header'),
                $of('A Bearer token does not authenticate a client. Send client_id, and client_secret if the client has one', '', 'Authorization: Bearer a.b.c'),
                $of('The client authenticates twice. Send the secret in the Authorization header or in the body, not in both', '&client_secret={secret:server}', self::SERVER, 400),
                $of('Two different clients are named', '&client_id=other', self::SERVER, 400),
                $of('The Authorization header holds no Basic credentials', '', 'Authorization: Basic !'),
                $of('The Authorization header holds no Basic credentials', '', 'Authorization: Basic ' . base64_encode('nocolon')),
                $of('The Authorization header holds no Basic credentials', '', 'Authorization: Basic ' . base64_encode('a%zz:b')),
                $of('The Authorization header holds no Basic credentials', '', 'Authorization: Digest username="a"'),
                $of('Client authentication failed', '', 'Authorization: Basic ' . base64_encode('unknown:wrong')),
                $of('Client authentication failed', '', 'Authorization: Basic {basic:wrong}'),
                $of('Client authentication failed', '&client_id={id:server}&client_secret=wrong'),
                $of('Client authentication failed', '&client_id={id:server}&client_secret=wrong', 'Authorization: Bearer stale'),
                $of('Client authentication failed', '&client_id={id:server}'),
                $of('Client authentication failed', '', 'Authorization: Basic {basic:paused}'),
                $of('Client authentication failed', '&client_id={id:keys}&client_secret=a'),
                $of('Client authentication failed', '&client_id=https%3A%2F%2Fapp.example%2Fdocument.json'),
            );
        }

        return $requests;
    }

    /** @return list<ComparedRequest> */
    private static function assertions(): array
    {
        $type = '&client_assertion_type=' . rawurlencode(ClientAssertion::TYPE);
        $of = static fn (string $says, string $name, int $status = 401, string $more = '', string $header = '', bool $alone = true): ComparedRequest
            => new ComparedRequest('/oauth2/token', $status, $says, self::CREDENTIALS . "$type&client_assertion={assertion:$name}$more", headers: $header === '' ? [self::FORM] : [self::FORM, $header], alone: $alone);

        return [
            // A client's first authorization is an event.
            $of('"access_token"', 'right', 200, alone: false),
            $of('"access_token"', 'ed25519', 200),
            $of('The client assertion has been used before. Create one with a new jti for each request', 'used'),
            $of('The client authenticates twice. Send the client assertion without a secret and without an Authorization header', 'right', 400, '', self::SERVER),
            $of('The client authenticates twice. Send the client assertion without a secret and without', 'right', 400, '&client_secret=a'),
            new ComparedRequest('/oauth2/token', 400, 'The parameter client_assertion_type is missing. Send ' . ClientAssertion::TYPE, self::CREDENTIALS . '&client_assertion={assertion:right}', headers: [self::FORM]),
            new ComparedRequest('/oauth2/token', 401, 'The client_assertion_type is not supported. Send ' . ClientAssertion::TYPE, self::CREDENTIALS . '&client_assertion_type=saml&client_assertion={assertion:right}', headers: [self::FORM]),
            $of('The client_id is not the iss and sub of the client assertion', 'right', more: '&client_id=other'),
            new ComparedRequest('/oauth2/token', 401, 'The client assertion is longer than 8192 bytes', self::CREDENTIALS . "$type&client_assertion=" . str_repeat('a', 8193), headers: [self::FORM]),
            new ComparedRequest('/oauth2/token', 401, 'The client assertion is no JWT in compact form with a JSON object as its claims', self::CREDENTIALS . "$type&client_assertion=a.b.c", headers: [self::FORM]),
            new ComparedRequest('/oauth2/token', 401, 'The client assertion must be signed by one of: ' . implode(' ', ClientAssertion::ALGORITHMS), self::CREDENTIALS . "$type&client_assertion=eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.", headers: [self::FORM]),
            $of('The kid of the client assertion must be a string', 'kid'),
            $of('The claims iss and sub of the client assertion must both be the client_id', 'subject'),
            $of('The typ of the client assertion names another kind of token. Use client-authentication+jwt or JWT', 'type'),
            $of('The aud of the client assertion must be exactly one value: the issuer or the URL of the token endpoint, as in the metadata', 'audience'),
            $of('The client assertion needs a jti, a string of 1 to 256 bytes', 'no jti'),
            $of('The exp of the client assertion must be a number of seconds since 1970', 'no date'),
            $of('The client assertion has expired', 'expired'),
            $of('The exp of the client assertion is more than 600 seconds ahead', 'long'),
            $of('The client assertion is not valid yet (nbf)', 'early'),
            $of('The client assertion was issued in the future (iat)', 'future'),
            $of('The client assertion was issued more than 3600 seconds ago (iat). Create one for each request', 'old'),
            $of('The header or a claim of the client assertion is not allowed', 'critical'),
            $of('The client is unknown or has no key of the kid and alg of the client assertion that verifies its signature', 'foreign key'),
            $of('The client is unknown or has no key of the kid and alg of the client assertion that verifies its signature', 'unknown client'),
            // The fetch of the keys needs Matomo's settings for outgoing requests, and its failure is an event.
            $of('The client is unknown or has no key of the kid and alg of the client assertion that verifies its signature', 'address', alone: false),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function tokens(): array
    {
        $of = static fn (int $status, string $says, string $body, string $client = 'server', bool $alone = true): ComparedRequest
            => new ComparedRequest('/oauth2/token', $status, $says, $body, headers: ["Authorization: Basic {basic:$client}", self::FORM], alone: $alone);

        return [
            $of(200, '"access_token"', self::CREDENTIALS),
            $of(200, '"scope":"matomo:write"', self::CREDENTIALS . '&scope=matomo%3Awrite'),
            // The first authorization of a client, scope and resource is an event.
            $of(200, '"scope":"matomo:read"', self::CREDENTIALS . '&scope=matomo%3Aread+offline_access&resource={issuer}', alone: false),
            $of(200, '"access_token"', self::CREDENTIALS . '&resource={mcp}', alone: false),
            $of(200, '"access_token"', self::CREDENTIALS, 'rotated', false),
            $of(200, '"access_token"', self::CREDENTIALS, 'rotated'),
            // The first use replaces the slow hash of the official plugin.
            $of(200, '"access_token"', self::CREDENTIALS, 'bcrypt', false),
            $of(400, 'The parameter grant_type is missing. Offered grant types: authorization_code client_credentials refresh_token', 'x=1'),
            $of(400, 'The parameter grant_type is missing. Offered grant types: ', 'grant_type='),
            $of(400, 'The parameter grant_type is missing. Offered grant types: ', ''),
            $of(400, 'The grant_type is not offered. Offered grant types: ', 'grant_type=password'),
            $of(400, 'The grant_type is not offered. Offered grant types: ', 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code'),
            $of(400, 'The client may not use grant_type client_credentials. Allowed grant types: authorization_code', self::CREDENTIALS, 'coder'),
            new ComparedRequest('/oauth2/token', 400, 'This grant type requires a confidential client', self::CREDENTIALS . '&client_id={id:odd}', headers: [self::FORM]),
            $of(400, 'The client acts as no user. Ask the administrator to choose the user whose rights its tokens have', self::CREDENTIALS, 'nobody'),
            $of(400, 'The user whom the client acts as does not exist. Ask the administrator to choose another user', self::CREDENTIALS, 'gone'),
            $of(400, "Unknown scope 'other'. Known scopes, separated by blanks: matomo:read", self::CREDENTIALS . '&scope=other'),
            $of(400, 'Unknown scope ', self::CREDENTIALS . '&scope=%22%5C%C3%A4%0A'),
            $of(400, 'Scope matomo:superuser is not allowed for this client. Allowed scopes: matomo:read matomo:write', self::CREDENTIALS . '&scope=matomo%3Asuperuser'),
            $of(400, 'No scope is allowed for this client. Ask the administrator to allow one', self::CREDENTIALS, 'scopeless'),
            $of(400, 'Unknown resource. See the protected resource metadata (RFC 9728)', self::CREDENTIALS . '&resource=https%3A%2F%2Fother.example'),
            $of(400, 'Parameter resource names several resources. Request one token for each', self::CREDENTIALS . '&resource={issuer}&resource={mcp}'),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function codes(): array
    {
        $of = static fn (int $status, string $says, string $more, string $client = 'page', bool $alone = true): ComparedRequest
            => new ComparedRequest('/oauth2/token', $status, $says, "grant_type=authorization_code&client_id={id:$client}$more", headers: [self::FORM, self::ORIGIN], alone: $alone);
        $refused = 'The code is unknown, expired, used, or not for this client';
        $rest = '&code_verifier={verifier}&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb';

        return [
            $of(200, '"refresh_token"', "&code={code:right}$rest"),
            $of(200, '"scope":"matomo:read"', '&code={code:second}&code_verifier={verifier}&scope=matomo%3Awrite'),
            $of(400, 'The parameter code is missing', $rest),
            $of(400, $refused, "&code=wrong$rest"),
            $of(400, $refused, "&code={code:other client}$rest"),
            $of(400, $refused, "&code={code:expired}$rest"),
            $of(400, $refused, "&code={code:gone}$rest"),
            $of(400, $refused, "&code={code:ended}$rest"),
            // A repeated use is an event.
            $of(400, $refused, "&code={code:used}$rest", alone: false),
            $of(400, 'The code_verifier does not belong to the code', '&code={code:unused}&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb'),
            $of(400, 'The code_verifier does not belong to the code', '&code={code:unused}&code_verifier=' . str_repeat('a', 43)),
            $of(400, 'The redirect_uri is not the one of the authorization request', '&code={code:unused}&code_verifier={verifier}&redirect_uri=https%3A%2F%2Fother.example'),
            $of(400, 'The resource was not granted', "&code={code:unused}$rest&resource={mcp}"),
            $of(400, 'Unknown resource. See the protected resource metadata (RFC 9728)', "&code={code:unused}$rest&resource=x"),
            $of(401, 'Client authentication failed', "&code={code:unused}$rest", 'server'),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function refreshes(): array
    {
        $of = static fn (int $status, string $says, string $more, bool $alone = true): ComparedRequest
            => new ComparedRequest('/oauth2/token', $status, $says, "grant_type=refresh_token&client_id={id:page}$more", headers: [self::FORM, self::ORIGIN], alone: $alone);
        $refused = 'The refresh token is unknown, expired, used, revoked, or not for this client';

        return [
            $of(200, '"refresh_token"', '&refresh_token={refresh:right}'),
            $of(200, '"refresh_token"', '&refresh_token={refresh:repeated}'),
            $of(400, 'The parameter refresh_token is missing', ''),
            $of(400, $refused, '&refresh_token=wrong'),
            $of(400, $refused, '&refresh_token={refresh:expired}'),
            $of(400, $refused, '&refresh_token={refresh:other client}'),
            $of(400, $refused, '&refresh_token={refresh:ended}'),
            $of(400, $refused, '&refresh_token={refresh:gone}'),
            // A theft is an event.
            $of(400, $refused, '&refresh_token={refresh:reused}', false),
            $of(400, 'The resource was not granted', '&refresh_token={refresh:unused}&resource={mcp}'),
            $of(400, 'Scope matomo:admin exceeds matomo:read, the highest scope that the client first asked for', '&refresh_token={refresh:unused}&scope=matomo%3Aadmin'),
            $of(400, 'Unknown scope ', '&refresh_token={refresh:unused}&scope=x'),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function introspections(): array
    {
        $of = static fn (int $status, string $says, string $body, string $client = 'server', bool $alone = true): ComparedRequest
            => new ComparedRequest('/oauth2/introspect', $status, $says, $body, headers: ["Authorization: Basic {basic:$client}", self::FORM, self::ORIGIN], alone: $alone);

        return [
            $of(200, '"active":true', 'token={access}'),
            $of(200, '"active":true', 'token={access}&token_type_hint=refresh_token'),
            $of(200, '"active":true', 'token={refresh:of server}'),
            $of(200, '{"active":false}', 'token={access}', 'coder'),
            $of(200, '{"active":false}', 'token=unknown'),
            $of(200, '{"active":false}', 'token={refresh:ended}'),
            $of(200, '{"active":false}', 'token=a.b.c'),
            $of(400, 'The parameter token is missing', 'x=1'),
            new ComparedRequest('/oauth2/introspect', 401, 'Introspection needs a client with a secret', 'token=a&client_id={id:page}', headers: [self::FORM]),
            new ComparedRequest('/oauth2/introspect', 200, '"active":false', 'token=a&client_id={id:server}&client_secret={secret:server}', headers: [self::FORM, 'Authorization: Bearer a']),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function revocations(): array
    {
        $of = static fn (int $status, string $says, string $body, string $client = 'server', bool $alone = true): ComparedRequest
            => new ComparedRequest('/oauth2/revoke', $status, $says, $body, headers: ["Authorization: Basic {basic:$client}", self::FORM, self::ORIGIN], alone: $alone);

        return [
            $of(200, '{}', 'token=unknown'),
            $of(200, '{}', 'token={revoked access}'),
            $of(200, '{}', 'token={revoked access}&token_type_hint=access_token'),
            // The end of an authorization is an event.
            $of(200, '{}', 'token={refresh:revoked}', alone: false),
            $of(400, 'The token was issued to another client', 'token={access}', 'coder'),
            $of(400, 'The token was issued to another client', 'token={refresh:of server}', 'coder'),
            $of(400, 'The parameter token is missing', ''),
            new ComparedRequest('/oauth2/revoke', 200, '{}', 'token=a&client_id={id:page}', headers: [self::FORM, self::ORIGIN]),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function documents(): array
    {
        $of = static fn (string $path, int $status, string $says = '', string $method = 'GET', string $header = ''): ComparedRequest
            => new ComparedRequest($path, $status, $says, '', $method, $header === '' ? [] : [$header]);
        $requests = [];
        foreach (self::endpoints() as $endpoint) {
            foreach ($endpoint->wellKnown() as $name) {
                $route = Endpoint::WELL_KNOWN . $name;
                $isResource = $endpoint === Endpoint::ResourceMetadata;
                array_push(
                    $requests,
                    $of($route, 200, $isResource ? '"resource":' : '"issuer":'),
                    $of($route, 200, '', 'HEAD'),
                    $of($route, 304, '', 'GET', "If-None-Match: {etag:$name}"),
                    $of($route, 304, '', 'HEAD', "If-None-Match: W/\"a\", {etag:$name}"),
                    $of($route, 200, '', 'GET', 'If-None-Match: "other"'),
                    $of("$route?x=1", $isResource ? 404 : 200),
                    $of("$route/", 404),
                );
            }
        }
        foreach (['', 'x=%zz', 'module=API', 'resource=' . rawurlencode('https://other.example'), 'resource={issuer}', 'resource={mcp}', 'resource={issuer}&resource={mcp}'] as $query) {
            // The query belongs to the identifier of the resource.
            $requests[] = $of("/.well-known/oauth-protected-resource?$query", $query === '' ? 200 : 404, $query === '' ? '' : 'Unknown resource. Omit parameter resource to get the default one');
        }
        $requests[] = $of('/.well-known/oauth-protected-resource/index.php?module=API&method=McpServer.mcp&format=mcp', 200, 'McpServer.mcp');
        array_push(
            $requests,
            $of('/oauth2/jwks', 200, '"keys"'),
            $of('/oauth2/jwks', 304, '', 'GET', 'If-None-Match: {etag:jwks}'),
            $of('/oauth2/jwks', 304, '', 'HEAD', 'If-None-Match: {etag:jwks}'),
            $of('/oauth2/jwks', 200, '"keys"', 'GET', 'If-None-Match: *'),
        );

        return $requests;
    }

    /** @return list<ComparedRequest> */
    private static function registrations(): array
    {
        $json = static fn (mixed $metadata): string => json_encode($metadata, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
        $of = static fn (int $status, string $says, string $body, string $type = self::JSON): ComparedRequest
            => new ComparedRequest('/oauth2/register', $status, $says, $body, headers: [$type, self::ORIGIN]);
        $uris = ['redirect_uris' => ['https://app.example/cb']];
        $key = ['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => 'BsQyzbmyD7-YrJa8aC_q9tRt0L1ZwhHC5W6THS3L_-g'];
        $requests = [
            $of(201, '"client_secret"', $json(['client_name' => 'App'] + $uris)),
            $of(201, '"token_endpoint_auth_method":"none"', $json(['token_endpoint_auth_method' => 'none', 'grant_types' => ['authorization_code', 'refresh_token']] + $uris)),
            $of(201, '"private_key_jwt"', $json(['token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => [$key]]] + $uris)),
            $of(400, 'Send the metadata as JSON, with Content-Type application/json', $json($uris), self::FORM),
            $of(413, 'The request is longer than 16384 bytes', $json(['x' => str_repeat('a', 20000)] + $uris)),
            $of(400, 'The body must be one JSON object (RFC 7591 3.1) without repeated members, nested at most 15 deep', '[]'),
            $of(400, 'The body must be one JSON object (RFC 7591 3.1) without repeated members, nested at most 15 deep', "\xff"),
            $of(400, 'The body must be one JSON object (RFC 7591 3.1) without repeated members, nested at most 15 deep', '{"a":1,"a":1}'),
            $of(400, 'redirect_uris must be a list of at least one URI', '{}'),
            $of(400, 'redirect_uris has more than 20 URIs', $json(['redirect_uris' => array_fill(0, 21, 'https://app.example/cb')])),
            $of(400, 'Redirect URI 1 is no string', $json(['redirect_uris' => [1]])),
            $of(400, 'The redirect URIs together are longer than 8192 bytes', $json(['redirect_uris' => array_map(static fn (int $n): string => "https://app.example/$n" . str_repeat('a', 900), range(1, 10))])),
            $of(400, 'Redirect URI 1 must use https.', $json(['redirect_uris' => ['http://app.example/cb']])),
            $of(400, 'Redirect URI 1 contains an asterisk.', $json(['redirect_uris' => ['https://*.example/cb']])),
            $of(400, 'dpop_bound_access_tokens is not supported. Leave it out', $json(['dpop_bound_access_tokens' => true] + $uris)),
            $of(400, 'client_name must be a string', $json(['client_name' => []] + $uris)),
            $of(400, 'client_name: ', $json(['client_name' => "a\u{202e}b"] + $uris)),
            $of(400, 'token_endpoint_auth_method must be one of: ', $json(['token_endpoint_auth_method' => 'tls_client_auth'] + $uris)),
            $of(400, 'grant_types must contain authorization_code. An administrator registers clients for other grants', $json(['grant_types' => ['client_credentials']] + $uris)),
            $of(400, 'grant_types must be a list of strings', $json(['grant_types' => 'a'] + $uris)),
            $of(400, 'response_types must contain code, as grant_types contains authorization_code', $json(['response_types' => ['token']] + $uris)),
            $of(400, 'jwks must be a JWK Set: an object with a list of keys', $json(['jwks' => []] + $uris)),
            $of(400, 'jwks contains a private or symmetric key, which is no secret any more. Send public keys only', $json(['jwks' => ['keys' => [['kty' => 'oct', 'k' => 'a']]]] + $uris)),
            $of(400, 'jwks and jwks_uri exclude each other (RFC 7591 2)', $json(['jwks' => ['keys' => [$key]], 'jwks_uri' => 'https://app.example/jwks'] + $uris)),
            $of(400, 'private_key_jwt needs the keys in jwks. This server fetches no jwks_uri of clients that register themselves', $json(['token_endpoint_auth_method' => 'private_key_jwt'] + $uris)),
            $of(400, 'token_endpoint_auth_signing_alg must be one of: ', $json(['token_endpoint_auth_method' => 'private_key_jwt', 'token_endpoint_auth_signing_alg' => 'none', 'jwks' => ['keys' => [$key]]] + $uris)),
            $of(400, 'jwks must contain 1 to ', $json(['token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => []]] + $uris)),
            $of(400, ' keys, at least one of them for: ', $json(['token_endpoint_auth_method' => 'private_key_jwt', 'jwks' => ['keys' => [['kty' => 'EC']]]] + $uris)),
        ];

        return $requests;
    }

    /** @return list<ComparedRequest> */
    private static function states(): array
    {
        $requests = [];
        foreach (self::STOPPED as $state => [$status, $says]) {
            foreach (self::endpoints() as $endpoint) {
                $headers = $endpoint->method() === 'POST' ? [self::SERVER, self::FORM, self::ORIGIN] : [self::ORIGIN];
                $body = $endpoint->method() === 'POST' ? self::CREDENTIALS : '';
                $requests[] = new ComparedRequest(self::route($endpoint), $status, $says, $body, $endpoint->method(), $headers, false, $state);
                foreach (['HEAD', 'OPTIONS', 'PUT'] as $method) {
                    $requests[] = new ComparedRequest(self::route($endpoint), 0, '', '', $method, [self::ORIGIN], false, $state);
                }
            }
        }
        $token = static fn (string $state, int $status, string $says, bool $alone): ComparedRequest
            => new ComparedRequest('/oauth2/token', $status, $says, self::CREDENTIALS, headers: [self::SERVER, self::FORM, self::ORIGIN], alone: $alone, state: $state);
        foreach (['/oauth2/token', '/oauth2/introspect', '/oauth2/revoke'] as $route) {
            $requests[] = new ComparedRequest($route, 503, 'Storage is unavailable. Try again later', self::CREDENTIALS . '&token=a', headers: [self::SERVER, self::FORM, self::ORIGIN], state: 'no table');
            // The counters are full, and the one of reports, too.
            $requests[] = new ComparedRequest($route, 429, 'Too many requests. Try again after the number of seconds in the Retry-After header', self::CREDENTIALS . '&token=a', headers: ['Authorization: Basic {basic:wrong}', self::FORM, self::ORIGIN], state: 'throttled');
        }
        foreach (self::DATABASES as $state => [, $status, $alone]) {
            // A user with a letter outside of US-ASCII is found only if the character set is the right one. Its first token is an event.
            foreach (['server', 'letters'] as $client) {
                $requests[] = new ComparedRequest('/oauth2/token', $client === 'server' || $status !== 200 ? $status : 0, '', self::CREDENTIALS, headers: ["Authorization: Basic {basic:$client}", self::FORM], alone: $alone && $client === 'server', state: $state);
            }
        }
        $all = 'Every grant type is switched off in the settings of OAuth2';

        return [
            ...$requests,
            new ComparedRequest('/oauth2/register', 404, 'Clients cannot register themselves here. Ask an administrator to register the client', '{}', headers: [self::JSON], state: 'closed'),
            $token('switched off', 503, $all, true),
            new ComparedRequest('/.well-known/oauth-authorization-server', 503, $all, '', 'GET', state: 'switched off'),
            new ComparedRequest('/.well-known/oauth-protected-resource', 200, '', '', 'GET', state: 'switched off'),
            new ComparedRequest('/.well-known/oauth-authorization-server', 404, 'There is no authorization server of this issuer', '', 'GET', state: 'other issuer'),
            new ComparedRequest('/.well-known/openid-configuration', 404, '', '', 'HEAD', state: 'other issuer'),
            new ComparedRequest('/.well-known/oauth-protected-resource', 200, 'http://127.0.0.1:9/sub', '', 'GET', state: 'other issuer'),
            // Keys that cannot be opened are an event, as is an unexpected error.
            $token('broken key', 503, 'The signing key cannot be opened', false),
            new ComparedRequest('/oauth2/jwks', 500, 'Unexpected error. Its cause is in the server log', '', 'GET', alone: false, state: 'broken key'),
            ...self::metadata('privacy links', '"op_policy_uri"', '"resource_policy_uri"', true),
            ...self::metadata('named routes', '/oauth2/token', '"resource"', true),
            ...self::metadata('listener', '"added_by_listener"', '"resource"', false),
        ];
    }

    /** @return list<ComparedRequest> */
    private static function metadata(string $state, string $server, string $resource, bool $alone): array
    {
        return [
            new ComparedRequest('/.well-known/oauth-authorization-server', 200, $server, '', 'GET', alone: $alone, state: $state),
            new ComparedRequest('/.well-known/openid-configuration', 200, $server, '', 'GET', alone: $alone, state: $state),
            new ComparedRequest('/.well-known/oauth-protected-resource', 200, $resource, '', 'GET', alone: $alone || $state === 'listener', state: $state),
        ];
    }
}
