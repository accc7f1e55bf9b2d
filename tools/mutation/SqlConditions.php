<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Tools\Mutation;

/** Finds the conditions in the text of a statement, or of a part of one: what WHERE, ON, WHEN, AND and OR combine. */
final class SqlConditions
{
    private const TOKEN = '/\s+|(?<string>\'[^\']*\')|(?<word>[A-Za-z_\x01][A-Za-z0-9_.\x01]*)|(?<number>\d+)|(?<other><=|>=|<>|!=|.)/s';

    /** A text without a keyword of a statement that is a condition. */
    private const FRAGMENT = '/\A[\w\x01.]+ (?:=|<>|<=?|>=?|(?:NOT )?(?:IN|BETWEEN|LIKE)\b|IS\b)/';

    private const STATEMENT = '/\b(?:SELECT|UPDATE|DELETE|INSERT|CREATE|ALTER|DROP|WHERE|SET)\b/';

    /** Words that end a condition. */
    private const ENDS = ['ORDER', 'GROUP', 'LIMIT', 'THEN', 'LEFT', 'INNER', 'JOIN', 'WHERE', 'HAVING', 'ELSE', 'END', 'UNION', ',', ')'];

    /** @var list<array{text: string, start: int, end: int}> */
    private readonly array $tokens;

    /** @var array<int, int> the end of each condition by its start */
    private array $found = [];

    private function __construct(private readonly string $text)
    {
        $tokens = [];
        preg_match_all(self::TOKEN, $text, $matches, PREG_OFFSET_CAPTURE);
        foreach ($matches[0] as [$token, $start]) {
            if (trim($token) !== '') {
                $tokens[] = ['text' => $token, 'start' => $start, 'end' => $start + \strlen($token)];
            }
        }
        $this->tokens = $tokens;
    }

    /** @return array<int, int> the end of each condition by its start */
    public static function in(string $text): array
    {
        $conditions = new self($text);
        $conditions->search();
        ksort($conditions->found);

        return $conditions->found;
    }

    private function search(): void
    {
        if (preg_match(self::STATEMENT, $this->text) !== 1 && preg_match(self::FRAGMENT, $this->text) === 1) {
            $this->combination(0);
        }
        foreach (array_keys($this->tokens) as $at) {
            $word = $this->word($at);
            $isJoin = $word === 'ON' && str_contains($this->text, ' JOIN ');
            if (\in_array($word, ['WHERE', 'HAVING', 'WHEN'], true) || $isJoin || ($at === 0 && ($word === 'AND' || $word === 'OR'))) {
                $this->combination($at + 1);
            }
        }
    }

    /** Reads conditions combined by AND and OR; returns the token behind them. */
    private function combination(int $at): int
    {
        do {
            while ($this->word($at) === 'NOT') {
                $at++;
            }
            $at = $this->word($at) === '(' && $this->word($at + 1) !== 'SELECT'
                ? $this->combination($at + 1) + 1
                : $this->condition($at);
        } while (($this->word($at) === 'AND' || $this->word($at) === 'OR') && ++$at > 0);

        return $at;
    }

    /** Reads one condition; returns the token behind it. */
    private function condition(int $at): int
    {
        $first = $at;
        $depth = 0;
        $isBetween = false;
        for (; $at < \count($this->tokens); $at++) {
            $word = $this->word($at);
            if ($depth === 0 && (\in_array($word, self::ENDS, true) || $word === 'OR' || ($word === 'AND' && !$isBetween))) {
                break;
            }
            $isBetween = $word === 'BETWEEN' || ($isBetween && $word !== 'AND');
            $depth += ['(' => 1, ')' => -1][$word] ?? 0;
        }
        // "CASE x WHEN 'value'" compares a value and has no condition.
        $isValue = $at === $first + 1 && $this->word($first)[0] === "'";
        if ($at > $first && !$isValue) {
            $this->found[$this->tokens[$first]['start']] = $this->tokens[$at - 1]['end'];
        }

        return $at;
    }

    private function word(int $at): string
    {
        return $this->tokens[$at]['text'] ?? '';
    }
}
