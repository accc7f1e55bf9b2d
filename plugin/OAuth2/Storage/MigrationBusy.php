<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Another process migrates the tables, or has taken this one's place. */
final class MigrationBusy extends StorageException
{
}
