<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Http;

/**
 * Requests from this Matomo to itself, at the address that applications use. After one failure all others fail at once,
 * so that the system check does not wait for each line.
 */
class SelfRequest
{
    /** In seconds. A web server with a single process cannot answer itself, so this ends the wait. */
    private const TIMEOUT = 3;

    /** The number of bytes of a response's body that are kept. */
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
                Http::getTransportMethod() ?? throw new Unreachable('PHP can send no HTTP requests: enable curl or allow_url_fopen'),
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
            $this->failure = 'no response';
            throw new Unreachable($this->failure);
        }

        return new SelfAnswer(
            (int) $answer['status'],
            array_change_key_case(\is_array($answer['headers'] ?? null) ? $answer['headers'] : []),
            substr((string) ($answer['data'] ?? ''), 0, self::MAXIMUM),
        );
    }
}
