<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Fetch;

/** The response to a fetch while it arrives: refuses what is too large before it is stored. */
final class ReceivedResponse
{
    private int $status = 0;

    private int $headerBytes = 0;

    /** @var array<string, list<string>> by the name in lower case */
    private array $headers = [];

    private string $body = '';

    private bool $tooLarge = false;

    public function __construct(private readonly int $maximumOfHeaders, private readonly int $maximumOfBody)
    {
    }

    /** Adds a line of the header; returns the number of accepted bytes, as curl expects it. */
    public function addHeader(string $line): int
    {
        $this->headerBytes += \strlen($line);
        if ($this->headerBytes > $this->maximumOfHeaders) {
            $this->tooLarge = true;

            return 0;
        }
        if (preg_match('~^HTTP/[\d.]+ (\d{3})~', $line, $match) === 1) {
            // An interim response (1xx) comes before the final one.
            $this->status = (int) $match[1];
            $this->headers = [];
        } elseif (str_contains($line, ':')) {
            [$name, $value] = explode(':', $line, 2);
            $this->headers[strtolower(trim($name))][] = trim($value);
        }

        return \strlen($line);
    }

    /** Adds a part of the body; returns the number of accepted bytes, as curl expects it. */
    public function addBody(string $data): int
    {
        if (\strlen($this->body) + \strlen($data) > $this->maximumOfBody) {
            $this->tooLarge = true;

            return 0;
        }
        $this->body .= $data;

        return \strlen($data);
    }

    public function isTooLarge(): bool
    {
        return $this->tooLarge;
    }

    /** 0 before the first line has arrived. */
    public function status(): int
    {
        return $this->status;
    }

    /** @return array<string, list<string>> by the name in lower case */
    public function headers(): array
    {
        return $this->headers;
    }

    public function body(): string
    {
        return $this->body;
    }

    /** The reason to refuse the complete response; null if it is a JSON document. */
    public function problem(): ?FetchProblem
    {
        if ($this->status !== 200) {
            return $this->status >= 500 && $this->status < 600 ? FetchProblem::Unavailable : FetchProblem::Status;
        }
        $types = $this->headers['content-type'] ?? [];
        $isJson = \count($types) === 1
            && preg_match('~^application/(?:[\w.!#$&^-]+\+)?json\s*(?:;.*)?$~Di', $types[0]) === 1;
        $encodings = array_diff(array_map(strtolower(...), $this->headers['content-encoding'] ?? []), ['', 'identity']);

        return $isJson && $encodings === [] ? null : FetchProblem::Type;
    }

    public function document(): FetchedDocument
    {
        return new FetchedDocument($this->body, $this->maxAge());
    }

    /** The time for which the response is fresh (RFC 9111 4.2.1), in seconds. */
    private function maxAge(): ?int
    {
        $directives = strtolower(implode(',', $this->headers['cache-control'] ?? []));
        if (preg_match('/(?:^|[,\s])no-(?:store|cache)(?:$|[,\s=])/D', $directives) === 1) {
            return 0;
        }
        $age = (int) ($this->headers['age'][0] ?? 0);
        foreach (['s-maxage', 'max-age'] as $name) {
            if (preg_match("/(?:^|[,\\s])$name=\"?(\\d{1,9})/", $directives, $match) === 1) {
                return max(0, (int) $match[1] - max(0, $age));
            }
        }
        $expires = $this->headers['expires'][0] ?? null;
        if ($expires === null) {
            return null;
        }
        $date = strtotime($this->headers['date'][0] ?? '');
        $end = strtotime($expires);

        // A value that is no date, such as 0, means a time in the past (RFC 9111 5.3).
        return $end === false || $date === false ? 0 : max(0, $end - $date);
    }
}
