<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Pauses and resumes the clients that connect by themselves after the settings about them have changed. */
final class AssistantRules
{
    /** @throws StorageUnavailable */
    public static function enforce(): void
    {
        $factory = ServerFactory::instance()->forPages();
        $factory->reset();
        try {
            $factory->server()->assistants()->enforce();
        } catch (ExtensionMissing | NotConfigured) {
            // Without a server there are no such clients.
            return;
        } catch (StorageUnavailable $failure) {
            // Before the tables exist there are no such clients.
            if (!$failure->ofSchema) {
                throw $failure;
            }
        }
    }
}
