<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// An HTTP client for the programs of this folder: it sends requests byte for byte and follows no redirects.

final readonly class Answer
{
    /** Headers that the web server sets itself or that differ between requests. */
    private const OWN = [
        'date', 'server', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'x-matomo-request-id',
        'upgrade', 'vary',
    ];

    /** @param array<string, list<string>> $headers by lower-case name */
    public function __construct(public int $status, public array $headers, public string $body)
    {
    }

    /** A member of the JSON object, or null. */
    public function member(string $name): mixed
    {
        $members = json_decode($this->body, true);

        return is_array($members) ? ($members[$name] ?? null) : null;
    }

    /** The part of the answer that must not depend on the route. */
    public function comparable(): string
    {
        $headers = array_diff_key($this->headers, array_flip(self::OWN));
        ksort($headers);

        return $this->status . json_encode($headers)
            . preg_replace('/"(access_token|refresh_token)":"[^"]+"/', '"$1":"…"', $this->body);
    }

    public function __toString(): string
    {
        return $this->status . ' ' . json_encode($this->headers) . ' ' . substr($this->body, 0, 300);
    }
}

/** @param list<string> $headers */
function ask(string $url, string $method = 'GET', array $headers = [], string $body = ''): Answer
{
    $received = [];
    $curl = curl_init();
    curl_setopt_array($curl, [
        CURLOPT_URL => $url === '' ? throw new ValueError('No URL') : $url,
        CURLOPT_PATH_AS_IS => true,
        CURLOPT_CUSTOMREQUEST => $method === '' ? throw new ValueError('No method') : $method,
        CURLOPT_NOBODY => $method === 'HEAD',
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_SSL_VERIFYPEER => false,
        CURLOPT_SSL_VERIFYHOST => 0,
        CURLOPT_TIMEOUT => 60,
        CURLOPT_HEADERFUNCTION => static function (CurlHandle $curl, string $line) use (&$received): int {
            if (str_contains($line, ':')) {
                [$name, $value] = explode(':', $line, 2);
                $received[strtolower(trim($name))][] = trim($value);
            }

            return strlen($line);
        },
    ] + ($method === 'POST' ? [CURLOPT_POSTFIELDS => $body] : []));
    $answer = curl_exec($curl);

    return new Answer((int) curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $received, is_string($answer) ? $answer : '');
}
/** Counts checks and prints failures immediately. */
final class Checks
{
    public int $passed = 0;

    public int $failed = 0;

    public function that(bool $holds, string $what): void
    {
        if ($holds) {
            $this->passed++;
        } else {
            $this->failed++;
            echo "FAILED: $what\n";
        }
    }

    public function finish(): never
    {
        printf("%d passed, %d failed\n", $this->passed, $this->failed);
        exit($this->failed === 0 && $this->passed > 0 ? 0 : 1);
    }
}
