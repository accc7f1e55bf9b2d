<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\OutgoingRequests;

final class CompareAssistants extends AssistantCommand
{
    protected function configure(): void
    {
        $this->describe(
            'compare-assistants',
            'Fetches the documents of assistants and compares them with those in use; a scheduled task does the same every day',
            'A difference changes nothing by itself: oauth2:set-assistant ADDRESS adopt takes the vendor\'s document over. Some vendors'
                . ' refuse requests of servers; then the command reports the reason.',
        );
    }

    protected function perform(): int
    {
        $vendors = $this->vendors();
        $problem = OutgoingRequests::problem();
        if ($problem !== null) {
            throw new CommandRefused("This Matomo cannot fetch documents: $problem->value.");
        }
        $result = $vendors->compare();
        if ($this->isJson()) {
            $this->writeJson($result);

            return self::SUCCESS;
        }
        $this->write("Documents: $result[compared]");
        foreach ($result['different'] as $url) {
            $this->write("Different: $url");
        }
        foreach ($result['failed'] as $url => $reason) {
            $this->write("Not compared ($reason): $url");
        }

        return self::SUCCESS;
    }
}
