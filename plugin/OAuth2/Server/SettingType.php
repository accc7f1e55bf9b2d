<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** The types of {@see Setting}s. */
enum SettingType: string
{
    /** A whole number in a range. */
    case Number = 'number';

    /** On or off. */
    case Flag = 'flag';

    /** One of a few words. */
    case Choice = 'choice';

    /** A text with private-use schemes of URIs, separated by blanks. */
    case Schemes = 'schemes';

    /** A text with host names, separated by blanks. */
    case Hosts = 'hosts';

    /** A list of {@see Scope}s. */
    case Scopes = 'scopes';

    /** A switch for each {@see GrantType}. */
    case Grants = 'grants';

    /** An issuer's URL. */
    case Issuer = 'issuer';
}
