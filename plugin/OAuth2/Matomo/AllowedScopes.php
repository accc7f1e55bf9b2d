<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Ends authorizations whose scope an administrator has removed from the settings. It works without the extension. */
final class AllowedScopes
{
    /**
     * @param list<Scope> $allowed
     * @throws StorageUnavailable
     */
    public static function enforce(array $allowed): void
    {
        if ($allowed === []) {
            return;
        }
        try {
            ServerFactory::instance()->authorizations()->endExcept($allowed);
        } catch (StorageUnavailable $failure) {
            // Before the tables exist there is nothing to end.
            if (!$failure->ofSchema) {
                throw $failure;
            }
        }
    }
}
