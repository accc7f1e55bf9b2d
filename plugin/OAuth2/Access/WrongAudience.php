<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\NoAccessException;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Resource\Challenge;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Settings;

/** A call inside another one reaches the MCP server with a token that was not made for it: 401 (RFC 9068 4). */
final class WrongAudience extends NoAccessException
{
    public function __construct()
    {
        parent::__construct('The access token is not for the MCP server: request one for its address', 401);
    }

    /** The error of the whole request, which leads to a token for the MCP server. */
    public function toError(Settings $settings): BearerError
    {
        $metadata = ResourceMetadata::url($settings, SettingsFactory::mcpResource($settings->issuer));
        $challenge = Challenge::bearer(Scope::Read->value, 'invalid_token', $this->getMessage(), $metadata);

        return new BearerError(401, 'invalid_token', $this->getMessage(), $challenge);
    }
}
