<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** The groups in which screens show the {@see Setting}s, in the order of the screen. */
enum SettingGroup: string
{
    /** How long codes and tokens are valid. */
    case Lifetimes = 'lifetimes';

    /** What clients and their tokens may do. */
    case Permissions = 'permissions';

    /** The clients that connect by themselves. */
    case Assistants = 'assistants';

    /** The keys that sign access tokens. */
    case Keys = 'keys';

    /** The addresses that applications are configured with. */
    case Addresses = 'addresses';
}
