<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Deletes a deleted user's authorizations and removes the login from clients, because another person may get the same login
 * later. It works without the extension, because a user may be deleted at any time.
 */
final class DeletedUser
{
    /** @throws StorageUnavailable */
    public static function forget(string $login): void
    {
        $connection = ServerFactory::instance()->connection();
        $authorizations = new Authorizations(
            new AuthorizationTable($connection),
            new ClientTable($connection),
            new DocumentTable($connection),
            new KnownAssistants(),
            new SystemClock(),
            new MatomoEvents($connection),
        );
        $authorizations->userDeleted($login);
        ServerFactory::instance()->users()->forget();
    }
}
