<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The supported SQL dialects. */
enum Dialect
{
    /** MySQL 5.7+, MariaDB 10.4+ and their Galera clusters. */
    case MySql;
    case Sqlite;
}
