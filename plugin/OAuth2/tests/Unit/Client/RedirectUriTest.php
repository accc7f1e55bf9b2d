<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriKind;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriProblem;

final class RedirectUriTest extends TestCase
{
    /** @return iterable<array{string}> */
    public static function good(): iterable
    {
        yield ['https://app.example/callback'];
        yield ['https://app.example:8443/cb?tenant=5&next=%2Fcode'];
        yield ['https://app.example/cb?encode=1&coded=2&states=3&errors=4'];
        yield ['https://app.example/code?code_=1'];
        yield ['http://127.0.0.1/cb'];
        yield ['http://127.0.0.1:3000/cb'];
        yield ['http://[::1]:3000/cb'];
        yield ['http://localhost:3000/cb'];
        yield ['com.example.app:/oauth2redirect'];
        yield ['https://app.example/' . str_repeat('a', RedirectUri::MAXIMUM_BYTES - 20)];
    }

    #[DataProvider('good')]
    public function testAValidUriIsAccepted(string $uri): void
    {
        self::assertNull(RedirectUri::of($uri)->problem);
        self::assertNull(RedirectUri::of($uri)->refusal(1));
    }

    /** @return iterable<array{string, string}> */
    public static function bad(): iterable
    {
        $reasons = [
            'is incomplete. Write it in full' => ['', 'app.example/cb', '/cb', '//app.example/cb', 'https:', 'com.example.app:'],
            'has no valid host' => ['https:///cb', 'http://2130706433/cb', 'https:/app.example/cb', 'https://app..example/cb'],
            'has no valid port' => ['https://app.example:/cb', 'http://127.0.0.1:65536/cb'],
            'must use https. Only http://127.0.0.1' => [
                'http://app.example/cb', 'http://127.0.0.1.evil.example/cb', 'http://0.0.0.0/cb', 'http://localhost.evil.example/cb',
            ],
            'must not have a fragment (#)' => ['https://app.example/cb#f', 'https://app.example/cb#'],
            'must not have a user name (@)' => ['https://user@app.example/cb', 'https://user:pw@app.example/cb'],
            'contains a space, a control character' => [
                "https://app.example/cb\n", ' https://app.example/cb', 'https://app.example/c b', "https://app.example/\0",
                "https://app.example/\x7F", "https://app.example/\xFF",
            ],
            'must be percent-encoded, such as a backslash' => ['https://app.example\\@evil.example/cb', 'https://app.example/{x}'],
            'which never leads back to an app' => [
                'javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://app.example/x', 'about:blank',
                'intent://x', 'wss://app.example/cb', 'ssh://app.example', 'tel:1', 'view-source:https://app.example/',
            ],
            'has the scheme myapp. A scheme of the app’s own needs a dot in it, such as com.example.app.' => ['myapp:/cb'],
            'There are no wildcards: register each redirect URI in full.' => [
                'https://*.app.example/cb', 'https://app.example/*', 'http://localhost:*/cb', '*',
            ],
            'contains the beginning of another one. Enter each' => [
                'https://app.example/cbhttps://b.example/cb', 'https://app.example/cb,https://b.example/cb',
                'https://app.example/cb https://b.example/cb', 'com.example.app:/cb;https://b.example/cb',
            ],
            'percent sign' => ['https://app.example/%', 'https://app.example/%0a'],
            'second question mark' => ['https://app.example/cb?a?b'],
            'must not have . or ..' => ['https://app.example/../cb', 'https://app.example/%2e%2e/cb'],
            'longer than 2048 bytes' => ['https://app.example/' . str_repeat('a', 2029)],
            'query parameter code,' => ['https://app.example/cb?code', 'https://app.example/cb?a=1&Code=x', 'https://app.example/?%63ode'],
            'query parameter state,' => ['https://app.example/cb?a=1;state=x'],
            'query parameter iss,' => ['https://app.example/cb?a=1&iss=x'],
            'query parameter error,' => ['https://app.example/cb?a=1&error=x'],
            'query parameter error_description,' => ['https://app.example/cb?a=1&error_description=x'],
            'query parameter error_uri,' => ['https://app.example/cb?a=1&error_uri=x'],
            'query parameter response,' => ['https://app.example/cb?a=1&response=x', 'https://app.example/cb?response%5b%5d=x'],
        ];
        foreach ($reasons as $reason => $uris) {
            foreach ($uris as $uri) {
                yield [$uri, $reason];
            }
        }
    }

    #[DataProvider('bad')]
    public function testAnInvalidUriIsRefusedWithItsReason(string $uri, string $reason): void
    {
        $refusal = (string) RedirectUri::of($uri)->refusal(7);
        self::assertStringStartsWith('Redirect URI 7 ', $refusal);
        self::assertStringContainsString($reason, $refusal);
    }

    public function testEachReasonOfTheExtensionHasACaseAndASentenceOfItsOwn(): void
    {
        $vectors = json_decode(
            (string) file_get_contents(__DIR__ . '/../../../../../tests/redirect_uri/vectors.json'),
            true,
            8,
            JSON_THROW_ON_ERROR,
        );
        self::assertIsArray($vectors);
        $words = [RedirectUriProblem::Length->value, ...array_filter(array_column($vectors, 'refused'), is_string(...))];
        $words = array_values(array_unique($words));
        $own = array_column(RedirectUriProblem::cases(), 'value');
        sort($words);
        sort($own);
        self::assertSame($words, $own);
        $rules = array_map(static fn (RedirectUriProblem $problem): ClientRule => $problem->rule(), RedirectUriProblem::cases());
        self::assertCount(\count($rules), array_unique(array_column($rules, 'name')));
    }

    public function testAnUnknownReasonIsARefusal(): void
    {
        self::assertNotNull(RedirectUriProblem::of('a word of a later extension'));
        self::assertNull(RedirectUriProblem::of(null));
    }

    /** @return iterable<array{string, ?RedirectUriKind, string}> */
    public static function destinations(): iterable
    {
        yield ['https://app.example:8443/cb?x=https://other.example/', RedirectUriKind::Https, 'app.example:8443'];
        yield ['HTTPS://App.Example/cb', RedirectUriKind::Https, 'App.Example'];
        yield ['http://[::1]:1', RedirectUriKind::Loopback, '[::1]:1'];
        yield ['http://localhost/cb', RedirectUriKind::Loopback, 'localhost'];
        yield ['com.example.app:/cb', RedirectUriKind::PrivateUse, 'com.example.app:'];
        yield ['com.example.app://host/cb', RedirectUriKind::PrivateUse, 'com.example.app:'];
        // URIs that were registered under older rules.
        yield ['http://app.example/cb', RedirectUriKind::Http, 'app.example'];
        yield ['http://localhost@evil.example/cb', RedirectUriKind::Http, 'evil.example'];
        yield ['https://app.example/{x}?a[]=1', RedirectUriKind::Https, 'app.example'];
        yield ['https://app.example\\@evil.example/cb', null, 'https://app.example\\@evil.example/cb'];
        yield ['https://app.example%2f.evil.example/cb', null, 'https://app.example%2f.evil.example/cb'];
        yield ['http://2130706433/cb', null, 'http://2130706433/cb'];
    }

    #[DataProvider('destinations')]
    public function testTheDestinationIsTheHostThatTheBrowserOpens(string $uri, ?RedirectUriKind $kind, string $destination): void
    {
        self::assertSame($kind, RedirectUri::of($uri)->kind);
        self::assertSame($destination, RedirectUri::of($uri)->destination());
    }

    public function testAnOriginIsWrittenAsBrowsersWriteIt(): void
    {
        foreach (['https://app.example', 'http://app.example:8080', 'http://localhost:3000', 'https://[2001:db8::1]'] as $origin) {
            self::assertTrue(RedirectUri::isOrigin($origin), $origin);
        }
        $others = [
            '', 'null', '*', 'https://app.example/', 'https://App.example', 'https://app.example:443', 'https://user@app.example',
            'https://app.example?x', 'https://app.example#', 'app.example', 'com.example.app:', "https://app.example\n", 'file://',
            'https://app.example\\', 'https://app.example, https://other.example',
        ];
        foreach ($others as $other) {
            self::assertFalse(RedirectUri::isOrigin($other), $other);
        }
    }
}
