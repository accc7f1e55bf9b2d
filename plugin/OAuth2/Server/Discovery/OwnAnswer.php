<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

/** The response to a request of {@see OwnAddress}. */
final readonly class OwnAnswer
{
    /**
     * @param array<string, list<string>> $headers by the name in lower case
     * @param string $address the IP address that has answered; empty if it is not known
     */
    public function __construct(public int $status, public array $headers = [], public string $body = '', public string $address = '')
    {
    }

    /** The first value of a header; empty if it is absent. */
    public function header(string $name): string
    {
        return $this->headers[$name][0] ?? '';
    }

    /** The media type in lower case, without parameters. */
    public function type(): string
    {
        return strtolower(trim(explode(';', $this->header('content-type'), 2)[0]));
    }

    /** @return array<mixed> the members of the body; empty if it is no JSON object */
    public function members(): array
    {
        $members = json_decode($this->body, true, 16);

        return \is_array($members) ? $members : [];
    }
}
