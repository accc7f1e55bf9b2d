<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Storage;

/** One row read as typed values: drivers differ in whether a number arrives as int or as string. */
final readonly class Row
{
    /** @param array<string, scalar|null> $columns */
    public function __construct(#[\SensitiveParameter] private array $columns, private string $prefix = '')
    {
    }

    /**
     * Those columns of a joined table, named as a row with the prefix `{$alias}_` reads them.
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
     * Inserts a row given by column; the marks follow from the columns.
     *
     * @param array<string, string|int|bool|null> $row
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
     * A JSON array of strings; anything else in it is left out, and what isn't an array is an empty list.
     *
     * @return list<string>
     */
    public function strings(string $column): array
    {
        $decoded = json_decode($this->string($column), true, 4);

        return is_array($decoded) ? array_values(array_filter($decoded, is_string(...))) : [];
    }

    /** A DATETIME, which is UTC, as unix seconds. */
    public function time(string $column): int
    {
        return $this->nullableTime($column) ?? 0;
    }

    public function nullableTime(string $column): ?int
    {
        // Not by a DateTime: PHP would read the time zone's file for each request.
        $pattern = '/\A([1-9]\d{3})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/';
        if (preg_match($pattern, $this->string($column), $m) !== 1) {
            return null;
        }
        $time = gmmktime((int) $m[4], (int) $m[5], (int) $m[6], (int) $m[2], (int) $m[3], (int) $m[1]);

        return $time === false ? null : $time;
    }

    /**
     * Whether a value that came with a request can be an id: visible ASCII. Others never get into a statement, because
     * MySQL compares strings of another character set without the index, and ignores blanks at the end.
     */
    public static function isId(string $value): bool
    {
        return preg_match('/\A[\x21-\x7E]{1,80}\z/', $value) === 1;
    }

    /** Unix seconds as the text that a DATETIME column takes. */
    public static function datetime(int $time): string
    {
        return gmdate('Y-m-d H:i:s', $time);
    }

    /** @param list<string> $values */
    public static function json(array $values): string
    {
        return json_encode($values, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }
}
