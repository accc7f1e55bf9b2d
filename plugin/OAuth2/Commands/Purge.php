<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

final class Purge extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'purge',
            'Removes what has expired; a scheduled task does the same every hour',
            'Safe to run at any time, and to be stopped.',
        );
        $this->addRequiredValueOption('limit', null, 'How many rows of each table go at most', '100000');
    }

    protected function perform(): int
    {
        $limit = filter_var($this->text('limit'), FILTER_VALIDATE_INT, ['options' => ['min_range' => 1]]);
        if ($limit === false) {
            throw new CommandRefused('--limit is a whole number from 1.');
        }
        $gone = $this->server()->maintenance()->purge($limit);
        if ($this->isJson()) {
            $this->writeJson($gone);

            return self::SUCCESS;
        }
        $this->writeFields([
            'Authorizations' => (string) $gone['authorizations'],
            'Revoked tokens' => (string) $gone['revokedTokens'],
            'Consent requests' => (string) $gone['consents'],
            'Throttle counters' => (string) $gone['throttle'],
        ]);

        return self::SUCCESS;
    }
}
