<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/** The rules for a new login: it must not be a client's ID, and it inherits nothing from an earlier user. */
final class NewUser
{
    /**
     * Refuses the id of a client as a login, in upper or lower case. A token's subject is the client's id or the user's login, so a resource
     * server that reads only the subject would confuse the two (RFC 9068 5).
     *
     * @throws \Exception if the login is the id of a client
     */
    public static function check(string $login): void
    {
        try {
            $taken = (new ClientTable(ServerFactory::instance()->connection()))->isTaken($login);
        } catch (StorageException) {
            // Creating users must work without these tables.
            return;
        }
        if ($taken) {
            Texts::load();
            throw new \Exception(Piwik::translate('OAuth2_LoginIsClientId'));
        }
    }

    /**
     * Removes leftovers of an earlier user with the same login, who was deleted while the plugin was inactive or before a
     * client was migrated from the official plugin.
     */
    public static function begin(string $login): void
    {
        try {
            DeletedUser::forget($login);
        } catch (StorageException $failure) {
            StaticContainer::get(LoggerInterface::class)->error('OAuth2 could not remove leftovers of an earlier user with the login of a new one: {reason}', [
                'reason' => $failure->getMessage(),
            ]);
        }
    }
}
