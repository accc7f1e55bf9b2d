<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Bench;

/**
 * Measures candidates for the same job in turns, so that other load on the machine affects all of them alike. A time is
 * the median over the rounds, a ratio the median of the rounds' ratios.
 */
final class Contest
{
    /** Nanoseconds for one candidate in one round. */
    private const SHARE = 4_000_000;

    /** @var array<string, \Closure(): mixed> */
    private array $candidates = [];

    /** @var array<string, list<float>> nanoseconds per call, by round */
    private array $times = [];

    /** @param \Closure(): mixed $call */
    public function add(string $name, \Closure $call): self
    {
        $this->candidates[$name] = $call;

        return $this;
    }

    public function run(int $rounds): self
    {
        $batches = [];
        foreach ($this->candidates as $name => $call) {
            $call();
            $start = hrtime(true);
            $call();
            $once = max(1, hrtime(true) - $start);
            $batches[$name] = max(1, min(20_000, intdiv(self::SHARE, $once)));
            $this->times[$name] = [];
        }
        $order = array_keys($this->candidates);
        for ($round = 0; $round < $rounds; ++$round) {
            foreach ($order as $name) {
                $call = $this->candidates[$name];
                $batch = $batches[$name];
                $start = hrtime(true);
                for ($i = 0; $i < $batch; ++$i) {
                    $call();
                }
                $this->times[$name][] = (hrtime(true) - $start) / $batch;
            }
            /* The first candidate warms caches for the next one, so the order changes each round. */
            $order[] = array_shift($order);
        }

        return $this;
    }

    /** Microseconds per call. */
    public function time(string $name): float
    {
        return self::median($this->times[$name]) / 1000;
    }

    /** The time of one candidate divided by that of the other. */
    public function ratio(string $name, string $other): float
    {
        return self::median(array_map(
            static fn (float $a, float $b): float => $a / $b,
            $this->times[$name],
            $this->times[$other],
        ));
    }

    /** @param list<float> $values */
    private static function median(array $values): float
    {
        sort($values);
        $middle = intdiv(count($values), 2);

        return count($values) % 2 === 1 ? $values[$middle] : ($values[$middle - 1] + $values[$middle]) / 2;
    }
}
