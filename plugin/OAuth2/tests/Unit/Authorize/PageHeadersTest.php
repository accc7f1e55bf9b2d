<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Authorize;

use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;

/** The security headers of the pages: no frames, no foreign code. */
final class PageHeadersTest extends AuthorizeTestCase
{
    public function testConsentAndErrorHaveTheSameHeaders(): void
    {
        $screen = $this->screen(self::query());
        $page = $this->open('');
        self::assertInstanceOf(ErrorPage::class, $page);

        foreach ([$screen, $page] as $shown) {
            $headers = $shown->headers();
            self::assertSame('DENY', $headers['X-Frame-Options']);
            self::assertSame('nosniff', $headers['X-Content-Type-Options']);
            self::assertSame('same-origin', $headers['Referrer-Policy']);
            self::assertSame('no-store', $headers['Cache-Control']);
            self::assertArrayNotHasKey('Access-Control-Allow-Origin', $headers);

            $policy = explode('; ', $headers['Content-Security-Policy']);
            self::assertContains("default-src 'none'", $policy);
            self::assertContains("frame-ancestors 'none'", $policy);
            self::assertContains("base-uri 'none'", $policy);
            self::assertContains("style-src 'nonce-$shown->styleNonce'", $policy);
            // Browsers apply form-action to redirects, too, so it would block the way to the application.
            self::assertStringNotContainsString('form-action', $headers['Content-Security-Policy']);
            self::assertStringNotContainsString('unsafe', $headers['Content-Security-Policy']);
        }
        self::assertNotSame($screen->styleNonce, $page->styleNonce);
        self::assertMatchesRegularExpression('/^[A-Za-z0-9_-]{22}$/D', $screen->styleNonce);
    }

    public function testTheRedirectIsNotStoredAndSendsNoReferrer(): void
    {
        $response = $this->decide(self::allow($this->screen(self::query())));
        self::redirected($response);

        self::assertSame('no-store', $response->headers['Cache-Control'] ?? null);
        self::assertSame('no-referrer', $response->headers['Referrer-Policy'] ?? null);
        self::assertSame('', $response->body ?? null);
    }
}
