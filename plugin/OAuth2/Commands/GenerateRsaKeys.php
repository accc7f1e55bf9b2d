<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

/** A command of the official plugin, for scripts that call it. */
final class GenerateRsaKeys extends RotatingCommand
{
    protected function configure(): void
    {
        $this->describe(
            'generate-rsa-keys',
            'Creates the signing keys if there are none; with --force it rotates them',
            'Activating the plugin creates the keys, and a scheduled task rotates them, so you rarely need this command. It has the'
                . ' name that it has in the official plugin. With --force it does the same as oauth2:rotate-keys. The keys have the'
                . ' algorithm that the settings name.',
        );
        $this->addNoValueOption('force', null, 'Rotate the keys that exist');
    }

    protected function perform(): int
    {
        $keys = $this->server()->keys();
        if ($keys->list() !== []) {
            return $this->getInput()->getOption('force') === true
                ? $this->rotate()
                : throw new CommandRefused('The signing keys exist. To rotate them, add --force or run oauth2:rotate-keys.');
        }
        $keys->initialise();
        if ($this->isJson()) {
            $this->writeJson(['created' => true]);
        } else {
            $this->write('The signing keys have been created.');
        }

        return self::SUCCESS;
    }
}
