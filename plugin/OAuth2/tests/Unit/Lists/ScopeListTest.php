<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Lists;

use PHPUnit\Framework\Attributes\DataProvider;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Scope;

/** Each scope has its texts, documents and tests. */
final class ScopeListTest extends ListTestCase
{
    #[DataProvider('scopes')]
    public function testItHasItsTextsInEveryLanguage(Scope $scope): void
    {
        self::assertSame([], self::withoutText([TextKeys::scope($scope), TextKeys::scopeMeaning($scope)]));
    }

    #[DataProvider('scopes')]
    public function testTheDocumentsNameIt(Scope $scope): void
    {
        self::assertFound("~^\| Scopes \|.*`$scope->value`~m", self::read('docs/index.md'), 'docs/index.md');
        $permissions = self::read('docs/permissions.md');
        self::assertFound("~^\| action \|.*\| `$scope->value` \|~m", $permissions, 'docs/permissions.md: a column');
        self::assertFound("~^### `$scope->value`~m", $permissions, 'docs/permissions.md: its methods');
    }

    #[DataProvider('scopes')]
    public function testItIsTested(Scope $scope): void
    {
        self::assertFound("/\bScope::$scope->name\b/", self::tests(), 'No unit test names it');
    }

    /** @return iterable<string, array{Scope}> */
    public static function scopes(): iterable
    {
        foreach (Scope::cases() as $scope) {
            yield $scope->name => [$scope];
        }
    }
}
