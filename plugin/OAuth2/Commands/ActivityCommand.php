<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

/** A command that pauses or resumes a client. */
abstract class ActivityCommand extends OAuth2Command
{
    protected function setActive(bool $active): int
    {
        $clientId = $this->text('client-id');
        $this->server()->clients()->setActive($clientId, $active);
        if ($this->isJson()) {
            $this->writeJson(['client' => $this->clients()->get($clientId)]);

            return self::SUCCESS;
        }
        $this->write($active
            ? "The client $clientId is active: it gets tokens again, and the tokens that it has are accepted."
            : "The client $clientId is paused: it gets no tokens, and the tokens that it has are refused.");

        return self::SUCCESS;
    }
}
