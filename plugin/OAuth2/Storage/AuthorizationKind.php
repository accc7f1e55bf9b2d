<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Who an authorization was given by. */
enum AuthorizationKind: string
{
    /** A user's consent, which begins with a code. */
    case Code = 'code';

    /** The client's owner: the client acts on its own account. */
    case ClientCredentials = 'client_credentials';
}
