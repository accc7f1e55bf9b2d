<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\API\Proxy;
use Piwik\NoAccessException;
use Piwik\Plugins\OAuth2\Matomo\CoreContainer;

/**
 * Core's proxy of API methods, for requests with a bearer token. Core has no event before it looks at a method's
 * parameters, so a token that may not call the method would learn which of them are missing; and none that says which
 * access a method has missed.
 */
final class GuardedProxy extends Proxy
{
    private function __construct(private readonly BearerCall $bearer)
    {
        parent::__construct();
    }

    /** Takes the place of core's proxy for the rest of the request. */
    public static function install(BearerCall $bearer): void
    {
        CoreContainer::replace(Proxy::class, new self($bearer));
    }

    /**
     * @param string $className
     * @param string $methodName
     * @param array<array-key, mixed> $parametersRequest
     * @param mixed ...$more parameters that later versions of core have
     */
    public function call($className, $methodName, $parametersRequest, ...$more): mixed
    {
        try {
            $this->registerClass($className);
            $names = $this->metadataArray[$className][$methodName]['parameters'] ?? null;
            if (\is_array($names)) {
                // Core answers an unknown method itself.
                $plugin = (string) $this->getModuleNameFromClassName($className);
                $values = array_intersect_key($parametersRequest, $names);
                $this->bearer->allow($plugin, $methodName, array_keys($names), $values);
            }

            return parent::call($className, $methodName, $parametersRequest, ...$more);
        } catch (NoAccessException $refused) {
            $this->bearer->note($refused, $parametersRequest);
            throw $refused;
        }
    }
}
