<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/**
 * What the tables need of a database: autocommit statements with `?` parameters.
 *
 * There is deliberately no transaction: everything that must happen once is one conditional UPDATE or DELETE whose
 * affected rows decide, which is what every database and cluster gets right.
 */
interface Connection
{
    /**
     * Runs a statement that writes.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return int the rows it changed (implementations may count rows it matched: no caller can tell)
     * @throws DuplicateKey when a primary or unique key is taken
     * @throws StorageUnavailable when it wasn't answered, a deadlock (retried a few times) among the reasons
     */
    public function execute(string $sql, #[\SensitiveParameter] array $parameters = []): int;

    /**
     * The first row of a query, by column name.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return array<string, scalar|null>|null null when there is none
     * @throws StorageUnavailable
     */
    public function row(string $sql, #[\SensitiveParameter] array $parameters = []): ?array;

    /**
     * All rows of a query, by column name.
     *
     * @param list<string|int|bool|null> $parameters one for each `?`
     * @return list<array<string, scalar|null>>
     * @throws StorageUnavailable
     */
    public function rows(string $sql, #[\SensitiveParameter] array $parameters = []): array;

    /** The table's name in this database: the installation's prefix and the given name, safe to put into a statement. */
    public function table(string $name): string;

    /** Which SQL the database speaks. */
    public function dialect(): Dialect;
}
