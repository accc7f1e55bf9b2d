<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * A database connection: autocommit statements with `?` parameters.
 *
 * Transactions are left out on purpose. Everything that must happen once is a single conditional UPDATE or DELETE, and the
 * number of affected rows decides; this is reliable on every supported database and cluster.
 */
interface Connection
{
    /**
     * Runs a writing statement.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return int the number of changed rows; implementations may count matched rows instead, callers must allow both
     * @throws DuplicateKey when a primary or unique key already exists
     * @throws StorageUnavailable when the statement fails, as after several deadlocks in a row
     */
    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int;

    /**
     * Runs a query and returns its first row.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return array<string, scalar|null>|null the values by column name; null when there is no row
     * @throws StorageUnavailable
     */
    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array;

    /**
     * Runs a query and returns all rows.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return list<array<string, scalar|null>> the values of each row by column name
     * @throws StorageUnavailable
     */
    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array;

    /**
     * Runs a query that nearly every request makes, and returns its first row as {@see row()} does. The database may keep the
     * statement prepared for the process's next requests, so the text may depend on nothing but the code and the prefix.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return array<string, scalar|null>|null the values by column name; null when there is no row
     * @throws StorageUnavailable
     */
    public function frequentRow(string $sql, #[\SensitiveParameter] array $parameters = []): ?array;

    /** The full name of a table: the installation's prefix and the given name, safe to use in a statement. */
    public function table(string $name): string;

    /** The SQL dialect of the database. */
    public function dialect(): Dialect;
}
