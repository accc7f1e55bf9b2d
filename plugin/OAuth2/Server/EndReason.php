<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

/** The reason why an authorization ended, as stored in its row and in events. */
enum EndReason: string
{
    /** The user revoked the authorization. */
    case User = 'user_revoked';

    case Administrator = 'administrator_revoked';

    /** The client revoked a refresh token (RFC 7009). */
    case App = 'client';

    /**
     * An edit lowered the highest scope of the client, removed a grant type, a redirect URI or the secret, or made the client
     * act as another user.
     */
    case ClientChange = 'client_changed';

    /** The client's secret had leaked and was replaced. */
    case NewSecret = 'secret_rotated';

    /** A code was used twice (RFC 6749 4.1.2). */
    case CodeReuse = 'code_replay';

    /** A refresh token that had been replaced was used again (RFC 9700 4.14.2). */
    case RefreshTokenReuse = 'refresh_reuse';

    case UserDeletion = 'user_deleted';

    /** An administrator removed the scope from the allowed scopes. */
    case ScopeRemoval = 'scope_removed';

    /** The document in which the client describes itself has other redirect URIs, keys or methods than users consented to. */
    case DocumentChange = 'document_changed';
}
