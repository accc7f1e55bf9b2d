<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/** A login that is given to somebody: what other tokens or other people mean by it is not his. */
final class NewUser
{
    /**
     * No user gets the id of a client for a login. In the tokens of that client the id is the subject, as logins are in
     * those of users, and who reads nothing else of a token would take the client for the user (RFC 9068 5).
     *
     * @throws \Exception when the login is a client's id
     */
    public static function check(string $login): void
    {
        try {
            $client = (new ClientTable(ServerFactory::instance()->connection()))->find($login);
        } catch (StorageException) {
            // Users can be made while these tables are missing or ailing.
            return;
        }
        if ($client !== null) {
            throw new \Exception(Piwik::translate('OAuth2_LoginIsClientId'));
        }
    }

    /**
     * Whoever had the login before may have left something: he was deleted while the plugin was off, or his client was
     * taken over without him.
     */
    public static function begin(string $login): void
    {
        try {
            DeletedUser::forget($login);
        } catch (StorageException $failure) {
            StaticContainer::get(LoggerInterface::class)->error('OAuth2 could not look for what an earlier user left: {reason}', [
                'reason' => $failure->getMessage(),
            ]);
        }
    }
}
