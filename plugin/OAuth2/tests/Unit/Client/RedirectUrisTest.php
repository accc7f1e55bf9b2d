<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Client;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUris;

final class RedirectUrisTest extends TestCase
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
        yield ['https://app.example/' . str_repeat('a', RedirectUris::MAXIMUM_LENGTH - 20)];
    }

    #[DataProvider('good')]
    public function testAGoodUriIsAllowed(string $uri): void
    {
        self::assertNull(RedirectUris::problem($uri));
    }

    /** @return iterable<array{string, string}> */
    public static function bad(): iterable
    {
        foreach (
            [
                '', 'app.example/cb', '/cb', '//app.example/cb', 'https:', 'https:///cb', 'http://app.example/cb',
                'https://app.example/cb#f', 'https://app.example/cb#', 'https://user@app.example/cb',
                'https://user:pw@app.example/cb', "https://app.example/cb\n", ' https://app.example/cb',
                'https://app.example/c b', "https://app.example/\0", "https://app.example/\x7F", "https://app.example/\xFF",
                'javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://app.example/x',
                'about:blank', 'myapp:/cb', 'http://127.0.0.1.evil.example/cb', 'http://0.0.0.0/cb',
                'http://2130706433/cb', 'http://localhost.evil.example/cb', 'https://app.example\\@evil.example/cb',
            ] as $uri
        ) {
            yield [$uri, 'absolute https'];
        }
        foreach (['code', 'state', 'iss', 'error', 'error_description', 'response', 'Code', '%63ode', 'code[]', '+code'] as $name) {
            yield ["https://app.example/cb?a=1&$name=x", 'query parameter'];
        }
        yield ['https://app.example/cb?code', 'query parameter code'];
        yield ['https://app.example/cb?a=1;state=x', 'query parameter state'];
        yield ['https://app.example/' . str_repeat('a', RedirectUris::MAXIMUM_LENGTH - 19), 'longer than 2000'];
    }

    public function testTheHostIsWhereTheUserIsSentTo(): void
    {
        self::assertSame('app.example:8443', RedirectUris::host('https://app.example:8443/cb?x=https://other.example/'));
        self::assertSame('[::1]:1', RedirectUris::host('http://[::1]:1'));
        self::assertSame('com.example.app:', RedirectUris::host('com.example.app:/cb'));
    }

    #[DataProvider('bad')]
    public function testABadUriIsRefusedWithItsReason(string $uri, string $reason): void
    {
        self::assertStringContainsString($reason, (string) RedirectUris::problem($uri));
    }
}
