<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Deletes a deleted user's authorizations and clients, because another person may get the same login later. It works
 * without the extension, because a user may be deleted at any time.
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
            new SystemClock(),
            new MatomoEvents($connection),
        );
        $deleted = $authorizations->userDeleted($login);
        ServerFactory::instance()->users()->forget();
        // After all deletions, so that a failing listener prevents none of them.
        foreach ($deleted as $client) {
            self::tell($client, $login);
        }
    }

    private static function tell(ClientRecord $client, string $login): void
    {
        try {
            /**
             * Triggered after a client was deleted because its owner was deleted.
             *
             * @param array $data version (v1), client (id, client_id, name, type, active), ownerLogin. Names are as
             *                    stored: escape them
             */
            Piwik::postEvent('OAuth2.deleteClientWithOwner.end', [[
                'version' => 'v1',
                'client' => [
                    'id' => $client->clientId,
                    'client_id' => $client->clientId,
                    'name' => $client->name,
                    'type' => $client->type,
                    'active' => $client->active,
                ],
                'ownerLogin' => $login,
            ]]);
        } catch (\Throwable $failure) {
            OtherPlugins::failed('OAuth2.deleteClientWithOwner.end', $failure);
        }
    }
}
