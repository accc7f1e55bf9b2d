<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * kept.php DSN: on a Galera cluster, exits with 0 if the query of a request waits until the node has applied what the cluster has
 * committed, also when the session keeps it prepared. script/galera runs it.
 */

use Piwik\Plugins\OAuth2\Storage\PdoConnection;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\Schema;

require __DIR__ . '/../bootstrap.php';

const QUERIES = 10;

$arguments = $_SERVER['argv'] ?? [];
$dsn = is_array($arguments) && is_string($arguments[1] ?? null) ? $arguments[1] : '';
$open = static fn (bool $persistent): PdoConnection => PdoConnection::open($dsn, 'root', '', 'kept_', $persistent);
(new Schema($open(false)))->migrate();
$connection = $open(true);
$query = new RequestQuery($connection);
$count = static fn (string $name): int => (int) ($connection->row("SHOW STATUS LIKE '$name'")['Value'] ?? 0);
// The first one prepares the statement.
$query->state('app');
[$runs, $waits] = [$count('Com_execute_sql'), $count('wsrep_causal_reads')];
for ($i = 0; $i < QUERIES; $i++) {
    $query->state('app');
}
exit($count('Com_execute_sql') === $runs + QUERIES && $count('wsrep_causal_reads') >= $waits + QUERIES ? 0 : 1);
