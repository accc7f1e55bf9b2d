<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** A draft of a client breaks a rule. The message is the sentence of the first field with a problem. */
final class InvalidClient extends \RuntimeException
{
    /** @var array<string, string> the sentences in English, by field */
    public readonly array $errors;

    /**
     * @param non-empty-array<string, ClientProblem> $problems by field: clientId, name, description, type, grantTypes,
     *                                                         redirectUris, scopes, requirePkce, jwks, jwksUri
     */
    public function __construct(public readonly array $problems)
    {
        $this->errors = array_map(strval(...), $problems);
        parent::__construct((string) $problems[array_key_first($problems)]);
    }
}
