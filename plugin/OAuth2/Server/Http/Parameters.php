<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Http;

/**
 * The parameters of a query or form body (application/x-www-form-urlencoded), parsed from the raw string. $_GET and $_POST
 * are not safe: they keep the last of several equal names and turn "client.id", "client%20id" and "client[id" into
 * "client_id".
 */
final readonly class Parameters
{
    /** The maximum number of parameters: more than any OAuth request has, and few enough to parse quickly. */
    public const MAX_COUNT = 64;

    /** The maximum length of a query or body in bytes: a token of 16 KiB plus other parameters, all percent-encoded. */
    public const MAX_LENGTH = 65536;

    /** @param array<array-key, non-empty-list<string>> $values by name */
    private function __construct(#[\SensitiveParameter] private array $values)
    {
    }

    /**
     * Parses a query or form body. An empty string has no parameters.
     *
     * @param string $raw a query without "?", or a form body
     * @throws MalformedParameters on invalid percent-encoding, invalid UTF-8, a NUL character, or an exceeded limit
     */
    public static function parse(#[\SensitiveParameter] string $raw): self
    {
        if ($raw === '') {
            return new self([]);
        }
        if (\strlen($raw) > self::MAX_LENGTH) {
            throw new MalformedParameters('The parameters are longer than ' . self::MAX_LENGTH . ' bytes');
        }
        if (str_contains($raw, '%') && preg_match('/%(?![0-9A-Fa-f]{2})/', $raw) === 1) {
            throw new MalformedParameters('Invalid percent-encoding. Each % needs two hexadecimal digits after it');
        }
        // One check for all: the separators are ASCII, so they are never part of a multi-byte sequence.
        $text = urldecode($raw);
        if (str_contains($text, "\0") || preg_match('//u', $text) !== 1) {
            throw new MalformedParameters('The parameters must be UTF-8 without NUL characters');
        }
        $values = [];
        $count = 0;
        foreach (explode('&', $raw) as $pair) {
            if ($pair === '') {
                continue;
            }
            if (++$count > self::MAX_COUNT) {
                throw new MalformedParameters('More than ' . self::MAX_COUNT . ' parameters');
            }
            $parts = explode('=', $pair, 2);
            $values[urldecode($parts[0])][] = urldecode($parts[1] ?? '');
        }

        return new self($values);
    }

    /** The value of a parameter; null when it is absent, empty (RFC 6749 3.1) or repeated. */
    public function get(string $name): ?string
    {
        $values = $this->values[$name] ?? [];

        return \count($values) === 1 && $values[0] !== '' ? $values[0] : null;
    }

    /**
     * All values of a parameter that may be repeated.
     *
     * @return list<string> the values that are not empty, in order
     */
    public function all(string $name): array
    {
        $given = [];
        foreach ($this->values[$name] ?? [] as $value) {
            if ($value !== '') {
                $given[] = $value;
            }
        }

        return $given;
    }

    /**
     * The names of all parameters.
     *
     * @return list<string> each name once, decoded, in order of first occurrence
     */
    public function names(): array
    {
        return array_map(strval(...), array_keys($this->values));
    }

    /** True when the parameter has a value; one without a value counts as absent (RFC 6749 3.1 and 3.2). */
    public function has(string $name): bool
    {
        foreach ($this->values[$name] ?? [] as $value) {
            if ($value !== '') {
                return true;
            }
        }

        return false;
    }

    /**
     * True when one of the parameters has a value.
     *
     * @param list<string> $names
     */
    public function hasAny(array $names): bool
    {
        // A request has fewer parameters than there are names.
        foreach (array_keys($this->values) as $name) {
            if (\in_array((string) $name, $names, true) && $this->has((string) $name)) {
                return true;
            }
        }

        return false;
    }

    /** True when the parameter occurs more than once; empty values count. */
    public function repeated(string $name): bool
    {
        return \count($this->values[$name] ?? []) > 1;
    }

    /**
     * An error text about the first repeated parameter of a list (RFC 6749 3.1 and 3.2); null when none is repeated. The
     * server ignores unknown parameters, so they may be repeated.
     *
     * @param array<string> $known names of parameters that may not be repeated
     */
    public function describeRepeated(array $known): ?string
    {
        foreach ($this->values as $values) {
            if (\count($values) > 1) {
                foreach ($known as $name) {
                    if ($this->repeated($name)) {
                        return "Parameter $name is repeated. Send it once";
                    }
                }

                return null;
            }
        }

        return null;
    }

    /**
     * True when PHP's own parser, or a similar one, would read one of the names as one of $known: "client.id", "client[id",
     * "code[]". An attacker could use such a name to show a proxy or log another request than the one the server reads.
     *
     * @param list<string> $known
     */
    public function ambiguous(array $known): bool
    {
        foreach (array_keys($this->values) as $name) {
            $name = (string) $name;
            // Without any of these characters, every parser reads the name as it is.
            if (strpbrk($name, ". [\t\n\r\0\v") === false || \in_array($name, $known, true)) {
                continue;
            }
            $flat = strtr(ltrim($name), '. [', '___');
            $base = strtr(explode('[', ltrim($name), 2)[0], '. ', '__');
            if (\in_array($flat, $known, true) || \in_array($base, $known, true)) {
                return true;
            }
        }

        return false;
    }
}
