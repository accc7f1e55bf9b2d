<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriKind;

/** An assistant of the plugin's list, as one client ID finds it. */
final readonly class KnownAssistant
{
    /**
     * @param string $key its name in settings and commands
     * @param bool $isOn the switch, unless an administrator has changed it
     * @param array<string, string> $pinned the copies of its documents, as JSON by address
     * @param array<string, list<string>> $also redirect URIs by address that its document lacks
     * @param list<array{client_id: string, hosts: list<string>, loopback: bool}> $patterns the addresses of documents without a copy
     */
    public function __construct(
        public string $key,
        public string $name,
        public string $vendor,
        public bool $isOn,
        public array $pinned,
        private array $also,
        public array $patterns,
    ) {
    }

    /** True if the address is one of its documents'. */
    public function has(DocumentAddress $address): bool
    {
        return isset($this->pinned[$address->url]) || $this->pattern($address) !== null;
    }

    /** True if the assistant's documents redirect to this web host. */
    public function redirectsTo(string $host): bool
    {
        foreach ($this->pinned as $body) {
            /** @var array{redirect_uris: list<string>} $document */
            $document = json_decode($body, true, 16, JSON_THROW_ON_ERROR);
            foreach ([...$document['redirect_uris'], ...array_merge(...array_values($this->also))] as $uri) {
                if (self::isWithin($uri, [$host], false)) {
                    return true;
                }
            }
        }

        return \in_array($host, array_merge(...array_column($this->patterns, 'hosts')), true);
    }

    /** True if a copy of its documents redirects to this program on the user's computer, whatever the port (RFC 8252, 7.3). */
    public function redirectsToProgram(RedirectUri $uri): bool
    {
        if ($uri->kind !== RedirectUriKind::Loopback) {
            return false;
        }
        foreach ($this->pinned as $body) {
            /** @var array{redirect_uris: list<string>} $document */
            $document = json_decode($body, true, 16, JSON_THROW_ON_ERROR);
            if (RedirectUri::isRegistered($uri->uri, $document['redirect_uris'])) {
                return true;
            }
        }

        return false;
    }

    /**
     * True if the assistant may have this document, which was fetched: its redirect URIs have the vendor's hosts only. The
     * vendor's server may answer with a document for any address.
     */
    public function mayHave(ClientDocument $document): bool
    {
        $pattern = $this->pattern($document->address);
        if ($pattern === null) {
            return true;
        }
        foreach ($document->redirectUris as $uri) {
            if (!self::isWithin($uri, $pattern['hosts'], $pattern['loopback'])) {
                return false;
            }
        }

        return true;
    }

    /** Adds the redirect URIs that the vendor sends or announces, and that its document lacks. */
    public function complete(ClientDocument $document): ClientDocument
    {
        return $document->withRedirectUris($this->also[$document->address->url] ?? []);
    }

    /** @param list<string> $hosts */
    private static function isWithin(string $uri, array $hosts, bool $loopback): bool
    {
        $redirect = RedirectUri::of($uri);

        return match ($redirect->kind) {
            RedirectUriKind::Loopback => $loopback,
            RedirectUriKind::Https => $redirect->port === null
                && \in_array($redirect->host, $hosts, true),
            default => false,
        };
    }

    /** @return ?array{client_id: string, hosts: list<string>, loopback: bool} */
    private function pattern(DocumentAddress $address): ?array
    {
        foreach ($this->patterns as $pattern) {
            $parts = array_map(static fn (string $part): string => preg_quote($part, '~'), explode('{id}', $pattern['client_id']));
            if (preg_match('~\A' . implode('[A-Za-z0-9_-]{1,128}', $parts) . '\z~', $address->url) === 1) {
                return $pattern;
            }
        }

        return null;
    }
}
