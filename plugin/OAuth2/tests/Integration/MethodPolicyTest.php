<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use PHPUnit\Framework\TestCase;
use Piwik\Plugin\API;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Server\Scope;

/**
 * @group OAuth2
 * @group MethodPolicy
 * @group Plugins
 */
class MethodPolicyTest extends TestCase
{
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

    public function testMethodsThatAskForAPasswordNeedTheHighestScope(): void
    {
        $checked = 0;
        foreach (self::methods() as $name => $method) {
            [$plugin, $action] = explode('.', $name);
            $parameters = array_map(static fn (\ReflectionParameter $p): string => $p->getName(), $method->getParameters());
            if (\in_array('passwordConfirmation', $parameters, true)) {
                self::assertSame(Scope::SuperUser, MethodPolicy::needed($plugin, $action), $name);
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
            if (\in_array(explode('.', $name)[0], $plugins, true) && !isset($methods[$name])) {
                $strangers[] = $name;
            }
        }
        self::assertSame([], $strangers);
    }

    /** @dataProvider examples */
    public function testExamples(string $plugin, string $method, Scope $needed): void
    {
        self::assertSame($needed, MethodPolicy::needed($plugin, $method));
    }

    /** @return iterable<array{string, string, Scope}> */
    public function examples(): iterable
    {
        yield ['VisitsSummary', 'get', Scope::Read];
        yield ['API', 'getBulkRequest', Scope::Read];
        yield ['UsersManager', 'userExists', Scope::Read];
        yield ['McpServer', 'mcp', Scope::Read];
        yield ['ScheduledReports', 'addReport', Scope::Write];
        yield ['Goals', 'addGoal', Scope::Write];
        yield ['goals', 'addgoal', Scope::Write];
        yield ['SitesManager', 'updateSite', Scope::Admin];
        yield ['UsersManager', 'setUserPreference', Scope::SuperUser];
        yield ['UsersManager', 'SETUSERPREFERENCE', Scope::SuperUser];
        yield ['UsersManager', 'createAppSpecificTokenAuth', Scope::SuperUser];
        yield ['LanguagesManager', 'setLanguageForUser', Scope::SuperUser];
        yield ['OAuth2', 'createClient', Scope::SuperUser];
        yield ['OAuth2', 'revokeMyAuthorization', Scope::SuperUser];
        yield ['OAuth2', 'getMyAuthorizations', Scope::Read];
        // Plugins that are not classified.
        yield ['Unknown', 'getThings', Scope::Read];
        yield ['Unknown', 'getaway', Scope::Write];
        yield ['Unknown', 'issue', Scope::Write];
        yield ['Unknown', 'cancel', Scope::Write];
        yield ['Unknown', 'doThings', Scope::Write];
        yield ['Unknown', 'createTokenAuth', Scope::SuperUser];
        yield ['Unknown', 'resetPassword', Scope::SuperUser];
        yield ['Unknown', 'getApiKey', Scope::SuperUser];
        yield ['Unknown', 'getTokenAuth', Scope::SuperUser];
    }

    public function testUnknownMethodThatTakesAPassword(): void
    {
        self::assertSame(Scope::SuperUser, MethodPolicy::needed('Unknown', 'getThings', ['passwordConfirmation']));
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
