<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/**
 * For PHP clients: the same small test runner as ../node/check.mjs, the settings and the driver.
 *
 * @phpstan-type User array{login: string, password: string}
 * @phpstan-type Client array{id: string, secret?: string, redirectUri: string}
 */
final class Check
{
    private static int $passed = 0;
    private static int $failed = 0;
    private static int $assertions = 0;

    /** @param callable(): void $body */
    public static function test(string $name, callable $body): void
    {
        $before = self::$assertions;
        try {
            $body();
            self::$assertions > $before || throw new LogicException('this test has no assertions');
            self::$passed++;
            echo "ok - {$name}\n";
        } catch (Throwable $error) {
            self::$failed++;
            echo "not ok - {$name}\n    ", get_class($error), ': ', $error->getMessage(), "\n    ", str_replace("\n", "\n    ", $error->getTraceAsString()), "\n";
        }
    }

    public static function same(mixed $expected, mixed $actual, string $what = ''): void
    {
        self::$assertions++;
        if ($expected !== $actual) {
            throw new UnexpectedValueException(trim($what . ' expected ' . var_export($expected, true) . ', got ' . var_export($actual, true)));
        }
    }

    public static function true(bool $condition, string $what): void
    {
        self::same(true, $condition, $what);
    }

    /**
     * @template T of \Throwable
     * @param class-string<T> $class
     * @param callable(): mixed $body
     * @return T
     */
    public static function throws(string $class, callable $body): Throwable
    {
        self::$assertions++;
        try {
            $body();
        } catch (Throwable $error) {
            if ($error instanceof $class) {
                return $error;
            }
            throw $error;
        }
        throw new UnexpectedValueException("no {$class} came");
    }

    public static function done(): never
    {
        printf("%d passed, %d failed\n", self::$passed, self::$failed);
        exit(self::$failed === 0 && self::$passed > 0 ? 0 : 1);
    }

    /**
     * The settings that ../with-host wrote.
     *
     * @return array{issuer: non-empty-string, resource: non-empty-string, metadata: string, api: string, whoami: string, users: array{viewer: User}, clients: array{confidential: Client, public: Client}}
     */
    public static function settings(): array
    {
        $path = getenv('OAUTH2_HOST_JSON');
        $text = is_string($path) ? file_get_contents($path) : false;
        if (!is_string($text)) {
            throw new RuntimeException('OAUTH2_HOST_JSON must name a file');
        }
        /** @var array{issuer: non-empty-string, resource: non-empty-string, metadata: string, api: string, whoami: string, users: array{viewer: User}, clients: array{confidential: Client, public: Client}} $settings */
        $settings = json_decode($text, true, 16, JSON_THROW_ON_ERROR);

        return $settings;
    }

    /**
     * The JSON object in a response.
     *
     * @param array{status: int, body: string} $answer
     * @return array<string, mixed>
     */
    public static function json(array $answer): array
    {
        $members = [];
        foreach ((array) json_decode($answer['body'], true, 16, JSON_THROW_ON_ERROR) as $name => $value) {
            $members[(string) $name] = $value;
        }

        return $members;
    }

    /** Returns the value if it is text, and throws otherwise. */
    public static function text(mixed $value): string
    {
        return is_string($value) ? $value : throw new UnexpectedValueException('not a string: ' . var_export($value, true));
    }

    /**
     * Logs in and decides with ../node/driver.mjs.
     * @param User $user
     * @return array<string> the query of the redirect, by name
     */
    public static function authorize(string $url, array $user, string $decision = 'allow'): array
    {
        $command = ['node', __DIR__ . '/../node/driver.mjs', $url, $user['login'], $user['password'], $decision];
        $process = proc_open($command, [1 => ['pipe', 'w']], $pipes);
        $text = is_resource($process) ? trim((string) stream_get_contents($pipes[1])) : '';
        if (!is_resource($process) || proc_close($process) !== 0) {
            throw new RuntimeException('the driver did not reach a redirect');
        }
        parse_str((string) parse_url($text, PHP_URL_QUERY), $query);
        return array_map(strval(...), array_filter($query, is_string(...)));
    }

    /**
     * @param array<string, string>|null $form null: GET
     * @param list<string> $headers
     * @return array{status: int, body: string}
     */
    public static function request(string $url, ?array $form = null, array $headers = []): array
    {
        $handle = curl_init($url);
        curl_setopt_array($handle, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => $headers, CURLOPT_TIMEOUT => 20]);
        if ($form !== null) {
            curl_setopt_array($handle, [CURLOPT_POST => true, CURLOPT_POSTFIELDS => http_build_query($form)]);
        }
        $body = curl_exec($handle);
        return ['status' => curl_getinfo($handle, CURLINFO_RESPONSE_CODE), 'body' => is_string($body) ? $body : ''];
    }
}
