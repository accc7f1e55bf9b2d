<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** A draft was refused. The message is the first field's. */
final class InvalidClient extends \RuntimeException
{
    /** @var array<string, string> one sentence in English by field */
    public readonly array $errors;

    /**
     * @param non-empty-array<string, ClientProblem> $problems by field: clientId, name, description, type, grantTypes,
     *                                                         redirectUris, scopes, requirePkce
     */
    public function __construct(public readonly array $problems)
    {
        $this->errors = array_map(strval(...), $problems);
        parent::__construct((string) $problems[array_key_first($problems)]);
    }
}
