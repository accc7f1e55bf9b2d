<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/** What became of a request in the {@see Sandbox}. */
final class Outcome
{
    /** The response that the plugin sent instead of Matomo; the real request would have ended with it. */
    public ?Response $answer = null;

    /** @var list<Sight> the canary's methods that ran, in their order */
    public array $sights = [];

    /** The name of the user whom the bearer token had authenticated when the event of authentication ended. */
    public ?string $bearerUser = null;

    /** True if Matomo's own authentication object was in place when the event of authentication ended. */
    public bool $coreAuthenticates = false;

    public bool $sessionStarted = false;

    /** What Matomo printed. */
    public string $output = '';

    /** The exception that Matomo did not handle. */
    public ?\Throwable $failure = null;

    /** @return list<string> the names of the canary's methods that ran */
    public function ran(): array
    {
        return array_map(static fn (Sight $sight): string => $sight->method, $this->sights);
    }

    /** A short description for a log: the response's status, or the beginning of the output. */
    public function summary(): string
    {
        $text = match (true) {
            $this->answer !== null => 'status ' . $this->answer->status,
            $this->failure !== null => $this->failure::class . ': ' . $this->failure->getMessage(),
            default => 'output ' . trim($this->output),
        };

        return mb_substr((string) preg_replace('/\s+/', ' ', $text), 0, 200, 'UTF-8');
    }
}
