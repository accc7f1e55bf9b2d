<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Bench;

/*
 * Tests whether the time of a comparison depends on its inputs: Welch's t-test over two classes of inputs in random order,
 * like dudect (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant time?", 2017). |t| under 4.5 means that no
 * difference was found. The test must also find the leaks of comparisons that are not constant-time.
 * Usage: timing.php [SAMPLES]
 */

const BOUND = 4.5;
const POOL = 1024;
/* Shares of the samples that are kept, because the slowest ones are interrupts. The worst t of all shares counts. */
const KEPT = [1.0, 0.99, 0.9, 0.5];

$samples = (int) ($argv[1] ?? 1_000_000);

/**
 * @param \Closure(string, string): mixed $compare
 * @param array{list<array{string, string}>, list<array{string, string}>} $classes POOL pairs of arguments each
 */
function worst(\Closure $compare, array $classes, int $samples): float
{
    $bits = '';
    $times = [[], []];
    for ($i = 0; $i < $samples; ++$i) {
        if ($i % 8192 === 0) {
            $bits = random_bytes(8192);
        }
        $class = ord($bits[$i % 8192]) & 1;
        [$known, $given] = $classes[$class][$i % POOL];
        // New copies at the addresses of the previous ones, so that address and cache state are the same for both classes.
        // Different addresses alone cause differences of up to |t| = 50.
        $known = substr($known . 'x', 0, -1);
        $given = substr($given . 'x', 0, -1);
        $start = hrtime(true);
        $compare($known, $given);
        $times[$class][] = hrtime(true) - $start;
    }
    $all = [...$times[0], ...$times[1]];
    sort($all);
    $worst = 0.0;
    foreach (KEPT as $share) {
        $limit = $all[(int) (($samples - 1) * $share)];
        $worst = max($worst, abs(welch($times[0], $times[1], $limit)));
    }

    return $worst;
}

/**
 * @param list<int> $a
 * @param list<int> $b
 */
function welch(array $a, array $b, int $limit): float
{
    $moments = static function (array $values) use ($limit): array {
        $count = 0;
        $mean = 0.0;
        $squares = 0.0;
        foreach ($values as $value) {
            if ($value > $limit) {
                continue;
            }
            ++$count;
            $delta = $value - $mean;
            $mean += $delta / $count;
            $squares += $delta * ($value - $mean);
        }

        return [$mean, $squares / max(1, $count - 1) / max(1, $count)];
    };
    [$meanA, $errorA] = $moments($a);
    [$meanB, $errorB] = $moments($b);

    return $errorA + $errorB > 0 ? ($meanA - $meanB) / sqrt($errorA + $errorB) : 0.0;
}

/** @param \Closure(): array{string, string} $make */
$pool = static fn (\Closure $make): array => array_map(static fn (): array => $make(), range(1, POOL));
$copy = static fn (string $text): string => substr($text . 'x', 0, -1);
$other = static fn (string $text, int $at): string => substr_replace($text, $text[$at] === 'a' ? 'b' : 'a', $at, 1);

$known = oauth2_random_hex(32);
/* A shorter secret whose memory block has the same size. */
$short = oauth2_random_hex(30);
$equal = $pool(static fn (): array => [$copy($known), $copy($known)]);
$first = $pool(static fn (): array => [$copy($known), $other($known, 0)]);
$last = $pool(static fn (): array => [$copy($known), $other($known, 63)]);
$random = $pool(static fn (): array => [$copy($known), $copy(oauth2_random_hex(32))]);
$unequal = $pool(static fn (): array => [$copy($short), $copy(oauth2_random_hex(32))]);

$hash = oauth2_secret_hash($known);
$right = $pool(static fn (): array => [$copy($known), $copy($hash)]);
$wrong = $pool(static fn (): array => [$copy(oauth2_random_hex(32)), $copy($hash)]);

$equals = oauth2_secret_equals(...);
$verify = oauth2_secret_verify(...);
$leakyEquals = static function (string $known, string $given): bool {
    return strcmp($known, $given) === 0;
};
$leakyLoop = static function (string $known, string $given): bool {
    for ($i = 0; $i < 64; ++$i) {
        if (($known[$i] ?? '') !== $given[$i]) {
            return false;
        }
    }

    return true;
};
$tests = [
    ['oauth2_secret_equals: equal, or the first byte differs', $equals, [$equal, $first], false],
    ['oauth2_secret_equals: the first byte differs, or the last', $equals, [$first, $last], false],
    ['oauth2_secret_equals: equal, or nothing alike', $equals, [$equal, $random], false],
    ['oauth2_secret_equals: same length, or a shorter secret', $equals, [$random, $unequal], false],
    ['oauth2_secret_verify: right, or wrong', $verify, [$right, $wrong], false],
    // With 64 characters it stops only a nanosecond earlier, which some runs do not detect.
    ['leaky: strcmp() over 1,024 characters', $leakyEquals, null, true],
    ['leaky: a loop that stops early', $leakyLoop, [$first, $last], true],
];
$wrong = 0;
printf("| comparison | worst \\|t\\| over %s samples | |\n|---|---|---|\n", number_format($samples));
foreach ($tests as [$name, $compare, $classes, $leaks]) {
    if ($classes === null) {
        $long = oauth2_random_hex(512);
        $classes = [
            $pool(static fn (): array => [$copy($long), $copy($long)]),
            $pool(static fn (): array => [$copy($long), $other($long, 0)]),
        ];
    }
    worst($compare, $classes, 20_000);
    $t = worst($compare, $classes, $samples);
    $good = ($t >= BOUND) === $leaks;
    $wrong += $good ? 0 : 1;
    $bar = $leaks ? 'must exceed 4.5' : 'must stay under 4.5';
    printf("| %s | %.2f | %s: %s |\n", $name, $t, $bar, $good ? 'it does' : 'IT DOES NOT');
}
exit($wrong === 0 ? 0 : 1);
