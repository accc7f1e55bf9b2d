<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** What a user can do about an error page. */
enum PageHint
{
    /** Nothing but tell the application's developer. */
    case Application;

    /** Go back to the application and begin anew. */
    case StartAgain;

    case Later;
}
