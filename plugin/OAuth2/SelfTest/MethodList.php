<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\API\Proxy;
use Piwik\API\Request;
use Piwik\Plugin\API;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Access\Requirement;
use Piwik\Plugins\OAuth2\Server\Scope;

/** Lists all API methods of all activated plugins, with the scope that each needs and the reason. */
final class MethodList
{
    /** The names of the columns, in JSON and CSV. */
    public const COLUMNS = ['method', 'needs', 'reason'];

    /**
     * Lists the methods that no rule names first, then by reason and name.
     *
     * @return list<array{method: string, needs: string, reason: Reason}>
     */
    public static function all(): array
    {
        $list = [];
        foreach (self::methods() as $plugin => $methods) {
            foreach ($methods as $method => $parameters) {
                $list[] = [
                    'method' => "$plugin.$method",
                    'needs' => self::needs(
                        MethodPolicy::ofMethod($plugin, $method, $parameters),
                        MethodPolicy::conditions($plugin, $method) !== [],
                    ),
                    'reason' => self::reason($plugin, $method, $parameters),
                ];
            }
        }
        $order = array_column(Reason::cases(), 'name');
        usort($list, static fn (array $a, array $b): int => [array_search($a['reason']->name, $order, true), $a['method']]
            <=> [array_search($b['reason']->name, $order, true), $b['method']]);

        return $list;
    }

    /** The list as CSV (RFC 4180), with a header. */
    public static function csv(): string
    {
        $rows = [self::COLUMNS];
        foreach (self::all() as $row) {
            $rows[] = [$row['method'], $row['needs'], $row['reason']->value];
        }
        // Names of methods and scopes need no quotes.
        return implode('', array_map(static fn (array $row): string => implode(',', $row) . "\r\n", $rows));
    }

    /** @return array<string, array<string, list<string>>> the names of the parameters by plugin and method */
    private static function methods(): array
    {
        $proxy = Proxy::getInstance();
        $classes = [];
        foreach (Manager::getInstance()->getPluginsLoadedAndActivated() as $plugin) {
            $class = Request::getClassNameAPI($plugin->getPluginName());
            try {
                $proxy->registerClass($class);
            } catch (\Exception) {
                // The plugin has no API.
                continue;
            }
            $classes[$class] = $plugin->getPluginName();
        }
        $methods = [];
        foreach ($proxy->getMetadata() as $class => $known) {
            foreach (isset($classes[$class]) && \is_array($known) ? $known : [] as $method => $data) {
                if (\is_array($data) && !method_exists(API::class, (string) $method)) {
                    $methods[$classes[$class]][(string) $method] = array_map(strval(...), array_keys($data['parameters']));
                }
            }
        }

        return $methods;
    }

    /** What a token needs, as a program reads it; "+" if the setting for it must be on, or if some calls need more. */
    private static function needs(Requirement $requirement, bool $sometimesMore): string
    {
        return match (true) {
            $requirement->never => 'never',
            $requirement->setting, $sometimesMore => $requirement->scope->value . ' +',
            default => $requirement->scope->value,
        };
    }

    /** @param list<string> $parameters */
    private static function reason(string $plugin, string $method, array $parameters): Reason
    {
        $alone = self::needs(MethodPolicy::ofMethod($plugin, $method), false);
        $usual = MethodPolicy::isReading($method) ? Scope::Read : Scope::Write;

        return match (true) {
            $plugin === 'OAuth2',
            preg_grep('/^' . preg_quote("$plugin.$method", '/') . '$/Di', MethodPolicy::table()) !== [] => Reason::Listed,
            $alone !== $usual->value => Reason::Name,
            self::needs(MethodPolicy::ofMethod($plugin, $method, $parameters), false) !== $alone => Reason::Password,
            MethodPolicy::isReading($method) => Reason::Reading,
            default => Reason::NoRule,
        };
    }
}
