<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Application\Environment;
use Piwik\Application\Kernel\EnvironmentValidator;
use Piwik\Application\Kernel\GlobalSettingsProvider;
use Piwik\Config;
use Piwik\DI;

/** Matomo's configuration and container, without the parts that only its pages need. */
final class LightEnvironment extends Environment
{
    public function __construct()
    {
        // Matomo's own validator loads many translations to check that the configuration file exists. The light script
        // checks by itself that Matomo is installed.
        $validator = new class () {
            public function validate(): void
            {
            }
        };
        parent::__construct(null, array_fill_keys(CoreContainer::names(EnvironmentValidator::class), DI::value($validator)));
    }

    protected function getGlobalSettings(): GlobalSettingsProvider
    {
        return new class () extends GlobalSettingsProvider {
            public function __construct()
            {
                $this->pathGlobal = Config::getGlobalConfigPath();
                $this->pathCommon = Config::getCommonConfigPath();
                $this->pathLocal = Config::getLocalConfigPath();
                $this->iniFileChain = new QuickConfiguration();
                $this->reload();
            }
        };
    }
}
