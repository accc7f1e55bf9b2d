<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

/** The kinds of applications that the form for a new client has a template for. */
enum ClientKind: string
{
    case Backend = 'backend';
    case Web = 'web';
    case Spa = 'spa';
    case Native = 'native';
}
