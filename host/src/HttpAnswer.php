<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

/** A server's response. */
final readonly class HttpAnswer
{
    /** @param array<string, list<string>> $headers by lower-case name */
    public function __construct(public int $status, public array $headers, #[\SensitiveParameter] public string $body)
    {
    }

    public function header(string $name): ?string
    {
        return $this->headers[strtolower($name)][0] ?? null;
    }

    /** @return array<array-key, mixed> the JSON object of the body; empty if the body is none */
    public function json(): array
    {
        $value = json_decode($this->body, true);

        return \is_array($value) ? $value : [];
    }

    /** A text member of the JSON object. */
    public function text(string $member): string
    {
        $value = $this->json()[$member] ?? '';

        return \is_string($value) ? $value : '';
    }

    /** The decoded value of a hidden or checked field of the page's form, or null. */
    public function field(string $name): ?string
    {
        $pattern = '~<input[^>]*\bname="' . preg_quote($name, '~') . '"[^>]*\bvalue="([^"]*)"[^>]*>~';
        if (preg_match_all($pattern, $this->body, $matches, PREG_SET_ORDER) === 0) {
            return null;
        }
        foreach ($matches as $match) {
            if (str_contains($match[0], ' checked')) {
                return html_entity_decode($match[1], ENT_QUOTES | ENT_HTML5);
            }
        }

        return html_entity_decode($matches[0][1], ENT_QUOTES | ENT_HTML5);
    }

    /** @return array<string, string> the query parameters of the Location header */
    public function redirected(): array
    {
        $parameters = [];
        $query = strstr($this->header('location') ?? '', '?');
        foreach (explode('&', substr((string) $query, 1)) as $pair) {
            $parts = explode('=', $pair, 2);
            $parameters[rawurldecode($parts[0])] = rawurldecode($parts[1] ?? '');
        }

        return $parameters;
    }
}
