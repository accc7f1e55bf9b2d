<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Metadata;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;

/**
 * A URL below which clients look for a document (RFC 8615). Clients put the path of the issuer or resource after the
 * well-known name (RFC 8414 3, RFC 9728 3.1) or before it (OpenID Connect Discovery 4).
 */
final readonly class WellKnownUrl
{
    private function __construct(
        public Endpoint $endpoint,
        private string $name,
        private string $path,
        private string $query,
    ) {
    }

    /**
     * Returns the document's URL in a request; null if the path contains no well-known name of a document. A path that only
     * resembles one, such as with `%2e`, counts too, because the answer must be 404 and not a page.
     *
     * @param string $target path and query as the client sent them
     */
    public static function of(string $target): ?self
    {
        [$path, $query] = explode('?', $target, 2) + [1 => ''];
        foreach (Endpoint::cases() as $endpoint) {
            foreach ($endpoint->wellKnown() as $name) {
                if (str_contains(rawurldecode($path), Endpoint::WELL_KNOWN . $name)) {
                    return new self($endpoint, Endpoint::WELL_KNOWN . $name, $path, $query);
                }
            }
        }

        return null;
    }

    /** True if the client reads the server's metadata as those of an OpenID provider. */
    public function isOpenId(): bool
    {
        return $this->name === Endpoint::WELL_KNOWN . Endpoint::OPENID;
    }

    /** Tells whether the URL is one of this issuer's: clients refuse a document of another one (RFC 8414 3.3). */
    public function isOfIssuer(string $issuer): bool
    {
        $base = EndpointUrls::path($issuer);

        return \in_array($this->path, [$this->name . $base, $base . $this->name], true);
    }

    /**
     * Returns the identifier of the resource that the URL names, known or not; null for the default resource.
     *
     * @param string $base the URL of the folder that holds index.php
     */
    public function resource(string $base): ?string
    {
        $folder = EndpointUrls::path($base);
        // Inside the folder its path may be missing at the end, because the root of the host belongs to somebody else.
        $suffix = match (true) {
            str_starts_with($this->path, $this->name) => substr($this->path, \strlen($this->name)),
            str_starts_with($this->path, $folder . $this->name) => $folder . substr($this->path, \strlen($folder . $this->name)),
            default => $this->path,
        };

        return $suffix === '' && $this->query === ''
            ? null
            : EndpointUrls::origin($base) . $suffix . ($this->query === '' ? '' : '?' . $this->query);
    }
}
