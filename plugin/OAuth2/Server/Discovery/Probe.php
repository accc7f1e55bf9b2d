<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\Endpoint;

/** One request of the test of discovery, with what came back. */
final readonly class Probe
{
    /**
     * @param string $type the media type of the response
     * @param string $found the issuer or resource in the response, or where it leads; shortened, of any characters
     */
    public function __construct(
        public Place $place,
        public Endpoint $endpoint,
        public string $url,
        public Verdict $verdict,
        public int $status = 0,
        public string $type = '',
        public string $found = '',
    ) {
    }

    /** @return array<string, string|int> for storage and screens */
    public function toArray(): array
    {
        return [
            'place' => $this->place->value,
            'endpoint' => $this->endpoint->value,
            'url' => $this->url,
            'verdict' => $this->verdict->value,
            'status' => $this->status,
            'type' => $this->type,
            'found' => $this->found,
        ];
    }

    /**
     * @param array<mixed> $stored
     * @return ?self null if another version stored it
     */
    public static function fromArray(array $stored): ?self
    {
        $text = static fn (string $name): string => \is_string($stored[$name] ?? null) ? $stored[$name] : '';
        $place = Place::tryFrom($text('place'));
        $endpoint = Endpoint::tryFrom($text('endpoint'));
        $verdict = Verdict::tryFrom($text('verdict'));
        $status = $stored['status'] ?? null;

        return $place === null || $endpoint === null || $verdict === null || !\is_int($status)
            ? null
            : new self($place, $endpoint, $text('url'), $verdict, $status, $text('type'), $text('found'));
    }
}
