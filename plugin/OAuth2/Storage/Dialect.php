<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** The two SQL dialects that the tables are written for. */
enum Dialect
{
    /** MySQL 5.7+, MariaDB 10.4+ and their Galera clusters. */
    case MySql;
    case Sqlite;
}
