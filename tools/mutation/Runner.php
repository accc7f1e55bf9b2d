<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Tools\Mutation;

/** Runs tests in a copy of the tree, the fitting and fast ones first, until one fails. */
final class Runner
{
    /** The folders of unit tests that run the server and its storage; others compare texts and documents. */
    private const FOLDERS = ['Storage', 'Grant', 'Server', 'Authorizations', 'Client', 'Authorize', 'Resource'];

    /** Files of tests that take longer than this many seconds of the processor run last. */
    private const FAST = 2.0;

    /** @var list<string> files of tests, the fastest first */
    private array $fast = [];

    /** @var list<string> */
    private array $slow = [];

    /**
     * @param string $tree the copy
     * @param bool $isQuick true to leave the slow tests out
     * @param ?string $dsn a database for tests of the storage; null to leave them out
     * @param int $limit the seconds of the processor for one run of tests
     */
    public function __construct(
        private readonly string $tree,
        private readonly bool $isQuick,
        private readonly ?string $dsn,
        private readonly int $limit,
    ) {
    }

    /** Runs all tests with the unchanged tree, and measures them; returns the first failure, null if all pass. */
    public function prepare(): ?string
    {
        $seconds = [];
        foreach (self::FOLDERS as $folder) {
            $files = glob("$this->tree/plugin/OAuth2/tests/Unit/$folder/*Test.php");
            foreach ($files === false ? [] : $files as $file) {
                // These tests look at the statements themselves, which a mutant changes even where it does no harm.
                if (str_contains((string) file_get_contents($file), "[Group('statements')]")) {
                    continue;
                }
                $test = substr($file, \strlen("$this->tree/"));
                $start = self::processorTime();
                $failure = $this->run([$test]);
                if ($failure !== null) {
                    return $failure;
                }
                $seconds[$test] = self::processorTime() - $start;
            }
        }
        asort($seconds);
        $this->fast = array_keys(array_filter($seconds, static fn (float $time): bool => $time <= self::FAST));
        $this->slow = $this->isQuick ? [] : array_values(array_diff(array_keys($seconds), $this->fast));

        return $this->onMariaDb();
    }

    /**
     * Returns the first failure of the tests with a changed file; null if all pass.
     *
     * @param string $path the file's path in the tree
     */
    public function failure(string $path, string $changed): ?string
    {
        $file = "$this->tree/$path";
        $original = (string) file_get_contents($file);
        file_put_contents($file, $changed);
        try {
            $fitting = $this->fitting(basename($path, '.php'));

            return $this->run($fitting)
                ?? $this->run(array_values(array_diff($this->fast, $fitting)))
                ?? $this->run(array_values(array_diff($this->slow, $fitting)))
                ?? $this->onMariaDb();
        } finally {
            file_put_contents($file, $original);
        }
    }

    /**
     * Returns the tests that name a class: its own ones first, then the fastest.
     *
     * @return list<string>
     */
    private function fitting(string $class): array
    {
        $own = $others = [];
        foreach ([...$this->fast, ...$this->slow] as $test) {
            if (str_starts_with(basename($test), $class)) {
                $own[] = $test;
            } elseif (preg_match("/\\b$class\\b/", (string) file_get_contents("$this->tree/$test")) === 1) {
                $others[] = $test;
            }
        }

        return [...$own, ...$others];
    }

    /** The time that the processor has spent on ended children, so that other programs on the machine matter little. */
    private static function processorTime(): float
    {
        $usage = getrusage(1);
        [$seconds, $microseconds] = [$usage['ru_utime.tv_sec'] ?? null, $usage['ru_utime.tv_usec'] ?? null];
        if (!\is_int($seconds) || !\is_int($microseconds)) {
            throw new \RuntimeException('The system does not tell the time of children');
        }

        return $seconds + $microseconds / 1e6;
    }

    private function onMariaDb(): ?string
    {
        return $this->dsn === null ? null : $this->run(
            ['--testsuite', 'storage,mariadb'],
            ['OAUTH2_TEST_DSN' => $this->dsn, 'OAUTH2_TEST_USER' => 'root'],
        );
    }

    /**
     * @param list<string> $arguments
     * @param array<string, string> $environment
     */
    private function run(array $arguments, array $environment = []): ?string
    {
        if ($arguments === []) {
            return null;
        }
        $process = proc_open(
            [
                // Waiting is limited loosely, because other programs may be running.
                'sh', '-c', 'exec "$@" 2>&1', 'sh', 'timeout', (string) ($this->limit * 20), 'prlimit', "--cpu=$this->limit", 'script/php', 'var/tools-php/bin/phpunit', '--do-not-cache-result',
                '--exclude-group', 'statements', '--no-progress', '--stop-on-defect', ...$arguments,
            ],
            [['file', '/dev/null', 'r'], ['pipe', 'w']],
            $pipes,
            $this->tree,
            $environment + getenv(),
        );
        if ($process === false) {
            throw new \RuntimeException('PHPUnit does not start');
        }
        $output = (string) stream_get_contents($pipes[1]);
        $status = proc_close($process);
        if ($status === 0) {
            return null;
        }
        if ($status === 124 || ($status !== 1 && $status !== 2)) {
            return "a run takes too long, or crashes ($status)";
        }
        if (preg_match('/syntax error|parse error/i', $output) === 1) {
            throw new \RuntimeException("The mutant is no valid code:\n$output");
        }

        return preg_match('/^1\) (?:.*\\\\)?(\w+::\w+.*)$/m', $output, $match) === 1 ? $match[1] : trim($output);
    }
}
