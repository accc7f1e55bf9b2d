<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;

/**
 * Entries of core's container, which are strings. A Matomo whose classes move to the namespace Matomo gives them their old
 * names as aliases, but asks its container for the new ones.
 */
final class CoreContainer
{
    /**
     * Replaces the object that core gets for a class.
     *
     * @param class-string $class
     */
    public static function replace(string $class, object $object): void
    {
        foreach (self::names($class) as $name) {
            StaticContainer::getContainer()->set($name, $object);
        }
    }

    /**
     * The names under which core may ask for a class: the given one and, if that is an alias, its own.
     *
     * @param class-string $class
     * @return non-empty-list<string>
     */
    public static function names(string $class): array
    {
        $own = (new \ReflectionClass($class))->getName();

        return $own === $class ? [$class] : [$class, $own];
    }
}
