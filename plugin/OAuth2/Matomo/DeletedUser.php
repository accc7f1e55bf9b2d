<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

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
        $factory = ServerFactory::instance();
        $factory->authorizations()->userDeleted($login);
        $factory->users()->forget();
    }
}
