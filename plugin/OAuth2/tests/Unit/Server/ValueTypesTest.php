<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Server;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;

final class ValueTypesTest extends TestCase
{
    public function testScopesAreOrdered(): void
    {
        self::assertTrue(Scope::Admin->covers(Scope::Read));
        self::assertTrue(Scope::Write->covers(Scope::Write));
        self::assertFalse(Scope::Admin->covers(Scope::SuperUser));
        self::assertSame(Scope::Write, Scope::least([Scope::Admin, Scope::Write]));
        self::assertSame(Scope::Admin, Scope::highest([Scope::Read, Scope::Admin, Scope::Write]));
    }

    #[DataProvider('urls')]
    public function testWebUrls(bool $expected, string $url): void
    {
        self::assertSame($expected, EndpointUrls::isWebUrl($url));
    }

    public function testNoUrlPassesIfPcreFails(): void
    {
        $limits = ['pcre.jit' => '0', 'pcre.backtrack_limit' => '10'];
        $before = array_map(ini_get(...), array_combine(array_keys($limits), array_keys($limits)));
        array_map(ini_set(...), array_keys($limits), $limits);
        try {
            self::assertFalse(EndpointUrls::areWebUrls(['https://matomo.example/' . str_repeat('a', 99) . '#', 'javascript:alert(1)']));
        } finally {
            array_map(ini_set(...), array_keys($before), $before);
        }
    }

    /** @return iterable<array{bool, string}> */
    public static function urls(): iterable
    {
        yield [true, 'https://matomo.example'];
        yield [true, 'http://127.0.0.1:8080/oauth2/token'];
        yield [true, 'http://[::1]:8080/'];
        yield [true, 'https://matomo.example/index.php?module=OAuth2&action=token'];
        yield [false, 'javascript:alert(1)'];
        yield [false, 'file:///etc/passwd'];
        yield [false, 'ftp://matomo.example/'];
        yield [false, '//matomo.example/'];
        yield [false, '/oauth2/token'];
        yield [false, ''];
        yield [false, 'https://'];
        yield [false, 'https://user@matomo.example/'];
        yield [false, 'https://matomo.example/#top'];
        yield [false, 'https://matomo.example/a b'];
        yield [false, "https://matomo.example/\n"];
        yield [false, "https://matomo.example/\r\nX: y"];
        yield [false, 'https://matomo.example/"onclick'];
        yield [false, 'https://matomo.example\\evil.example/'];
        yield [false, 'https://mätomo.example/'];
        yield [false, 'https://matomo.example/$(id)<'];
    }

    /** @param array<string, mixed> $changes */
    #[DataProvider('wrongSettings')]
    public function testInvalidSettingsAreRefused(array $changes): void
    {
        $right = [
            'issuer' => 'https://matomo.example',
            'endpoints' => new EndpointUrls('https://matomo.example/x'),
            'resources' => ['https://matomo.example/'],
            'wrappingSecret' => str_repeat('s', 32),
        ];
        new Settings(...$right);
        $this->expectException(\ValueError::class);
        new Settings(...array_merge($right, $changes)); // @phpstan-ignore argument.type
    }

    /** @return iterable<array{array<string, mixed>}> */
    public static function wrongSettings(): iterable
    {
        yield [['issuer' => 'https://matomo.example/']];
        yield [['issuer' => 'https://matomo.example?x=y']];
        yield [['issuer' => 'https://matomo.example#x']];
        yield [['issuer' => 'matomo.example']];
        yield [['wrappingSecret' => str_repeat('s', 31)]];
        yield [['resources' => []]];
        yield [['resources' => ['urn:matomo']]];
        yield [['resources' => ['https://matomo.example/#x']]];
        yield [['resources' => ['https://matomo.example/', 'https://matomo.example/#x']]];
        yield [['accessTokenTtl' => 0]];
        yield [['accessTokenTtl' => Setting::MAX_ACCESS_TOKEN_TTL + 1]];
        yield [['refreshTokenTtl' => -1]];
        yield [['authCodeTtl' => 601]];
        yield [['refreshGrace' => -1]];
        yield [['refreshGrace' => 301]];
        yield [['keyRotationDays' => 0]];
        yield [['keyRotationDays' => 1831]];
        yield [['keyRotationAge' => 86400]];
        yield [['accessTokenTtl' => true]];
        yield [['accessTokenTtl' => '3600']];
        yield [['cleanRoutes' => 1]];
        yield [['cleanRoutes' => true]];
        yield [['userManagement' => 1]];
        yield [['defaultScopes' => 'matomo:read']];
        yield [['authCodeTtl' => 9]];
        yield [['refreshTokenTtl' => 63244801]];
        yield [['rsaBits' => 1024]];
        yield [['signingAlgorithm' => 'HS256']];
        yield [['signingAlgorithm' => 'none']];
        yield [['privacyUrl' => 'javascript:alert(1)']];
        yield [['termsUrl' => 'mailto:a@b.example']];
    }

    public function testAnIssuerBelowIndexHasTheEndpointsOfItsFolder(): void
    {
        foreach (['https://matomo.example', 'https://matomo.example:8443/a/b'] as $base) {
            [$folder, $below] = [new EndpointUrls($base, true), new EndpointUrls("$base/index.php", true)];
            self::assertSame($base, $below->base);
            foreach (Endpoint::cases() as $endpoint) {
                self::assertSame($folder->index($endpoint), $below->index($endpoint));
                self::assertSame($folder->of($endpoint), $below->of($endpoint));
                // Only the server's metadata are at a URL that follows from the issuer.
                self::assertSame($folder->clean($endpoint) . ($endpoint === Endpoint::Metadata ? '/index.php' : ''), $below->clean($endpoint));
            }
            self::assertSame([$base, "$base/index.php"], [EndpointUrls::baseOf("$base/index.php"), EndpointUrls::belowIndex($base)]);
            self::assertSame("$base/index.php", EndpointUrls::belowIndex("$base/index.php"));
        }
        foreach (['https://matomo.example/xindex.php', 'https://matomo.example/index.php5', 'https://matomo.example/INDEX.PHP'] as $other) {
            self::assertSame($other, EndpointUrls::baseOf($other));
        }
    }

    #[DataProvider('wrongBases')]
    public function testEndpointUrlsRefuseAnInvalidBase(string $base): void
    {
        $this->expectException(\ValueError::class);
        new EndpointUrls($base);
    }

    /** @return iterable<array{string}> */
    public static function wrongBases(): iterable
    {
        yield ['javascript:alert(1)'];
        yield ['https://matomo.example/'];
        yield ['https://matomo.example?a=b'];
        yield ['https://matomo.example/#a'];
        yield ['https://matomo.example/a b'];
        yield ['/analytics'];
        yield [''];
    }

    public function testEveryEndpointHasWebUrls(): void
    {
        foreach (['https://matomo.example', 'http://127.0.0.1:8080', 'http://[::1]/a/b'] as $base) {
            $urls = new EndpointUrls($base);
            $clean = new EndpointUrls($base, true, true);
            foreach (Endpoint::cases() as $endpoint) {
                self::assertSame("$base/index.php?module=OAuth2&action=$endpoint->value", $urls->of($endpoint));
                self::assertSame($urls->clean($endpoint), $clean->of($endpoint));
                self::assertTrue(EndpointUrls::areWebUrls([$urls->of($endpoint), $clean->of($endpoint)]), $endpoint->name);
            }
        }
    }

    public function testCleanRoutesAreBelowTheFolderAndDocumentsAtTheRoot(): void
    {
        $urls = new EndpointUrls('https://matomo.example/analytics', true);
        self::assertSame('https://matomo.example/analytics/oauth2/authorize', $urls->of(Endpoint::Authorize));
        self::assertSame('https://matomo.example/analytics/oauth2/token', $urls->clean(Endpoint::Token));
        self::assertSame(
            'https://matomo.example/.well-known/oauth-authorization-server/analytics',
            $urls->clean(Endpoint::Metadata),
        );
        self::assertSame(
            'https://matomo.example/.well-known/oauth-protected-resource/analytics',
            $urls->clean(Endpoint::ResourceMetadata),
        );
        self::assertSame($urls->index(Endpoint::Metadata), $urls->of(Endpoint::Metadata), 'documents keep their URLs');
    }

    public function testActionsAndNamesOfDocumentsFindTheirEndpoint(): void
    {
        foreach (Endpoint::cases() as $endpoint) {
            self::assertSame($endpoint, Endpoint::ofAction($endpoint->value));
            foreach ($endpoint->wellKnown() as $name) {
                self::assertSame($endpoint, Endpoint::ofWellKnown($name));
            }
        }
        self::assertSame(Endpoint::Metadata, Endpoint::ofAction('authorizationServerMetadata'));
        self::assertSame(Endpoint::Metadata, Endpoint::ofWellKnown('openid-configuration'));
        foreach (['', 'Token', 'token/', 'index', 'authorizedApps'] as $action) {
            self::assertNull(Endpoint::ofAction($action));
            self::assertNull(Endpoint::ofWellKnown($action));
        }
    }

    /** @param array<string, int> $limits */
    #[TestWith([['failureWindow' => 0]])]
    #[TestWith([['failuresPerClientAndAddress' => -1]])]
    #[TestWith([['failuresPerAddress' => -1]])]
    public function testInvalidThrottleLimitsAreRefused(array $limits): void
    {
        $this->expectException(\ValueError::class);
        new ThrottleLimits(...$limits);
    }

    public function testErrorTextsMatchTheGrammar(): void
    {
        $error = OAuthError::invalidRequest("a\"b\\c\r\nd\x7fé" . str_repeat('x', 400));
        self::assertMatchesRegularExpression('/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/D', $error->description);
        self::assertLessThanOrEqual(300, strlen($error->description));
    }

    public function testJsonKeepsSlashes(): void
    {
        $response = Response::json(200, ['url' => 'https://a.example/ä']);
        self::assertSame('{"url":"https://a.example/ä"}', $response->body);
        self::assertSame('nosniff', $response->headers['X-Content-Type-Options']);
    }

    #[DataProvider('badTargets')]
    public function testRedirectsToInvalidUrisAreRefused(string $uri): void
    {
        $this->expectException(\ValueError::class);
        Response::redirect($uri);
    }

    /** @return iterable<array{string}> */
    public static function badTargets(): iterable
    {
        yield ["https://a.example/\r\nSet-Cookie: x"];
        yield ['/relative'];
        yield ['https://a.example/a b'];
        yield [''];
    }

    public function testRedirectsAre303(): void
    {
        $response = Response::redirect('com.example.app:/cb?code=x');
        self::assertSame(303, $response->status);
        self::assertSame('com.example.app:/cb?code=x', $response->headers['Location']);
        self::assertSame('no-store', $response->headers['Cache-Control']);
    }

    public function testARepeatedHeaderHasNoValue(): void
    {
        $request = new Request('GET', headers: ['authorization' => ['a', 'b'], 'accept' => ["\t x "]]);
        self::assertNull($request->header('Authorization'));
        self::assertTrue($request->headerRepeated('authorization'));
        self::assertSame('x', $request->header('Accept'));
    }

    public function testIsForm(): void
    {
        $type = static fn (string $type): Request => new Request('POST', headers: ['content-type' => [$type]]);
        self::assertTrue($type('application/x-www-form-urlencoded')->isForm());
        self::assertTrue($type('Application/X-WWW-Form-Urlencoded; charset=UTF-8')->isForm());
        self::assertFalse($type('application/json')->isForm());
        self::assertFalse($type('application/x-www-form-urlencoded-not')->isForm());
        self::assertFalse((new Request('POST'))->isForm());
    }
}
