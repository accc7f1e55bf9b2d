<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

use Piwik\DI;
use Piwik\Plugins\OAuth2\Diagnostic;

$checks = [
    DI::get(Diagnostic\ExtensionCheck::class),
    DI::get(Diagnostic\PluginFilesCheck::class),
    DI::get(Diagnostic\IssuerCheck::class),
    DI::get(Diagnostic\KeyRingCheck::class),
    DI::get(Diagnostic\AuthorizationHeaderCheck::class),
    DI::get(Diagnostic\RoutesCheck::class),
    DI::get(Diagnostic\ClientsCheck::class),
];

return [
    // The lines of the system check, for the command oauth2:check, too.
    'oauth2.checks' => $checks,
    'diagnostics.optional' => DI::add($checks),
];
