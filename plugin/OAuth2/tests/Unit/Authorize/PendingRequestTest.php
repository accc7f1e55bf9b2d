<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorize;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Authorize\PendingRequest;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Settings;

/** The sealed authorization request in a cookie of the browser. */
final class PendingRequestTest extends TestCase
{
    private const NOW = 1_700_000_000;
    private const QUERY = 'module=OAuth2&action=authorize&client_id=app&state=a%20b+c%2Bd%26e%3D%C3%A4';

    #[DataProvider('queries')]
    public function testTheQueryComesBackUnchanged(string $query): void
    {
        $sealed = PendingRequest::of($query, self::NOW)?->seal(self::settings()) ?? '';

        self::assertMatchesRegularExpression('/^[A-Za-z0-9._-]+$/D', $sealed);
        self::assertStringNotContainsString('client_id', $sealed);
        self::assertSame($query, PendingRequest::open($sealed, self::settings(), self::NOW)?->rawQuery);
    }

    /** @return iterable<string, array{string}> */
    public static function queries(): iterable
    {
        yield 'percent-encoded' => [self::QUERY];
        yield 'empty' => [''];
        yield 'blanks and bytes' => ["a b  c\xff&state=%00"];
        yield 'the longest' => [str_repeat('x', 1500)];
    }

    public function testALongerQueryHasNoCookie(): void
    {
        self::assertNull(PendingRequest::of(str_repeat('x', 1501), self::NOW));
        $longest = PendingRequest::of(str_repeat('x', 1500), self::NOW)?->seal(self::settings()) ?? '';
        // Browsers accept 4,096 bytes of name and value; the response header has to fit 4 KB together with all others.
        self::assertLessThan(2200, \strlen($longest));
    }

    public function testItExpiresAfterFifteenMinutes(): void
    {
        $sealed = PendingRequest::of(self::QUERY, self::NOW)?->seal(self::settings()) ?? '';

        self::assertNotNull(PendingRequest::open($sealed, self::settings(), self::NOW + 899));
        self::assertNull(PendingRequest::open($sealed, self::settings(), self::NOW + 900));
    }

    public function testTheLoginLeadsBackTwiceAtMost(): void
    {
        $second = PendingRequest::of(self::QUERY, self::NOW)?->afterReturn();
        self::assertNotNull($second);
        $second = PendingRequest::open($second->seal(self::settings()), self::settings(), self::NOW);

        self::assertSame([self::QUERY, self::NOW + 900], [$second?->rawQuery, $second?->expiresAt]);
        self::assertNull($second?->afterReturn());
    }

    #[DataProvider('foreign')]
    public function testAChangedOrForeignOneIsIgnored(string $sealed): void
    {
        self::assertNull(PendingRequest::open($sealed, self::settings(), self::NOW));
    }

    /** @return iterable<string, array{string}> */
    public static function foreign(): iterable
    {
        $request = PendingRequest::of(self::QUERY, self::NOW);
        $sealed = $request?->seal(self::settings()) ?? '';
        yield 'another issuer' => [$request?->seal(self::settings('https://other.example')) ?? ''];
        yield 'another secret' => [$request?->seal(self::settings(secret: str_repeat('t', 32))) ?? ''];
        yield 'cut' => [substr($sealed, 0, -1)];
        yield 'longer' => [$sealed . 'A'];
        yield 'changed' => [substr_replace($sealed, $sealed[30] === 'A' ? 'B' : 'A', 30, 1)];
        yield 'plain text' => [(self::NOW + 100) . ' 1 ' . self::QUERY];
        yield 'empty' => [''];
        yield 'NUL' => ["\0"];
        yield 'another seal of this server' => [
            oauth2_seal((self::NOW + 100) . ' 1 x', oauth2_derive_key(str_repeat('s', 32), 'another'), 'https://a.example'),
        ];
        yield 'no numbers' => [
            oauth2_seal('x', oauth2_derive_key(str_repeat('s', 32), 'oauth2 pending request'), 'https://a.example'),
        ];
        yield 'huge' => [str_repeat('v1.', 100000)];
    }

    private static function settings(string $issuer = 'https://a.example', string $secret = ''): Settings
    {
        return new Settings($issuer, new EndpointUrls($issuer), [$issuer], $secret === '' ? str_repeat('s', 32) : $secret);
    }
}
