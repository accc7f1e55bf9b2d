<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** Another process is migrating the tables, or has taken over the work for which this one held a lease. */
final class MigrationBusy extends StorageException
{
}
