<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/**
 * Parameters in application/x-www-form-urlencoded, read from the raw text. PHP's own arrays are not used: they keep
 * the last of several equal names and turn "client.id", "client%20id" and "client[id" into "client_id".
 */
final readonly class Parameters
{
    /** More than any OAuth request has, and few enough that none costs noticeable time. */
    public const MAX_COUNT = 64;

    /** The longest query or body read: a token of 16 KiB and its company, each octet percent-encoded. */
    public const MAX_LENGTH = 65536;

    /** @param array<array-key, non-empty-list<string>> $values by name */
    private function __construct(#[\SensitiveParameter] private array $values)
    {
    }

    /**
     * @param string $raw a query without "?" or a form body
     * @throws MalformedParameters on a broken percent-encoding, invalid UTF-8, NUL, or more than the limits
     */
    public static function parse(#[\SensitiveParameter] string $raw): self
    {
        if ($raw === '') {
            return new self([]);
        }
        if (\strlen($raw) > self::MAX_LENGTH) {
            throw new MalformedParameters('The parameters are too long');
        }
        if (preg_match('/%(?![0-9A-Fa-f]{2})/', $raw) === 1) {
            throw new MalformedParameters('The parameters have a broken percent-encoding');
        }
        // As a whole: what divides names and values is ASCII, and so never a part of a longer sequence.
        $text = urldecode($raw);
        if (str_contains($text, "\0") || preg_match('//u', $text) !== 1) {
            throw new MalformedParameters('The parameters are not text in UTF-8');
        }
        $values = [];
        $count = 0;
        foreach (explode('&', $raw) as $pair) {
            if ($pair === '') {
                continue;
            }
            if (++$count > self::MAX_COUNT) {
                throw new MalformedParameters('There are too many parameters');
            }
            $parts = explode('=', $pair, 2);
            $values[urldecode($parts[0])][] = urldecode($parts[1] ?? '');
        }

        return new self($values);
    }

    /** The only value of the parameter; null when it is absent, empty (RFC 6749 3.1) or repeated. */
    public function get(string $name): ?string
    {
        $values = $this->values[$name] ?? [];

        return \count($values) === 1 && $values[0] !== '' ? $values[0] : null;
    }

    /** @return list<string> every value that is not empty, in order */
    public function all(string $name): array
    {
        return array_values(array_filter($this->values[$name] ?? [], static fn (string $v): bool => $v !== ''));
    }

    /** @return list<string> each name once, decoded, in order of first occurrence */
    public function names(): array
    {
        return array_map(strval(...), array_keys($this->values));
    }

    /** Whether the name occurs, with whatever value. */
    public function has(string $name): bool
    {
        return isset($this->values[$name]);
    }

    /** Whether the name occurs more than once, empty values counted. */
    public function repeated(string $name): bool
    {
        return \count($this->values[$name] ?? []) > 1;
    }

    /** Whether any name occurs more than once (RFC 6749 3.1 and 3.2), those of $except left out. */
    public function anyRepeated(string ...$except): bool
    {
        foreach ($this->values as $name => $values) {
            if (\count($values) > 1 && !\in_array((string) $name, $except, true)) {
                return true;
            }
        }

        return false;
    }

    /**
     * Whether there is a name that PHP's own parser, or one like it, would take for one of $known: "client.id",
     * "client[id", "code[]". Two programs that read one request differently are an attacker's tool.
     *
     * @param list<string> $known
     */
    public function ambiguous(array $known): bool
    {
        foreach (array_diff($this->names(), $known) as $name) {
            $flat = strtr(ltrim($name), '. [', '___');
            $base = strtr(explode('[', ltrim($name), 2)[0], '. ', '__');
            if (\in_array($flat, $known, true) || \in_array($base, $known, true)) {
                return true;
            }
        }

        return false;
    }
}
