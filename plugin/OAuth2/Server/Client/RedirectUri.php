<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/**
 * A redirect URI as the extension parses it. The extension has all rules for redirect URIs (RFC 6749 3.1.2, RFC 8252 7
 * and 8.4, RFC 9700 2.6).
 */
final readonly class RedirectUri
{
    /** The maximum length of a redirect URI at registration. */
    public const MAXIMUM_BYTES = OAUTH2_REDIRECT_URI_MAX_BYTES;

    /**
     * @param ?RedirectUriKind $kind null when the host or port is ambiguous, or the scheme is never one of a redirect URI
     * @param ?RedirectUriProblem $problem the reason why registration refuses the URI; null when it is allowed
     * @param ?string $parameter the query parameter that causes the problem
     * @param ?string $host as written; with a private-use scheme it may be no host name
     * @param ?string $origin the origin (RFC 6454 6.2) of an http or https URI; otherwise null
     * @param list<string> $allowed see {@see of()}
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
        private array $allowed,
    ) {
    }

    /**
     * Parses a URI; a URI that breaks the rules has a problem.
     *
     * @param string $uri any bytes
     * @param list<string> $allowed the schemes without a dot that may be registered: {@see PrivateUseSchemes}
     */
    public static function of(string $uri, array $allowed = []): self
    {
        $parts = oauth2_redirect_uri_parse($uri, $allowed);

        return new self(
            $uri,
            $parts['kind'] === null ? null : RedirectUriKind::from($parts['kind']),
            RedirectUriProblem::of($parts['refused']),
            $parts['parameter'],
            $parts['scheme'],
            $parts['host'],
            $parts['port'],
            $parts['origin'],
            $allowed,
        );
    }

    /**
     * True when a URI is one of those that a client has registered (RFC 9700 2.1), with any port on a loopback address.
     *
     * @param list<string> $registered
     * @param string $given any bytes
     */
    public static function isRegistered(string $given, array $registered): bool
    {
        foreach ($registered as $uri) {
            if (oauth2_redirect_uri_matches($uri, $given)) {
                return true;
            }
        }

        return false;
    }

    /** True when the value of an Origin header is the origin of an http or https page, spelt as browsers spell it. */
    public static function isOrigin(string $value): bool
    {
        return self::of($value)->origin === $value;
    }

    /**
     * The problem to report when an administrator registers this URI.
     *
     * @param int $number the position of the URI in the form, from 1; the sentence has it in place of the untrusted URI
     * @return ?ClientProblem null when the URI may be registered
     */
    public function refusal(int $number): ?ClientProblem
    {
        return match ($this->problem) {
            null => null,
            RedirectUriProblem::Length => new ClientProblem($this->problem->rule(), $number, self::MAXIMUM_BYTES),
            RedirectUriProblem::Scheme => new ClientProblem($this->problem->rule(), $number, (string) $this->scheme),
            RedirectUriProblem::SchemeDot => new ClientProblem(
                $this->problem->rule(),
                $number,
                (string) $this->scheme,
                $this->allowed === [] ? '–' : implode(', ', $this->allowed),
            ),
            RedirectUriProblem::Http => new ClientProblem($this->problem->rule(), $number, (string) $this->host),
            RedirectUriProblem::ResponseParameter
                => new ClientProblem($this->problem->rule(), $number, (string) $this->parameter),
            default => new ClientProblem($this->problem->rule(), $number),
        };
    }

    /**
     * The destination of the redirect for display: host and port; for a private-use scheme the scheme with its colon; the
     * whole URI when its host is ambiguous, as older versions could register.
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
