<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host\tests\http;

use OAuth2Host\HttpAnswer;
use OAuth2Host\HttpClient;
use PHPUnit\Framework\TestCase;

/** A test that sends requests to a running host (see ../clients/with-host), as browsers and applications do. */
abstract class HostTestCase extends TestCase
{
    protected const CALLBACK = 'https://app.example/cb';
    protected const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    protected const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

    /** The host's state folder. */
    protected static string $folder;
    protected static string $origin;

    /** @var array<string, HttpClient> logged-in browsers by login, kept because a login is expensive */
    private static array $browsers = [];

    public static function setUpBeforeClass(): void
    {
        $file = getenv('OAUTH2_HOST_JSON');
        self::assertIsString($file, 'run script/test --only host-http');
        self::$folder = dirname($file) . '/host';
        $config = require self::$folder . '/config.php';
        self::assertIsArray($config);
        self::assertIsString($config['issuer']);
        self::$origin = $config['issuer'];
    }

    /**
     * The URL of a valid authorization request, with changes.
     *
     * @param array<string, ?string> $changes null removes a parameter
     */
    protected static function address(array $changes = [], string $more = ''): string
    {
        return self::$origin . '/index.php?module=OAuth2&action=authorize&' . http_build_query($changes + [
            'response_type' => 'code',
            'client_id' => 'web',
            'redirect_uri' => self::CALLBACK,
            'scope' => 'matomo:read',
            'state' => 'a b&c=1',
            'code_challenge' => self::CHALLENGE,
            'code_challenge_method' => 'S256',
        ], '', '&', PHP_QUERY_RFC3986) . $more;
    }

    protected static function password(string $login): string
    {
        return self::credential('users', $login);
    }

    protected static function secret(string $clientId): string
    {
        return self::credential('clients', $clientId);
    }

    private static function credential(string $kind, string $name): string
    {
        $all = json_decode((string) file_get_contents(self::$folder . '/credentials.json'), true);
        $group = is_array($all) ? $all[$kind] ?? null : null;
        $value = is_array($group) ? $group[$name] ?? null : null;
        self::assertIsString($value);

        return $value;
    }

    protected static function newBrowser(string $login): HttpClient
    {
        $browser = new HttpClient();
        $form = $browser->get(self::$origin . '/login');
        self::assertSame(303, $browser->logIn(self::$origin, $form, $login, self::password($login))->status);

        return $browser;
    }

    protected static function browser(string $login = 'superuser'): HttpClient
    {
        return self::$browsers[$login] ??= self::newBrowser($login);
    }

    /**
     * Posts a decision on a consent page.
     *
     * @param array<string, ?string> $changes of the form's fields; null removes one
     * @param array<string, string> $headers
     */
    protected static function decide(
        HttpClient $browser,
        HttpAnswer $page,
        array $changes = [],
        array $headers = [],
    ): HttpAnswer {
        $fields = [];
        foreach (['request', 'nonce', 'scope'] as $name) {
            $fields[$name] = $page->field($name);
        }

        return $browser->post(
            self::$origin . '/index.php?module=OAuth2&action=authorize',
            array_filter($changes + $fields + ['decision' => 'allow'], is_string(...)),
            $headers,
        );
    }

    /** @param array<string, ?string> $changes of the request */
    protected static function code(array $changes = [], string $login = 'superuser'): string
    {
        $page = self::browser($login)->get(self::address($changes));
        $code = self::decide(self::browser($login), $page)->redirected()['code'] ?? '';
        self::assertNotSame('', $code);

        return $code;
    }

    /** @param array<string, string> $fields */
    protected static function token(array $fields, string $clientId = 'web'): HttpAnswer
    {
        return (new HttpClient())->post(
            self::$origin . '/index.php?module=OAuth2&action=token',
            $fields + ['client_id' => $clientId, 'client_secret' => self::secret($clientId)],
        );
    }

    protected static function assertErrorPage(HttpAnswer $answer, string $text, int $status = 400): void
    {
        self::assertSame($status, $answer->status);
        self::assertNull($answer->header('location'), 'redirected');
        self::assertStringContainsString('This app can’t be connected', $answer->body);
        self::assertStringContainsString($text, $answer->body);
        self::assertSame('text/html; charset=utf-8', $answer->header('content-type'));
    }
}
