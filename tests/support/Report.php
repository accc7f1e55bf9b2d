<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/** Counts the checks of a suite. Its last line, which script/test reads, is "N passed, N failed". */
final class Report
{
    private const SHOWN = 40;

    private int $passed = 0;

    /** @var list<string> */
    private array $failures = [];

    public function check(bool $holds, string $name, string $why = ''): void
    {
        if ($holds) {
            ++$this->passed;

            return;
        }
        $this->failures[] = $why === '' ? $name : "$name: $why";
    }

    public function same(mixed $expected, mixed $actual, string $name): void
    {
        $this->check(
            $expected === $actual,
            $name,
            'expected ' . var_export($expected, true) . ', got ' . var_export($actual, true),
        );
    }

    /**
     * Runs a check that fails by an exception, so that it does not hide later checks.
     *
     * @param callable(): void $body
     */
    public function guard(string $name, callable $body): void
    {
        try {
            $body();
        } catch (\Throwable $error) {
            $this->check(false, $name, $error::class . ': ' . $error->getMessage());
        }
    }

    public function note(string $line): void
    {
        echo $line, "\n";
    }

    /** Prints failures and counts, and ends the process. */
    public function finish(): never
    {
        foreach (array_slice($this->failures, 0, self::SHOWN) as $failure) {
            echo 'FAIL ', $failure, "\n";
        }
        $more = count($this->failures) - self::SHOWN;
        if ($more > 0) {
            echo "… and $more more\n";
        }
        printf("%d passed, %d failed\n", $this->passed, count($this->failures));
        exit($this->failures === [] && $this->passed > 0 ? 0 : 1);
    }
}
