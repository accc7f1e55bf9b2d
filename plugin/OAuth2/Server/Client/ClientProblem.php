<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

/** A broken rule of a client's field, with the values for the rule's sentence. */
final readonly class ClientProblem implements \Stringable
{
    /** @var list<string> */
    public array $values;

    public function __construct(public ClientRule $rule, string|int ...$values)
    {
        $this->values = array_map(strval(...), array_values($values));
    }

    /** The rule's sentence in English with its values. */
    public function __toString(): string
    {
        return vsprintf($this->rule->value, $this->values);
    }
}
