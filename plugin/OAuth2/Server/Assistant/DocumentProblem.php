<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** The reasons why a client ID metadata document is refused. */
enum DocumentProblem: string
{
    /** Not a JSON object, or a member occurs twice. */
    case Json = 'json';

    /** The client_id is not the address of the document. */
    case ClientId = 'client_id';

    case Name = 'client_name';

    case RedirectUris = 'redirect_uris';

    /** A shared secret, or a method that needs one: anybody can read the document. */
    case Secret = 'client_secret';

    /** Keys that are private, symmetric, unusable or given twice. */
    case Keys = 'keys';

    /** No method of client authentication that this server supports. */
    case Method = 'token_endpoint_auth_method';

    /** The client does not use the authorization code grant. */
    case Grant = 'grant_types';

    /** The client wants tokens that are bound to a key (DPoP), which this server does not issue. */
    case Dpop = 'dpop_bound_access_tokens';
}
