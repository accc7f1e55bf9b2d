<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** The advice that an error page gives to the user. */
enum PageHint
{
    /** Contact the application's developer. */
    case Application;

    /** Return to the application and start again. */
    case StartAgain;

    /** Remove the connection in the application and add it again, because the application has to register anew. */
    case ConnectAgain;

    /** Revoke what other applications may do. */
    case AuthorizedApps;

    /** Ask an administrator for access. */
    case Access;

    /** Ask an administrator to allow the application, who finds the setting at the named place. */
    case Administrator;

    /** Try again later. */
    case Later;
}
