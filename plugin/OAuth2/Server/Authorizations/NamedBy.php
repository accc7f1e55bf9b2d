<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorizations;

/** The party that chose the name under which users see a client. */
enum NamedBy: string
{
    /** An administrator registered the client, or it is deleted and its ID stands for the name. */
    case Administrator = 'administrator';

    /** The client is a known assistant of the plugin's list. */
    case Vendor = 'vendor';

    /** The client came by itself, and anybody can choose any name. */
    case App = 'app';
}
