<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** A row with typed access to its columns, because drivers return numbers as int or as string. */
final readonly class Row
{
    /**
     * @param array<string, scalar|null> $columns
     * @param string $prefix the prefix of the columns to read, see {@see columns()}
     */
    public function __construct(#[\SensitiveParameter] private array $columns, private string $prefix = '')
    {
    }

    /**
     * The select list for columns of a joined table. A Row with the prefix `{$alias}_` reads them.
     *
     * @param list<string> $columns
     */
    public static function columns(string $alias, array $columns): string
    {
        $named = [];
        foreach ($columns as $column) {
            $named[] = "$alias.$column AS {$alias}_$column";
        }

        return implode(', ', $named);
    }

    /**
     * Inserts a row.
     *
     * @param array<string, string|int|bool|null> $row the values by column
     * @throws DuplicateKey when a primary or unique key is taken
     * @throws StorageUnavailable
     */
    public static function insert(Connection $connection, string $table, #[\SensitiveParameter] array $row): void
    {
        $marks = substr(str_repeat(', ?', \count($row)), 2);
        $connection->execute(
            "INSERT INTO $table (" . implode(', ', array_keys($row)) . ") VALUES ($marks)",
            array_values($row),
        );
    }

    public function string(string $column): string
    {
        return (string) ($this->columns[$this->prefix . $column] ?? '');
    }

    public function nullableString(string $column): ?string
    {
        $value = $this->columns[$this->prefix . $column] ?? null;

        return $value === null ? null : (string) $value;
    }

    public function int(string $column): int
    {
        return (int) ($this->columns[$this->prefix . $column] ?? 0);
    }

    public function nullableInt(string $column): ?int
    {
        $value = $this->columns[$this->prefix . $column] ?? null;

        return $value === null ? null : (int) $value;
    }

    public function bool(string $column): bool
    {
        return $this->int($column) !== 0;
    }

    /**
     * Reads a JSON array of strings. Other members are ignored; a value that is no array gives an empty list.
     *
     * @return list<string>
     */
    public function strings(string $column): array
    {
        $decoded = json_decode($this->string($column), true, 4);
        $strings = [];
        foreach (\is_array($decoded) ? $decoded : [] as $value) {
            if (\is_string($value)) {
                $strings[] = $value;
            }
        }

        return $strings;
    }

    /** Reads a DATETIME (in UTC) as Unix seconds; 0 when it is NULL or invalid. */
    public function time(string $column): int
    {
        return $this->nullableTime($column) ?? 0;
    }

    public function nullableTime(string $column): ?int
    {
        // No DateTime: PHP would read the time zone file in each request.
        $pattern = '/\A([1-9]\d{3})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/';
        if (preg_match($pattern, $this->string($column), $m) !== 1) {
            return null;
        }
        $time = gmmktime((int) $m[4], (int) $m[5], (int) $m[6], (int) $m[2], (int) $m[3], (int) $m[1]);

        return $time === false ? null : $time;
    }

    /**
     * True when a value can be an ID: 1 to 255 characters of visible ASCII. Check values of requests before a query: MySQL
     * compares strings of another character set without the index, and ignores trailing blanks.
     */
    public static function isId(string $value): bool
    {
        return preg_match('/\A[\x21-\x7E]{1,255}\z/', $value) === 1;
    }

    /** Formats Unix seconds for a DATETIME column, in UTC. */
    public static function datetime(int $time): string
    {
        return gmdate('Y-m-d H:i:s', $time);
    }

    /**
     * Encodes a list of strings for a column that {@see strings()} reads.
     *
     * @param list<string> $values
     */
    public static function json(array $values): string
    {
        return json_encode($values, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }
}
