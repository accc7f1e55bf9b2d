<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Http\Request;

final class RequestFromGlobalsTest extends TestCase
{
    /** @var array<mixed> */
    private array $before;

    protected function setUp(): void
    {
        $this->before = $_SERVER;
        $_SERVER = ['REQUEST_METHOD' => 'GET', 'QUERY_STRING' => 'a=b', 'REMOTE_ADDR' => '192.0.2.9'];
    }

    protected function tearDown(): void
    {
        $_SERVER = $this->before;
    }

    public function testTakesWhatTheServerGives(): void
    {
        $_SERVER += ['HTTP_X_TEST' => 'yes', 'CONTENT_TYPE' => 'text/plain'];
        $request = Request::fromGlobals();
        self::assertSame(['GET', 'a=b', '192.0.2.9', ''], [
            $request->method, $request->rawQuery, $request->remoteAddress, $request->body,
        ]);
        self::assertSame('yes', $request->header('X-Test'));
        self::assertSame('text/plain', $request->header('Content-Type'));
        self::assertNull($request->header('Authorization'));
        self::assertSame('198.51.100.7', Request::fromGlobals('198.51.100.7')->remoteAddress);
    }

    public function testFindsTheAuthorizationHeaderWhereApacheHidesIt(): void
    {
        $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] = 'Bearer hidden';
        self::assertSame('Bearer hidden', Request::fromGlobals()->header('Authorization'));
        $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer seen';
        self::assertSame('Bearer seen', Request::fromGlobals()->header('Authorization'));
        $_SERVER['HTTP_AUTHORIZATION'] = '';
        self::assertSame('Bearer hidden', Request::fromGlobals()->header('Authorization'));
    }

    public function testAnEmptyAuthorizationHeaderIsNone(): void
    {
        $_SERVER['HTTP_AUTHORIZATION'] = '';
        self::assertNull(Request::fromGlobals()->header('Authorization'));
    }
}
