<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\Assistant\AssistantNotFound;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;

final class SetAssistant extends AssistantCommand
{
    private const DECISIONS = ['approve' => DocumentDecision::Approved, 'block' => DocumentDecision::Blocked, 'forget' => null];

    protected function configure(): void
    {
        $this->describe(
            'set-assistant',
            'Switches a known assistant, or approves or blocks a client that describes itself in a document',
            "For a known assistant: on (with the plugin's copy of its document), follow (with the document as its vendor publishes it),"
                . " off.\nFor the address of a document, or a host name: approve, block, forget (an earlier decision), or adopt (the"
                . ' document that the vendor publishes now, after oauth2:compare-assistants has found a difference).'
                . "\nFor the client ID of an app that registered itself: block and forget.",
        );
        $this->addRequiredArgument('assistant', 'The name of a known assistant, the address of a document, a host name to block, or the ID of an app that registered itself');
        $this->addRequiredArgument('state', 'on, follow, off, approve, block, forget or adopt');
    }

    protected function perform(): int
    {
        [$assistant, $state] = [$this->text('assistant'), $this->text('state')];
        try {
            match (true) {
                \array_key_exists($state, self::DECISIONS) => $this->registry()->decide($assistant, self::DECISIONS[$state]),
                $state === 'adopt' => $this->vendors()->adopt($assistant),
                default => $this->registry()->switch($assistant, $state),
            };
        } catch (AssistantNotFound $refused) {
            throw new CommandRefused($refused->getMessage() . '. Run oauth2:list-assistants.');
        }
        if ($this->isJson()) {
            $this->writeJson(['assistant' => $assistant, 'state' => $state]);
        } else {
            $this->write("$assistant: $state");
        }

        return self::SUCCESS;
    }
}
