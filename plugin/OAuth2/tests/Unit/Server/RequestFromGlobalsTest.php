<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\TestWith;
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

    public function testReadsTheServersVariables(): void
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

    public function testReadsOnlyWhatABearerCheckNeeds(): void
    {
        $_SERVER += ['HTTP_X_TEST' => 'yes', 'CONTENT_TYPE' => 'application/x-www-form-urlencoded', 'HTTP_AUTHORIZATION' => ' Bearer a '];
        $_SERVER['REQUEST_METHOD'] = 'POST';
        $request = Request::withBearer();
        self::assertEquals(new Request('POST', 'a=b', [
            'content-type' => ['application/x-www-form-urlencoded'],
            'authorization' => ['Bearer a'],
        ]), $request);
        self::assertSame(Request::fromGlobals()->credentials('bearer'), $request->credentials('bearer'));
        unset($_SERVER['HTTP_AUTHORIZATION'], $_SERVER['CONTENT_TYPE'], $_SERVER['REQUEST_METHOD']);
        $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] = 'Bearer hidden';
        self::assertEquals(new Request('GET', 'a=b', ['authorization' => ['Bearer hidden']]), Request::withBearer());
        unset($_SERVER['REDIRECT_HTTP_AUTHORIZATION']);
        self::assertEquals(new Request('GET', 'a=b'), Request::withBearer());
    }

    public function testFindsTheAuthorizationHeaderInApachesVariables(): void
    {
        $_SERVER['REDIRECT_REDIRECT_HTTP_AUTHORIZATION'] = 'Bearer hidden twice';
        self::assertSame('Bearer hidden twice', Request::fromGlobals()->header('Authorization'));
        $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] = 'Bearer hidden';
        self::assertSame('Bearer hidden', Request::fromGlobals()->header('Authorization'));
        $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer seen';
        self::assertSame('Bearer seen', Request::fromGlobals()->header('Authorization'));
        $_SERVER['HTTP_AUTHORIZATION'] = '';
        self::assertSame('Bearer hidden', Request::fromGlobals()->header('Authorization'));
    }

    #[TestWith([''])]
    #[TestWith([" \t"])]
    public function testAnEmptyAuthorizationHeaderCountsAsMissing(string $value): void
    {
        $_SERVER['HTTP_AUTHORIZATION'] = $value;
        self::assertNull(Request::fromGlobals()->header('Authorization'));
        self::assertNull(Request::presentedCredentials('bearer'));
    }

    /** OAuth2.php repeats the list, because it checks each request of Matomo without loading another file. */
    public function testThePluginLooksForTheHeaderAtTheSamePlaces(): void
    {
        $source = (string) file_get_contents(dirname(__DIR__, 3) . '/OAuth2.php');
        preg_match_all('/!isset\(\$_SERVER\[\'(\w*HTTP_AUTHORIZATION)\'\]\)/', $source, $match);
        self::assertSame(Request::AUTHORIZATION_VARIABLES, $match[1]);
    }

    #[TestWith(['Bearer a.b.c', 'a.b.c'])]
    #[TestWith(['bearer a.b.c', 'a.b.c'])]
    #[TestWith(['BEARER    a.b.c', 'a.b.c'])]
    #[TestWith([" \tBearer  a.b.c \t", 'a.b.c'])]
    #[TestWith(['Bearer a, Bearer b', 'a, Bearer b'])]
    #[TestWith(["Bearer \ta", "\ta"])]
    #[TestWith(['Bearer', ''])]
    #[TestWith(['Bearer   ', ''])]
    #[TestWith(["Bearer\ta.b.c", null])]
    #[TestWith(['Bearera.b.c', null])]
    #[TestWith(['Bearer: a.b.c', null])]
    #[TestWith(['Basic a.b.c', null])]
    #[TestWith(['a.b.c', null])]
    #[TestWith(['', null])]
    public function testSchemeAndCredentialsOfTheHeader(string $header, ?string $credentials): void
    {
        $_SERVER['REDIRECT_HTTP_AUTHORIZATION'] = $header;
        self::assertSame($credentials, Request::presentedCredentials('bearer'));
        self::assertSame($credentials, Request::fromGlobals()->credentials('bearer'));
        self::assertSame($credentials, (new Request('GET', headers: ['authorization' => [$header]]))->credentials('bearer'));
    }

    public function testARepeatedHeaderHasNoCredentials(): void
    {
        self::assertNull((new Request('GET', headers: ['authorization' => ['Bearer a', 'Bearer a']]))->credentials('bearer'));
        self::assertNull((new Request('GET'))->credentials('bearer'));
    }
}
