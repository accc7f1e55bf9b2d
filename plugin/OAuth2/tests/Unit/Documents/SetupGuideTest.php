<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Documents;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Piwik\Plugins\OAuth2\Server\Scope;

/** The overview uses the terms of Matomo's own setup guide for screens, endpoints, grants and scopes. */
final class SetupGuideTest extends TestCase
{
    #[DataProvider('words')]
    public function testTheOverviewUsesTheWord(string $word): void
    {
        self::assertStringContainsString($word, self::overview());
    }

    /** @return iterable<string, array{string}> */
    public static function words(): iterable
    {
        foreach (
            [
                'Administration → Platform → OAuth2', 'Administration → Export → OAuth2', 'Authorization Code with PKCE',
                'Client Credentials', 'Refresh Token', 'Confidential', 'Public', 'index.php?module=OAuth2&action=authorize',
                'index.php?module=OAuth2&action=token', '/oauth2/authorize', '/oauth2/token', 'bearer tokens', 'RSA key',
                'shown in full once', 'masked',
            ] as $word
        ) {
            yield $word => [$word];
        }
        foreach (Scope::cases() as $scope) {
            yield $scope->value => [$scope->value];
        }
    }

    private static function overview(): string
    {
        return (string) file_get_contents(\dirname(__DIR__, 3) . '/docs/index.md');
    }
}
