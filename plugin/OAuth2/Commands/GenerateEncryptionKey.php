<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

/** A command of the official plugin, for scripts that call it. */
final class GenerateEncryptionKey extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'generate-encryption-key',
            'Does nothing: no encryption key is needed',
            'The official plugin encrypts codes and refresh tokens with a key. This plugin stores only digests of them, and derives'
                . ' the key that seals its signing keys from the salt in config.ini.php.',
        );
        $this->addNoValueOption('force', null, 'Accepted for scripts; changes nothing');
    }

    protected function perform(): int
    {
        if ($this->isJson()) {
            $this->writeJson(['needed' => false]);
        } else {
            $this->write('No encryption key is needed: codes and refresh tokens are stored as digests only.');
        }

        return self::SUCCESS;
    }
}
