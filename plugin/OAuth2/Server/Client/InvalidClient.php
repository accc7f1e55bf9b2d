<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** A draft was refused. The message is the first field's. */
final class InvalidClient extends \RuntimeException
{
    /**
     * @param non-empty-array<string, string> $errors one sentence in English by field: clientId, name, description,
     *                                                type, grantTypes, redirectUris, scopes, requirePkce
     */
    public function __construct(public readonly array $errors)
    {
        parent::__construct($errors[array_key_first($errors)]);
    }
}
