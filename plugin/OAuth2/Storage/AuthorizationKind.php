<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The kinds of authorizations, by the grant type that creates them. */
enum AuthorizationKind: string
{
    /** The consent of a user, with an authorization code. */
    case Code = 'code';

    /** A client on its own behalf, with the rights of the user it acts as. */
    case ClientCredentials = 'client_credentials';
}
