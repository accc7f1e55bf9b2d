<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** What a trial of a client found. It contains no token, code or secret. */
final readonly class TrialReport
{
    /**
     * @param array<string, ?bool> $steps by the value of {@see TrialStep}: true if it worked, false if it failed, null if it
     *     was not tried
     * @param int $status the HTTP status of the last answer; 0 if none was an answer to the client
     * @param array<string, mixed> $answer the members of that answer, tokens masked
     * @param bool $revoked true if there was a token, and it no longer works
     * @param string $page the name of the page that a user would have seen in place of the consent; empty: none
     */
    public function __construct(
        public array $steps,
        public int $status = 0,
        public array $answer = [],
        public bool $revoked = false,
        public string $page = '',
    ) {
    }
}
