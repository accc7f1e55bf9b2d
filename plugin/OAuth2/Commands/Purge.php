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
            'Removes expired data; a scheduled task does the same every hour',
            'You can run and interrupt this command at any time. It prints the number of rows that it removed.',
        );
        $this->addRequiredValueOption('limit', null, 'Maximum number of rows to remove from each table', '100000');
    }

    protected function perform(): int
    {
        $limit = filter_var($this->text('limit'), FILTER_VALIDATE_INT, ['options' => ['min_range' => 1]]);
        if ($limit === false) {
            throw new CommandRefused('--limit must be a whole number of at least 1.');
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
            'Used client assertions' => (string) $gone['usedAssertions'],
            'Fetched client keys' => (string) $gone['fetchedKeys'],
            'Events of clients' => (string) $gone['clientEvents'],
            'Old client secrets' => (string) $gone['oldSecrets'],
        ]);

        return self::SUCCESS;
    }
}
