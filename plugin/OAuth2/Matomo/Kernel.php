<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Application\Environment;
use Piwik\Application\Kernel\GlobalSettingsProvider;
use Piwik\Config\IniFileChain;
use Piwik\ErrorHandler;

/**
 * Starts Matomo without the parts that only its pages need, and tells whether core's kernel still has the parts that
 * {@see LightEnvironment} and {@see QuickConfiguration} replace. They are no part of core's API, and PHP ends with an error that
 * nobody can catch if a child's method no longer fits.
 */
final class Kernel
{
    private static ?Environment $environment = null;

    /** Starts Matomo's configuration and container, unless they have started, for an unusual part of a light request. */
    public static function start(): Environment
    {
        if (self::$environment === null) {
            require_once PIWIK_INCLUDE_PATH . '/core/bootstrap.php';
            ErrorHandler::registerErrorHandler();
            $environment = self::isReplaceable() ? new LightEnvironment() : new Environment(null);
            $environment->init();
            self::$environment = $environment;
        }

        return self::$environment;
    }

    /**
     * True if both classes can be loaded.
     *
     * @param class-string $environment the classes of core
     * @param class-string $provider
     * @param class-string $chain
     */
    public static function isReplaceable(
        string $environment = Environment::class,
        string $provider = GlobalSettingsProvider::class,
        string $chain = IniFileChain::class,
    ): bool {
        try {
            return self::canOverride($environment, 'getGlobalSettings', 0, $provider)
                && self::canOverride($chain, 'reload', 2, 'void')
                && self::has($provider, ['pathGlobal', 'pathCommon', 'pathLocal', 'iniFileChain'], 'reload')
                && self::has($chain, ['settingsChain', 'mergedSettings'], 'mergeFileSettings')
                && !(new \ReflectionMethod($provider, '__construct'))->isFinal();
        } catch (\ReflectionException) {
            return false;
        }
    }

    /**
     * True if a child may replace the method by one with untyped optional parameters and this return type.
     *
     * @param class-string $class
     * @throws \ReflectionException
     */
    private static function canOverride(string $class, string $name, int $parameters, string $returns): bool
    {
        $method = new \ReflectionMethod($class, $name);
        $type = $method->getReturnType();
        $returns = class_exists($returns) ? (new \ReflectionClass($returns))->getName() : $returns;

        return !(new \ReflectionClass($class))->isFinal()
            && !$method->isFinal() && !$method->isPrivate() && !$method->isStatic()
            && $method->getNumberOfParameters() <= $parameters
            && ($type === null || ($type instanceof \ReflectionNamedType && $type->getName() === $returns));
    }

    /**
     * True if a child may use the properties, and call the method without arguments.
     *
     * @param class-string $class
     * @param list<string> $properties
     * @throws \ReflectionException
     */
    private static function has(string $class, array $properties, string $name): bool
    {
        foreach ($properties as $property) {
            $property = new \ReflectionProperty($class, $property);
            if ($property->isPrivate() || $property->isStatic() || $property->isReadOnly()) {
                return false;
            }
        }
        $method = new \ReflectionMethod($class, $name);

        return !(new \ReflectionClass($class))->isFinal() && !$method->isPrivate()
            && $method->getNumberOfRequiredParameters() === 0;
    }
}
