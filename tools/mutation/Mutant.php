<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Tools\Mutation;

/** One change of a source file that breaks one rule. */
final readonly class Mutant
{
    /**
     * @param int $line the line of the rule in the file, from 1
     * @param string $name the method and what becomes what, unique in the file
     * @param list<array{int, int, string}> $edits offset, length and replacement; they do not overlap
     */
    public function __construct(public int $line, public string $name, private array $edits)
    {
    }

    public function applyTo(string $source): string
    {
        $edits = $this->edits;
        // Insertions at the same offset stay in their order, because the sort is stable.
        usort($edits, static fn (array $a, array $b): int => $a[0] <=> $b[0]);
        $moved = 0;
        foreach ($edits as [$offset, $length, $replacement]) {
            $source = substr_replace($source, $replacement, $offset + $moved, $length);
            $moved += \strlen($replacement) - $length;
        }

        return $source;
    }
}
