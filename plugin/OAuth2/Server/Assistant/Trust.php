<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** The values of {@see \Piwik\Plugins\OAuth2\Server\Setting::Assistants}: the clients that may connect by themselves. */
enum Trust: string
{
    case Off = 'off';

    /** The known assistants that are switched on. */
    case Known = 'known';

    /** These, and documents of the hosts in the settings. */
    case Hosts = 'hosts';

    /** These, and documents that an administrator has approved; others wait for approval. */
    case Approval = 'approval';

    /** Every document that is not blocked. */
    case Any = 'any';
}
