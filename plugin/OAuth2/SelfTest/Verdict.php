<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

/** What the self-test found out about a fingerprint. Times are Unix seconds. */
final readonly class Verdict
{
    /** The pauses in seconds between automatic attempts that fail: the first one doubles up to the last one. */
    public const FIRST_PAUSE = 60;

    public const LAST_PAUSE = 3600;

    /**
     * @param int $attempts the number of attempts since the last one that passed
     * @param array<string, list<string>> $problems what is wrong, in English, by the value of a {@see Check}, or by '' if the
     *                                              checks could not run
     * @param ?int $overriddenAt when an administrator allowed bearer tokens in spite of the problems; null: never
     */
    public function __construct(
        public string $id,
        public string $matomo,
        public string $php,
        public string $version,
        public Status $status,
        public int $at,
        public int $attempts = 0,
        public array $problems = [],
        public ?int $overriddenAt = null,
    ) {
    }

    /** True if bearer tokens are accepted. */
    public function clears(): bool
    {
        return $this->status === Status::Passed || $this->overriddenAt !== null;
    }

    /** The time from which the self-test may start by itself again. */
    public function nextAttempt(): int
    {
        return $this->at + min(self::LAST_PAUSE, self::FIRST_PAUSE * 2 ** min(20, max(0, $this->attempts - 1)));
    }

    /** True while the self-test is running, as far as a process that has died does not show. */
    public function isRunning(int $now): bool
    {
        return $this->status === Status::Begun && $this->at > $now - self::FIRST_PAUSE;
    }

    /** The problems in one line, for a log. */
    public function summary(): string
    {
        if ($this->status === Status::Begun) {
            return 'the process ended during the self-test';
        }
        $lines = [];
        foreach ($this->problems as $check => $sentences) {
            foreach ($sentences as $sentence) {
                $lines[] = ($check === '' ? '' : "$check: ") . $sentence;
            }
        }

        return implode('; ', $lines);
    }

    /** Reads a stored verdict; null if the value is damaged. */
    public static function fromJson(string $id, string $json): ?self
    {
        $value = json_decode($json, true, 8);
        $status = Status::tryFrom(\is_array($value) && \is_string($value['status'] ?? null) ? $value['status'] : '');
        if (!\is_array($value) || $status === null) {
            return null;
        }
        $text = static fn (string $name): string => \is_string($value[$name] ?? null) ? $value[$name] : '';
        $number = static fn (string $name): ?int => \is_int($value[$name] ?? null) ? $value[$name] : null;
        $problems = [];
        foreach (\is_array($value['problems'] ?? null) ? $value['problems'] : [] as $check => $sentences) {
            $problems[(string) $check] = array_values(array_filter(\is_array($sentences) ? $sentences : [], \is_string(...)));
        }

        return new self(
            $id,
            $text('matomo'),
            $text('php'),
            $text('version'),
            $status,
            $number('at') ?? 0,
            $number('attempts') ?? 0,
            $problems,
            $number('overriddenAt'),
        );
    }

    public function toJson(): string
    {
        return json_encode(array_diff_key(get_object_vars($this), ['id' => null]), JSON_THROW_ON_ERROR
            | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
