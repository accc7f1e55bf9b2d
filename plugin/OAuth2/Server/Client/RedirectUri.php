<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * A redirect URI as the extension reads it. All rules for redirect URIs are the extension's (RFC 6749 3.1.2, RFC 8252 7 and
 * 8.4, RFC 9700 2.6).
 */
final readonly class RedirectUri
{
    /** The longest that may be registered. */
    public const MAXIMUM_BYTES = OAUTH2_REDIRECT_URI_MAX_BYTES;

    /**
     * @param ?RedirectUriKind $kind null when host or port is in doubt, or the scheme is never a redirect
     * @param ?RedirectUriProblem $problem why it may not be registered; null when it may
     * @param ?string $parameter the query parameter that is the problem
     * @param ?string $host as written; of a private-use scheme it need not be one
     * @param ?string $origin RFC 6454 6.2; null unless the kind is a web address's
     */
    private function __construct(
        public string $uri,
        public ?RedirectUriKind $kind,
        public ?RedirectUriProblem $problem,
        public ?string $parameter,
        public ?string $scheme,
        public ?string $host,
        public ?int $port,
        public ?string $origin,
    ) {
    }

    /** @param string $uri any bytes */
    public static function of(string $uri): self
    {
        $parts = oauth2_redirect_uri_parse($uri);

        return new self(
            $uri,
            $parts['kind'] === null ? null : RedirectUriKind::from($parts['kind']),
            RedirectUriProblem::of($parts['refused']),
            $parts['parameter'],
            $parts['scheme'],
            $parts['host'],
            $parts['port'],
            $parts['origin'],
        );
    }

    /** Whether the value of an Origin header names a web page's origin, spelt as browsers do. */
    public static function isOrigin(string $value): bool
    {
        return self::of($value)->origin === $value;
    }

    /**
     * @param int $number by which the sentence names it: the URI itself may be anything
     * @return ?ClientProblem why registration refuses it; null when it doesn't
     */
    public function refusal(int $number): ?ClientProblem
    {
        return match ($this->problem) {
            null => null,
            RedirectUriProblem::Length => new ClientProblem($this->problem->rule(), $number, self::MAXIMUM_BYTES),
            RedirectUriProblem::Scheme, RedirectUriProblem::SchemeDot
                => new ClientProblem($this->problem->rule(), $number, (string) $this->scheme),
            RedirectUriProblem::ResponseParameter
                => new ClientProblem($this->problem->rule(), $number, (string) $this->parameter),
            default => new ClientProblem($this->problem->rule(), $number),
        };
    }

    /**
     * Whom a user is sent to, as pages name it: host and port; of a private-use scheme the scheme with its colon; the whole
     * URI when its host is in doubt, which only one registered under older rules can be.
     */
    public function destination(): string
    {
        return match ($this->kind) {
            null => $this->uri,
            RedirectUriKind::PrivateUse => "$this->scheme:",
            default => $this->host . ($this->port === null ? '' : ":$this->port"),
        };
    }
}
