<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

/** The response to a {@see SelfRequest}. */
final readonly class SelfAnswer
{
    /** @param array<string, mixed> $headers by lower-case name; empty if the transport does not return them */
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

    /** @return array<string, mixed> the members of the body; empty if the body is no JSON object */
    public function json(): array
    {
        $members = json_decode($this->body, true, 16);

        return \is_array($members) ? $members : [];
    }
}
