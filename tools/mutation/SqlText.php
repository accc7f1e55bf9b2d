<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Tools\Mutation;

use PhpParser\Node\Expr;
use PhpParser\Node\Expr\BinaryOp\Concat;
use PhpParser\Node\InterpolatedStringPart;
use PhpParser\Node\Scalar\InterpolatedString;
use PhpParser\Node\Scalar\String_;

/**
 * The text of a string expression, of which every concatenated or interpolated expression is one character HOLE. It knows
 * where each character stands in the source.
 */
final class SqlText
{
    public const HOLE = "\x01";

    private string $text = '';

    /** @var list<array{start: int, end: int, source: int, sourceEnd: int, literal: bool, code: bool}> */
    private array $parts = [];

    public function __construct(private readonly string $source, Expr $expression)
    {
        $this->append($expression);
    }

    /** Tells whether the node is one whose text this class reads. */
    public static function isText(mixed $node): bool
    {
        return $node instanceof Concat || $node instanceof String_ || $node instanceof InterpolatedString;
    }

    public function text(): string
    {
        return $this->text;
    }

    /** Returns the source of a part of the text, as people read it. */
    public function excerpt(int $start, int $end): string
    {
        $excerpt = '';
        foreach ($this->parts as $part) {
            if ($part['literal']) {
                $from = max($start, $part['start']);
                $excerpt .= substr($this->text, $from, max(0, min($end, $part['end']) - $from));
            } elseif ($part['start'] >= $start && $part['end'] <= $end) {
                $code = substr($this->source, $part['source'], $part['sourceEnd'] - $part['source']);
                $excerpt .= $part['code'] ? '{' . preg_replace('/\s+/', ' ', $code) . '}' : $code;
            }
        }

        return $excerpt;
    }

    /** The offset in the source of a character of the text. */
    public function offset(int $at): int
    {
        foreach ($this->parts as $part) {
            if ($at < $part['end']) {
                return $part['source'] + ($part['literal'] ? $at - $part['start'] : 0);
            }
        }

        return $this->parts === [] ? 0 : $this->parts[\count($this->parts) - 1]['sourceEnd'];
    }

    /**
     * The edits that put one text before a part of the text and another one behind it.
     *
     * @return list<array{int, int, string}>
     */
    public function around(int $start, int $end, string $before, string $behind): array
    {
        return [$this->before($start, $before), $this->behind($end, $behind)];
    }

    /**
     * The edit that replaces a part of the text; null if the part is not all in one literal.
     *
     * @return ?array{int, int, string}
     */
    public function replacement(int $start, int $end, string $new): ?array
    {
        foreach ($this->parts as $part) {
            if ($part['literal'] && $part['start'] <= $start && $end <= $part['end']) {
                return [$part['source'] + $start - $part['start'], $end - $start, $new];
            }
        }

        return null;
    }

    /** @return array{int, int, string} */
    private function before(int $at, string $new): array
    {
        foreach ($this->parts as $part) {
            if ($part['start'] <= $at && $at < $part['end']) {
                return [
                    $part['source'] + ($part['literal'] ? $at - $part['start'] : 0),
                    0,
                    $part['code'] ? "'$new' . " : $new,
                ];
            }
        }
        throw new \LogicException('There is no text to put anything before');
    }

    /** @return array{int, int, string} */
    private function behind(int $at, string $new): array
    {
        foreach ($this->parts as $part) {
            if ($part['start'] < $at && $at <= $part['end']) {
                return [
                    $part['literal'] ? $part['source'] + $at - $part['start'] : $part['sourceEnd'],
                    0,
                    $part['code'] ? " . '$new'" : $new,
                ];
            }
        }
        throw new \LogicException('There is no text to put anything behind');
    }

    private function append(Expr $expression): void
    {
        $start = $expression->getStartFilePos();
        $end = $expression->getEndFilePos() + 1;
        if ($expression instanceof Concat) {
            $this->append($expression->left);
            $this->append($expression->right);
        } elseif ($expression instanceof String_) {
            $this->add($start + 1, $end - 1, true, false);
        } elseif ($expression instanceof InterpolatedString) {
            $at = $start + 1;
            foreach ($expression->parts as $part) {
                if ($part instanceof InterpolatedStringPart) {
                    $this->add($at, $part->getStartFilePos(), false, false);
                    $at = $part->getEndFilePos() + 1;
                    $this->add($part->getStartFilePos(), $at, true, false);
                }
            }
            $this->add($at, $end - 1, false, false);
        } else {
            $this->add($start, $end, false, true);
        }
    }

    private function add(int $source, int $sourceEnd, bool $isLiteral, bool $isCode): void
    {
        if ($sourceEnd <= $source) {
            return;
        }
        $start = \strlen($this->text);
        $this->text .= $isLiteral ? substr($this->source, $source, $sourceEnd - $source) : self::HOLE;
        $this->parts[] = [
            'start' => $start,
            'end' => \strlen($this->text),
            'source' => $source,
            'sourceEnd' => $sourceEnd,
            'literal' => $isLiteral,
            'code' => $isCode,
        ];
    }
}
