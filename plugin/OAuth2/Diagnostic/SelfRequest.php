<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Http;

/**
 * Requests of this Matomo to itself, at the address that applications use. Once it could not be reached, it isn't tried
 * again: the system check must not wait for each of its lines.
 */
class SelfRequest
{
    /** In seconds; a server that has one process only cannot answer itself, and is given up after this. */
    private const TIMEOUT = 3;

    /** Of an answer that is looked at. */
    private const MAXIMUM = 65536;

    private ?string $failure = null;

    /**
     * @param list<string> $headers
     * @throws Unreachable
     */
    public function get(string $url, array $headers = []): SelfAnswer
    {
        if ($this->failure !== null) {
            throw new Unreachable($this->failure);
        }
        try {
            $answer = Http::sendHttpRequestBy(
                Http::getTransportMethod() ?? throw new Unreachable('PHP has no way to send HTTP requests'),
                $url,
                self::TIMEOUT,
                getExtendedInfo: true,
                additionalHeaders: $headers,
                checkHostIsAllowed: false,
            );
        } catch (\Exception $failure) {
            $this->failure = $failure->getMessage();
            throw new Unreachable($this->failure);
        }
        if (!\is_array($answer) || !isset($answer['status'])) {
            $this->failure = 'no answer';
            throw new Unreachable($this->failure);
        }

        return new SelfAnswer(
            (int) $answer['status'],
            array_change_key_case(\is_array($answer['headers'] ?? null) ? $answer['headers'] : []),
            substr((string) ($answer['data'] ?? ''), 0, self::MAXIMUM),
        );
    }
}
