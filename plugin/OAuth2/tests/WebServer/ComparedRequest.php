<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\WebServer;

/** A request that must get the same response by the light script and by index.php. */
final readonly class ComparedRequest
{
    /**
     * @param string $path the clean route, below Matomo's folder, with a query
     * @param string $says a part of the response's body
     * @param string $body with placeholders: `{name}` stands for a value of fixtures.php, encoded for a form
     * @param list<string> $headers with placeholders; `{name}` stands for the value itself
     * @param bool $alone true if the light script must answer without starting Matomo
     * @param string $state the state of Matomo, one of {@see ComparedRequests::STATES} or {@see ComparedRequests::DATABASES}
     */
    public function __construct(
        public string $path,
        public int $status,
        public string $says = '',
        public string $body = '',
        public string $method = 'POST',
        public array $headers = [],
        public bool $alone = true,
        public string $state = 'usual',
    ) {
    }

    public function __toString(): string
    {
        $headers = $this->headers === [] ? '' : ' [' . implode('; ', $this->headers) . ']';

        return "$this->state: $this->method $this->path" . substr("$headers $this->body", 0, 160);
    }
}
