<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Support;

use Piwik\Plugins\OAuth2\Server\Fetch\Resolver;

/** A resolver with one answer after the other, as a name server of an attacker has (DNS rebinding). */
final class ListedAddresses implements Resolver
{
    /** @var list<string> the hosts that somebody asked for */
    public array $asked = [];

    /** @param list<list<string>> $answers the last one repeats */
    public function __construct(private readonly array $answers, private readonly int $microseconds = 0)
    {
    }

    public function addresses(string $host, int $deadline): array
    {
        $this->asked[] = $host;
        usleep($this->microseconds);

        return $this->answers[min(\count($this->asked), \count($this->answers)) - 1];
    }
}
