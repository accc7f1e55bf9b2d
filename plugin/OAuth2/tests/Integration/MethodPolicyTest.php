<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use PHPUnit\Framework\TestCase;
use Piwik\Plugin\API;
use Piwik\Plugins\OAuth2\Access\LastingEffect;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Access\Requirement;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * @group OAuth2
 * @group MethodPolicy
 * @group Plugins
 */
class MethodPolicyTest extends TestCase
{
    /** Methods of the table that not every supported version of Matomo has. */
    private const OF_SOME_VERSIONS = [
        'MultiSites.mockDashboardData',
        // Matomo 6 has only the second of these, Matomo 5.2 only the first.
        'SitesManager.setGlobalExcludedQueryParameters',
        'SitesManager.setGlobalQueryParamExclusion',
    ];

    /** Covers every API method of every plugin in this Matomo, so that a new one fails the test until it is classified. */
    public function testEveryMethodIsClassified(): void
    {
        $methods = self::methods();
        self::assertGreaterThan(300, \count($methods));
        $unknown = [];
        foreach ($methods as $name => $method) {
            [$plugin, $action] = explode('.', $name);
            if (!MethodPolicy::isClassified($plugin, $action)) {
                $unknown[] = $name;
            }
        }
        self::assertSame([], $unknown);
    }

    /** Covers every writing method of this Matomo, so that what a new one leaves behind is considered. */
    public function testEveryWritingMethodHasItsLastingEffect(): void
    {
        $without = [];
        foreach (array_keys(self::methods()) as $name) {
            [$plugin, $action] = explode('.', $name);
            if (!MethodPolicy::isReading($action) && LastingEffect::of($plugin, $action) === null) {
                $without[] = $name;
            }
        }
        self::assertSame([], $without);
    }

    /** A method with one of these parameters sends something to somebody, so it must have the condition. */
    public function testMethodsWithRecipientsHaveTheCondition(): void
    {
        $without = [];
        foreach (self::methods() as $name => $method) {
            [$plugin, $action] = explode('.', $name);
            $parameters = array_map(static fn (\ReflectionParameter $p): string => $p->getName(), $method->getParameters());
            if (
                preg_grep('/recipients?$|emails$|reportType|webhook|channel/i', $parameters) !== []
                && !MethodPolicy::isReading($action)
                && MethodPolicy::conditions($plugin, $action) === []
            ) {
                $without[] = $name;
            }
        }
        self::assertSame([], $without);
    }

    public function testMethodsThatAskForAPasswordNeedTheHighestScope(): void
    {
        $checked = 0;
        foreach (self::methods() as $name => $method) {
            [$plugin, $action] = explode('.', $name);
            $parameters = array_map(static fn (\ReflectionParameter $p): string => $p->getName(), $method->getParameters());
            if (\in_array('passwordConfirmation', $parameters, true)) {
                self::assertSame(Scope::SuperUser, MethodPolicy::ofMethod($plugin, $action)->scope, $name);
                $checked++;
            }
        }
        self::assertGreaterThan(15, $checked);
    }

    /** The table contains no misspelt method: each exists if its plugin is installed. */
    public function testTheTableNamesOnlyExistingMethods(): void
    {
        $methods = self::methods();
        $plugins = array_unique(array_map(static fn (string $name): string => explode('.', $name)[0], array_keys($methods)));
        $strangers = [];
        foreach (MethodPolicy::table() as $name) {
            if (
                \in_array(explode('.', $name)[0], $plugins, true) && !isset($methods[$name])
                && !\in_array($name, self::OF_SOME_VERSIONS, true)
            ) {
                $strangers[] = $name;
            }
        }
        self::assertSame([], $strangers);
    }

    /** @dataProvider examples */
    public function testExamples(string $plugin, string $method, Requirement $needed): void
    {
        self::assertEquals($needed, MethodPolicy::ofMethod($plugin, $method));
    }

    /** @return iterable<array{string, string, Requirement}> */
    public function examples(): iterable
    {
        yield ['VisitsSummary', 'get', Requirement::scope(Scope::Read)];
        yield ['API', 'getBulkRequest', Requirement::scope(Scope::Read)];
        yield ['UsersManager', 'userExists', Requirement::scope(Scope::Read)];
        yield ['McpServer', 'mcp', Requirement::scope(Scope::Read)];
        yield ['ScheduledReports', 'addReport', Requirement::scope(Scope::Write)];
        yield ['Goals', 'addGoal', Requirement::scope(Scope::Write)];
        yield ['goals', 'addgoal', Requirement::scope(Scope::Write)];
        yield ['SitesManager', 'updateSite', Requirement::scope(Scope::Admin)];
        yield ['UsersManager', 'setUserPreference', Requirement::scope(Scope::SuperUser)];
        yield ['UsersManager', 'SETUSERPREFERENCE', Requirement::scope(Scope::SuperUser)];
        yield ['UsersManager', 'createAppSpecificTokenAuth', Requirement::never()];
        yield ['UsersManager', 'addUser', Requirement::userManagement()];
        yield ['LanguagesManager', 'setLanguageForUser', Requirement::scope(Scope::SuperUser)];
        yield ['OAuth2', 'createClient', Requirement::never()];
        yield ['OAuth2', 'revokeMyAuthorization', Requirement::never()];
        yield ['OAuth2', 'revokeMyApp', Requirement::never()];
        yield ['OAuth2', 'getMyAuthorizations', Requirement::scope(Scope::SuperUser)];
        // Plugins that are not classified.
        yield ['Unknown', 'getThings', Requirement::scope(Scope::Read)];
        yield ['Unknown', 'getaway', Requirement::scope(Scope::Write)];
        yield ['Unknown', 'issue', Requirement::scope(Scope::Write)];
        yield ['Unknown', 'cancel', Requirement::scope(Scope::Write)];
        yield ['Unknown', 'doThings', Requirement::scope(Scope::Write)];
        yield ['Unknown', 'createTokenAuth', Requirement::never()];
        yield ['Unknown', 'resetPassword', Requirement::never()];
        yield ['Unknown', 'getApiKey', Requirement::scope(Scope::SuperUser)];
        yield ['Unknown', 'getTokenAuth', Requirement::scope(Scope::SuperUser)];
    }

    public function testUnknownMethodThatTakesAPassword(): void
    {
        $needed = MethodPolicy::ofMethod('Unknown', 'getThings', ['passwordConfirmation']);
        self::assertEquals(Requirement::scope(Scope::SuperUser), $needed);
    }

    /** @return array<string, \ReflectionMethod> by Plugin.method */
    private static function methods(): array
    {
        $methods = [];
        foreach (glob(PIWIK_INCLUDE_PATH . '/plugins/*/API.php') ?: [] as $file) {
            $plugin = basename(\dirname($file));
            $class = "Piwik\\Plugins\\$plugin\\API";
            if (!class_exists($class)) {
                continue;
            }
            foreach ((new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
                if (!$method->isConstructor() && !$method->isStatic() && $method->class !== API::class) {
                    $methods["$plugin.{$method->getName()}"] = $method;
                }
            }
        }

        return $methods;
    }
}
