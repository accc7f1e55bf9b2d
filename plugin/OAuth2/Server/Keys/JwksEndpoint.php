<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Keys;

use Piwik\Plugins\OAuth2\Server\Http\JsonEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The endpoint for the JWK Set (RFC 7517 5). Clients may cache it no longer than the rotation of keys allows for. */
final readonly class JwksEndpoint
{
    /** @param \Closure(): void $initialise makes the keys of an installation that has none */
    public function __construct(private PublishedKeys $keys, private \Closure $initialise)
    {
    }

    /** @throws StorageUnavailable */
    public function answer(Request $request): Response
    {
        $keys = $this->keys->jwks();
        if ($keys === []) {
            ($this->initialise)();
            $keys = $this->keys->jwks();
        }

        return JsonEndpoint::cacheable($request, ['keys' => $keys], PublishedKeys::JWKS_MAX_AGE);
    }
}
