<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

/** A client that came by itself is refused. */
final class AssistantRefused extends \RuntimeException
{
    /**
     * @param ?string $name the assistant's name or the document's host; null if the client ID has none
     * @param ?string $detail a word for the developer of the client or the administrator
     */
    public function __construct(
        public readonly AssistantProblem $problem,
        public readonly ?string $name = null,
        public readonly ?string $detail = null,
    ) {
        parent::__construct($problem->name);
    }
}
