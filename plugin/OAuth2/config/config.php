<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Matomo sends its maintenance page before it loads a plugin, so only an observer in the container can answer in its place.
 * Matomo consults this file for every object that it creates: nothing else belongs here.
 */

use Piwik\Config;
use Piwik\DI;
use Piwik\Plugins\OAuth2\Web\MaintenanceMode;

return [
    'observers.global' => DI::add([
        ['Environment.bootstrapped', DI::value(static function (): void {
            if ((int) (Config::getInstance()->General['maintenance_mode'] ?? 0) === 1) {
                MaintenanceMode::answer();
            }
        })],
    ]),
];
