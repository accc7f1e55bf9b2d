<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Race;

/** Worker processes that start their tasks of a round at the same moment. */
final class Workers
{
    /** Delay of the common start in nanoseconds: enough for all workers to read their task. */
    private const AHEAD = 4_000_000;

    /** @var list<array{int, resource}> process and socket */
    private array $workers = [];

    /**
     * @param \Closure(int): (\Closure(string): array<string, int|string|null>) $prepare runs once in each process,
     *        with its number, and returns the function that runs a task
     */
    public function __construct(int $count, \Closure $prepare)
    {
        for ($number = 0; $number < $count; $number++) {
            $pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, STREAM_IPPROTO_IP);
            if ($pair === false) {
                throw new \RuntimeException('no socket');
            }
            $process = pcntl_fork();
            if ($process === -1) {
                throw new \RuntimeException('no process');
            }
            if ($process === 0) {
                self::work($pair[1], $prepare($number));
            }
            fclose($pair[1]);
            stream_set_timeout($pair[0], 120);
            $this->workers[] = [$process, $pair[0]];
        }
    }

    /**
     * Gives each worker its task and collects the results.
     *
     * @param list<string> $tasks one for each worker, without line ends
     * @return list<array<string, int|string|null>>
     */
    public function round(array $tasks): array
    {
        $start = hrtime(true) + self::AHEAD;
        foreach ($this->workers as $number => [, $socket]) {
            fwrite($socket, "$start $tasks[$number]\n");
        }
        $answers = [];
        foreach ($this->workers as [, $socket]) {
            $line = fgets($socket);
            if ($line === false) {
                throw new \RuntimeException('A worker has ended');
            }
            /** @var array<string, int|string|null> $answer */
            $answer = json_decode($line, true, 3, JSON_THROW_ON_ERROR);
            $answers[] = $answer;
        }

        return $answers;
    }

    public function stop(): void
    {
        // Later workers hold copies of the sockets of earlier ones, so closing a socket would end no worker.
        foreach ($this->workers as [$process, $socket]) {
            fwrite($socket, "\n");
            pcntl_waitpid($process, $status);
        }
        $this->workers = [];
    }

    /**
     * @param resource $socket
     * @param \Closure(string): array<string, int|string|null> $do
     */
    private static function work($socket, \Closure $do): never
    {
        stream_set_timeout($socket, 600);
        while (($line = fgets($socket)) !== false && $line !== "\n") {
            [$start, $task] = explode(' ', rtrim($line, "\n"), 2);
            $wait = (int) $start - hrtime(true);
            if ($wait > 0) {
                time_nanosleep(0, $wait);
            }
            try {
                $answer = $do($task);
            } catch (\Throwable $error) {
                $answer = ['status' => 0, 'error' => get_class($error) . ': ' . $error->getMessage()];
            }
            fwrite($socket, json_encode($answer, JSON_THROW_ON_ERROR) . "\n");
        }
        // No destructor of inherited objects may run in this process.
        posix_kill(posix_getpid(), SIGKILL);
        exit;
    }
}
