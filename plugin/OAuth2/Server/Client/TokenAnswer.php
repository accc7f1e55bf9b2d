<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\Http\Response;

/** The token endpoint's answer to a trial, with every token masked: an administrator may see it. */
final readonly class TokenAnswer
{
    /** @param array<string, mixed> $members */
    private function __construct(public int $status, public array $members)
    {
    }

    public static function of(Response $response): self
    {
        $members = self::read($response);
        foreach ($members as $name => $value) {
            if (\is_string($value) && str_ends_with($name, '_token')) {
                $members[$name] = self::masked($value);
            }
        }

        return new self($response->status, $members);
    }

    /** The access token of an answer; null if there is none. */
    public static function token(Response $response): ?string
    {
        $token = self::read($response)['access_token'] ?? null;

        return \is_string($token) ? $token : null;
    }

    /** @return array<string, mixed> */
    private static function read(Response $response): array
    {
        $members = json_decode($response->body, true);

        /** @var array<string, mixed> */
        return \is_array($members) ? $members : [];
    }

    /** The token's length, and nothing that could be used. */
    private static function masked(#[\SensitiveParameter] string $token): string
    {
        return '•••••••• (' . \strlen($token) . ')';
    }
}
