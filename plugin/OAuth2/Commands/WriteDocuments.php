<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\StaticDocuments;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Discovery\FileState;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderRefused;

final class WriteDocuments extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'write-documents',
            'Writes the metadata as files into the folder .well-known of Matomo\'s own folder, for web servers without rules for them',
            'Matomo keeps the files up to date; files of others in the folder stay. Run the command as the user of the web server\'s PHP'
                . ' or as root: the files then belong to the user that owns Matomo\'s folder tmp/cache, who can replace them later.'
                . ' If Matomo runs on several servers, run it on each of them:'
                . ' Matomo replaces and removes the files only on the server on which a change or the daily task runs.',
        );
        $this->addNoValueOption('remove', null, 'Remove the files, and write them no more');
    }

    protected function perform(): int
    {
        $this->server();
        try {
            $this->getInput()->getOption('remove') === true ? StaticDocuments::remove() : StaticDocuments::write();
        } catch (FolderRefused $refused) {
            throw new CommandRefused(Piwik::translate(TextKeys::folder($refused->problem), $refused->path));
        }
        $folder = StaticDocuments::folder();
        $states = array_map(static fn (FileState $state): string => $state->value, $folder->states());
        $note = StaticDocuments::lackType() ? Piwik::translate('OAuth2_DocumentsNoType') : '';
        if ($this->isJson()) {
            $this->writeJson(['path' => $folder->path, 'files' => $states, 'note' => $note]);
        } else {
            foreach ($states as $name => $state) {
                $this->write("$folder->path/$name: $state");
            }
            if ($note !== '') {
                $this->write($note);
            }
        }

        return self::SUCCESS;
    }
}
