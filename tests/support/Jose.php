<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

namespace OAuth2\Tests;

/**
 * Runs the npm package jose in one Node process. Requests and answers are lines of JSON; bytes that JSON cannot contain are
 * written as hexadecimal digits.
 */
final class Jose
{
    /** @var resource */
    private $process;

    /** @var array<int, resource> */
    private array $pipes = [];

    /** @param string $modules The node_modules directory that contains jose. */
    public function __construct(string $modules)
    {
        $process = proc_open(
            ['node', __DIR__ . '/jose.mjs'],
            [['pipe', 'r'], ['pipe', 'w'], STDERR],
            $this->pipes,
            null,
            ['JOSE' => $modules . '/jose/dist/webapi/index.js'] + getenv(),
        );
        if ($process === false) {
            throw new \RuntimeException('Node does not start');
        }
        $this->process = $process;
    }

    public function __destruct()
    {
        fclose($this->pipes[0]);
        fclose($this->pipes[1]);
        proc_close($this->process);
    }

    /**
     * @param array<string, mixed> $request
     * @return array<string, mixed>
     */
    public function ask(array $request): array
    {
        fwrite($this->pipes[0], json_encode($request, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES) . "\n");
        $line = fgets($this->pipes[1]);
        if ($line === false) {
            throw new \RuntimeException('node ended');
        }

        return json_decode($line, true, 64, JSON_THROW_ON_ERROR);
    }

    /**
     * @param array<string, mixed> $request
     * @return array<string, mixed> The answer, which must be a success.
     */
    public function succeed(array $request): array
    {
        $answer = $this->ask($request);
        if ($answer['ok'] !== true) {
            throw new \RuntimeException('jose: ' . $answer['error']);
        }

        return $answer;
    }
}
