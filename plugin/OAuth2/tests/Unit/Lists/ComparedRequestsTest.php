<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\tests\WebServer\ComparedRequest;
use Piwik\Plugins\OAuth2\tests\WebServer\ComparedRequests;

/** Each endpoint, grant type and error has a request whose response is compared between the light script and index.php. */
final class ComparedRequestsTest extends ListTestCase
{
    /** The code that answers endpoints for applications. */
    private const CODE = '~^Server/(?:(?:Assertion|Grant|Token|Http|Registration|Metadata|Keys)/'
        . '|Client/(?:PresentedCredentials|ClientAuthenticator|Throttle)\.php|(?:ScopePolicy|ResourceChoice|AuthorizationServer|OAuthError)\.php)'
        . '|^Web/(?:EndpointDispatcher|MaintenanceMode)\.php|^Matomo/SettingsFactory\.php~';

    /** Sentences that no request to these endpoints gets, and why. */
    private const UNSENT = [
        'The authorization endpoint needs a session' => 'a mistake in the code',
        'Nobody has the private part of this key' => 'a mistake in the code',
        'The redirect URI must be absolute, in visible ASCII, without fragment' => 'a mistake in the code',
        'There is no signing key with this ID' => 'for administrators',
        'There is no signing key' => 'for logs: the response is that of unavailable storage',
        'oauth2 signing key' => 'the context of a seal',
        'oauth2 key cache 3.' => 'the context of a seal',
        'The access token has expired. Request a new one' => 'of the Reporting API, which only index.php answers',
        'The access token is invalid or revoked. Request a new one' => 'of the Reporting API, which only index.php answers',
        'Basic realm="OAuth2", charset="UTF-8"' => 'a header, which is compared with the rest',
        'Bearer realm="OAuth2"' => 'a header, which is compared with the rest',
        'WWW-Authenticate, Retry-After' => 'a header, which is compared with the rest',
        'public, max-age=' => 'a header, which is compared with the rest',
        'Authorization, Content-Type, MCP-Protocol-Version' => 'a header, which is compared with the rest',
        'matomo oauth2 wrapping secret' => 'the context of a derived key',
        'OAuth2 could not be started: {type}' => 'for logs',
        'OAuth2 could not be started:' => 'for logs',
        'Parameter request is not supported. Send each value as a parameter of its own' => 'of the authorization endpoint',
        'Parameter request_uri is not supported. Send each value as a parameter of its own' => 'of the authorization endpoint',
        'Consent is always required, so prompt=none cannot succeed' => 'of the authorization endpoint',
        'The Authorization header is repeated. Send it once' => 'PHP behind a web server sees one header',
        'Another request is changing the authorization. Try again' => 'of a race',
    ];

    public function testEachErrorInTheCodeIsCompared(): void
    {
        $said = implode("\n", array_map(static fn (ComparedRequest $request): string => $request->says, ComparedRequests::all()));
        $missing = $known = [];
        foreach (self::sources(self::PLUGIN, '~^(?:tests|vue)/~') as $path => $source) {
            foreach (preg_match(self::CODE, $path) === 1 ? self::sentences($source) : [] as $sentence) {
                $known[] = $sentence;
                if (!isset(self::UNSENT[$sentence]) && !str_contains($said, $sentence)) {
                    $missing[] = "$path: $sentence";
                }
            }
        }
        self::assertGreaterThan(80, \count($known));
        self::assertSame([], $missing, 'Add a request to tests/WebServer/ComparedRequests.php that gets this error');
        self::assertSame([], array_values(array_diff(array_keys(self::UNSENT), $known)), 'these are no longer in the code');
    }

    public function testEachEndpointIsComparedWithEachMethod(): void
    {
        $sent = array_map(static fn (ComparedRequest $request): string => "$request->method $request->path", ComparedRequests::all());
        foreach (ComparedRequests::endpoints() as $endpoint) {
            foreach (['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as $method) {
                self::assertContains($method . ' ' . ComparedRequests::route($endpoint), $sent);
            }
            foreach ($endpoint->wellKnown() as $name) {
                self::assertContains('GET ' . Endpoint::WELL_KNOWN . $name, $sent);
            }
        }
    }

    public function testEachGrantTypeGetsATokenAndAnError(): void
    {
        foreach (GrantType::cases() as $type) {
            $statuses = array_map(
                static fn (ComparedRequest $request): int => str_starts_with($request->body, "grant_type=$type->value&") || $request->body === "grant_type=$type->value" ? $request->status : 0,
                ComparedRequests::all(),
            );
            self::assertContains(200, $statuses, $type->value);
            self::assertContains(400, $statuses, $type->value);
        }
    }

    public function testEachStateHasARequest(): void
    {
        $states = array_map(static fn (ComparedRequest $request): string => $request->state, ComparedRequests::all());
        self::assertSame([], array_values(array_diff([...ComparedRequests::STATES, ...array_keys(ComparedRequests::DATABASES)], $states)));
        self::assertSame([], array_values(array_diff($states, ComparedRequests::STATES, array_keys(ComparedRequests::DATABASES))));
    }

    /**
     * The literals of at least three words, which are parts of sentences.
     *
     * @return list<string>
     */
    private static function sentences(string $source): array
    {
        $sentences = [];
        foreach (\PhpToken::tokenize($source) as $token) {
            $text = match ($token->id) {
                T_CONSTANT_ENCAPSED_STRING => stripcslashes(substr($token->text, 1, -1)),
                T_ENCAPSED_AND_WHITESPACE => $token->text,
                default => '',
            };
            if (preg_match('/[a-z),.] [a-z]/i', $text) === 1 && preg_match_all('/[A-Za-z_0-9]{2,}/', $text) >= 3 && preg_match('/[a-z]{3}/', $text) === 1) {
                $sentences[] = trim($text);
            }
        }

        return $sentences;
    }
}
