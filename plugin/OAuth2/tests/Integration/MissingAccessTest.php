<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Access;
use Piwik\NoAccessException;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Access\MissingAccess;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Tests\Framework\TestCase\IntegrationTestCase;

/**
 * Which access a method has missed, from the exceptions that this Matomo throws.
 *
 * @group OAuth2
 * @group MissingAccess
 * @group Plugins
 */
class MissingAccessTest extends IntegrationTestCase
{
    /**
     * @dataProvider checks
     * @param \Closure(Access): void $check
     */
    public function testCoresChecks(\Closure $check, Scope $needed): void
    {
        // An access without a user.
        $access = new Access();
        try {
            $check($access);
            self::fail('The check passed');
        } catch (NoAccessException $refused) {
            self::assertSame($needed, MissingAccess::of($refused, [])->scope);
        }
    }

    /** @return iterable<string, array{\Closure(Access): void, Scope}> */
    public function checks(): iterable
    {
        yield 'view' => [static fn (Access $access) => $access->checkUserHasViewAccess(1), Scope::Read];
        yield 'some view' => [static fn (Access $access) => $access->checkUserHasSomeViewAccess(), Scope::Read];
        yield 'write' => [static fn (Access $access) => $access->checkUserHasWriteAccess([1, 2]), Scope::Write];
        yield 'some write' => [static fn (Access $access) => $access->checkUserHasSomeWriteAccess(), Scope::Write];
        yield 'admin' => [static fn (Access $access) => $access->checkUserHasAdminAccess(1), Scope::Admin];
        yield 'some admin' => [static fn (Access $access) => $access->checkUserHasSomeAdminAccess(), Scope::Admin];
        yield 'super user' => [static fn (Access $access) => $access->checkUserHasSuperUserAccess(), Scope::SuperUser];
        yield 'the user' => [static fn () => self::asNobody(static fn () => Piwik::checkUserHasSuperUserAccessOrIsTheUser('other')), Scope::SuperUser];
        yield 'through Piwik' => [static fn () => self::asNobody(static fn () => Piwik::checkUserHasAdminAccess(1)), Scope::Admin];
    }

    /** Plugins write the role or the capability between quotes, in each language. */
    public function testTextsOfPlugins(): void
    {
        $missing = static function (string $text, array $capabilities = []): MissingAccess {
            return MissingAccess::of(new NoAccessException($text), $capabilities);
        };
        self::assertSame(Scope::Admin, $missing("Sie brauchen 'admin' Zugriff")->scope);
        self::assertSame(Scope::Read, $missing("l'accès 'view' pour le site id = 1")->scope);
        self::assertSame(Scope::SuperUser, $missing("'superuser'")->scope);
        foreach (['admin', "the 'thing'", "l'admin d'ici", ''] as $text) {
            self::assertNull($missing($text)->scope, $text);
        }
        $capabilities = [new NamedCapability('edit', ['write', 'admin']), new NamedCapability('publish', ['admin']), new NamedCapability('other', [])];
        foreach (['edit' => Scope::Write, 'publish' => Scope::Admin, 'other' => Scope::Admin] as $id => $scope) {
            $found = $missing("It requires '$id' for the website", $capabilities);
            self::assertSame([$scope, $id], [$found->scope, $found->capability]);
        }
    }

    private static function asNobody(\Closure $check): void
    {
        $access = Access::getInstance();
        $access->setSuperUserAccess(false);
        try {
            $check();
        } finally {
            $access->setSuperUserAccess(true);
        }
    }
}
