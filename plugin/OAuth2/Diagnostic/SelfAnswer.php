<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

/** What came of a request to oneself. */
final readonly class SelfAnswer
{
    /** @param array<string, mixed> $headers by lower-case name; none when the transport doesn't tell */
    public function __construct(
        public int $status,
        public array $headers,
        public string $body,
    ) {
    }

    public function header(string $name): string
    {
        $value = $this->headers[$name] ?? '';

        return \is_string($value) ? $value : '';
    }

    /** @return array<string, mixed> the body's members, none when it isn't a JSON object */
    public function json(): array
    {
        $members = json_decode($this->body, true, 16);

        return \is_array($members) ? $members : [];
    }
}
