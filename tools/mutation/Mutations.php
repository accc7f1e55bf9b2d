<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Tools\Mutation;

use PhpParser\Node;
use PhpParser\Node\Arg;
use PhpParser\Node\ArrayItem;
use PhpParser\Node\Expr;
use PhpParser\Node\Expr\BinaryOp;
use PhpParser\Node\Name;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitorAbstract;
use PhpParser\ParserFactory;

/**
 * Makes the mutants of a file. Each condition in a text of SQL is made always true, always false, and compared otherwise;
 * each `min` and `max` is exchanged and loses each of its arguments; each comparison of an order is moved by one and made
 * one of equality.
 *
 * No library does this. Infection mutates PHP, but not SQL in strings nor the arguments of min and max, and it needs an
 * extension that measures coverage.
 */
final class Mutations extends NodeVisitorAbstract
{
    /** What each comparison in SQL becomes. */
    private const SQL = ['<' => ['<=', '<>'], '>' => ['>=', '<>'], '<=' => ['<', '='], '>=' => ['>', '=']];

    /** What each comparison in PHP becomes. */
    private const PHP = ['<' => ['<=', '!=='], '>' => ['>=', '!=='], '<=' => ['<', '==='], '>=' => ['>', '===']];

    /** @var list<Mutant> */
    private array $mutants = [];

    /** @var array<string, int> */
    private array $names = [];

    private string $class = '';

    private string $method = '';

    private function __construct(private readonly string $source)
    {
    }

    /** @return list<Mutant> */
    public static function of(string $source): array
    {
        $mutations = new self($source);
        $traverser = new NodeTraverser();
        $traverser->addVisitor($mutations);
        $traverser->traverse((new ParserFactory())->createForHostVersion()->parse($source) ?? []);

        return $mutations->mutants;
    }

    public function enterNode(Node $node): ?int
    {
        if ($node instanceof Node\Stmt\ClassLike) {
            $this->class = (string) $node->name;
        } elseif ($node instanceof Node\Stmt\ClassMethod) {
            $this->method = (string) $node->name;
        } elseif ($node instanceof Expr\FuncCall && $node->name instanceof Name) {
            if (\in_array(strtolower($node->name->getLast()), ['min', 'max'], true)) {
                $this->extremum($node, $node->name);
            }
        } elseif ($node instanceof BinaryOp && isset(self::PHP[$node->getOperatorSigil()])) {
            $this->comparison($node);
        } elseif ($node instanceof Expr && SqlText::isText($node)) {
            $this->sql(new SqlText($this->source, $node));
            foreach ($this->holes($node) as $hole) {
                $traverser = new NodeTraverser();
                $traverser->addVisitor($this);
                $traverser->traverse([$hole]);
            }

            return self::DONT_TRAVERSE_CHILDREN;
        }

        return null;
    }

    private function sql(SqlText $text): void
    {
        foreach (SqlConditions::in($text->text()) as $start => $end) {
            $excerpt = $text->excerpt($start, $end);
            $offset = $text->offset($start);
            $this->add($offset, "$excerpt becomes always true", $text->around($start, $end, '(1 = 1 OR ', ')'));
            // Of conditions that AND combines, one that is always false is like any other.
            if (!str_ends_with(rtrim(substr($text->text(), 0, $start)), ' AND')) {
                $this->add($offset, "$excerpt becomes always false", $text->around($start, $end, '(1 = 0 AND ', ')'));
            }
            $condition = substr($text->text(), $start, $end - $start);
            if (preg_match('/\A(\S+) (<=|>=|<|>) /', $condition, $match) === 1) {
                $at = $start + \strlen($match[1]) + 1;
                foreach (self::SQL[$match[2]] as $operator) {
                    $edit = $text->replacement($at, $at + \strlen($match[2]), $operator);
                    if ($edit !== null) {
                        $this->add($offset, "$excerpt becomes $operator", [$edit]);
                    }
                }
            } elseif (preg_match('/\A(\w+) BETWEEN (\S+) AND (\S+)\z/', $condition, $match) === 1) {
                [, $column, $least, $most] = $match;
                foreach (["$column > $least AND $column <= $most", "$column >= $least AND $column < $most"] as $narrower) {
                    $edit = $text->replacement($start, $end, "($narrower)");
                    if ($edit !== null) {
                        $this->add($offset, "$excerpt becomes $narrower", [$edit]);
                    }
                }
            }
        }
    }

    private function extremum(Expr\FuncCall $call, Name $name): void
    {
        $code = $this->code($call);
        $other = strtolower($name->getLast()) === 'min' ? 'max' : 'min';
        $edit = [$name->getStartFilePos(), \strlen($this->code($name)), ($name->isFullyQualified() ? '\\' : '') . $other];
        $this->add($call->getStartFilePos(), "$code becomes $other", [$edit]);
        $arguments = $call->getArgs();
        $list = \count($arguments) === 1 ? $arguments[0]->value : null;
        $items = $list instanceof Expr\Array_ ? array_values($list->items) : $arguments;
        if (\count($items) < 2) {
            return;
        }
        foreach (array_keys($items) as $dropped) {
            $rest = array_map(
                fn (Arg|ArrayItem $item): string => $this->code($item),
                array_values(array_diff_key($items, [$dropped => null])),
            );
            // One argument is no list: "max(1)" is an error, and "max([…])" is not.
            $new = $this->code($name) . '([' . implode(', ', $rest) . '])';
            $this->add(
                $call->getStartFilePos(),
                "$code loses " . $this->code($items[$dropped]),
                [[$call->getStartFilePos(), \strlen($code), $new]],
            );
        }
    }

    private function comparison(BinaryOp $comparison): void
    {
        $sigil = $comparison->getOperatorSigil();
        $from = $comparison->left->getEndFilePos() + 1;
        $gap = substr($this->source, $from, $comparison->right->getStartFilePos() - $from);
        $at = $from + (int) strrpos($gap, $sigil);
        foreach (self::PHP[$sigil] as $operator) {
            // Numbers of rows are never negative, so "> 0" and "!== 0" are the same.
            if ($comparison->right instanceof Node\Scalar\Int_ && \strlen($operator) === 3) {
                continue;
            }
            $this->add(
                $comparison->getStartFilePos(),
                $this->code($comparison) . " becomes $operator",
                [[$at, \strlen($sigil), $operator]],
            );
        }
    }

    /** @return list<Expr> the expressions in a text, which may have texts of their own */
    private function holes(Node $node): array
    {
        return match (true) {
            $node instanceof BinaryOp\Concat => [...$this->holes($node->left), ...$this->holes($node->right)],
            $node instanceof Node\Scalar\InterpolatedString => array_values(array_filter(
                $node->parts,
                static fn (Node $part): bool => $part instanceof Expr,
            )),
            $node instanceof Node\Scalar\String_, !$node instanceof Expr => [],
            default => [$node],
        };
    }

    /** @param list<array{int, int, string}> $edits */
    private function add(int $offset, string $change, array $edits): void
    {
        $line = substr_count($this->source, "\n", 0, $offset) + 1;
        $place = $this->class . ($this->method === '' ? '' : '::' . $this->method);
        $name = "$place: " . preg_replace(['/\s+/', '/(.{90}).{20,}(.{60})/'], [' ', '$1 … $2'], $change);
        $number = $this->names[$name] = ($this->names[$name] ?? 0) + 1;
        $this->mutants[] = new Mutant($line, $name . ($number > 1 ? " ($number)" : ''), $edits);
    }

    private function code(Node $node): string
    {
        return substr($this->source, $node->getStartFilePos(), $node->getEndFilePos() + 1 - $node->getStartFilePos());
    }
}
