<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** An administrator's switch for a known assistant. */
enum AssistantSwitch: string
{
    case Off = 'off';

    /** On, with the plugin's copy of the document. */
    case On = 'on';

    /** On, with the document as the vendor publishes it now. */
    case Follow = 'follow';
}
