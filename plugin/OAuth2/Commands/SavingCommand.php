<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;

/** A command that saves a client and shows a new secret, if there is one. */
abstract class SavingCommand extends OAuth2Command
{
    /** The number of bytes to read: more than the keys of a client may have. */
    private const MAXIMUM_KEYS = 65536;

    protected function addClientOptions(): void
    {
        $this->addRequiredValueOption('name', null, 'Name of the client, which users see on the consent page');
        $this->addRequiredValueOption('description', null, 'Description, which users see on the consent page below the name: up to 1000 characters, also with line breaks');
        $this->addRequiredValueOption(
            'grant-type',
            null,
            'Grant type (repeatable): ' . implode(', ', GrantType::values()),
            null,
            true,
        );
        $this->addRequiredValueOption(
            'scope',
            null,
            'Scope (repeatable): ' . implode(', ', Scope::values()) . '; the highest is the most that the client can get',
            null,
            true,
        );
        $this->addRequiredValueOption('redirect-uri', null, 'Redirect URI (repeatable) for ' . GrantType::AuthorizationCode->value, null, true);
    }

    protected function addPkceOption(): void
    {
        $this->addNoValueOption('no-pkce', null, 'Let a confidential client omit PKCE, if its application cannot use it');
        $this->addYesOption();
    }

    /**
     * Asks for confirmation if PKCE is to be switched off.
     *
     * @throws CommandRefused
     */
    protected function omitsPkce(): bool
    {
        $omits = $this->getInput()->getOption('no-pkce') === true;
        if ($omits) {
            $this->confirm('Without PKCE, whoever intercepts a code can slip it into the application. Let the client omit PKCE?');
        }

        return $omits;
    }

    protected function addKeyOptions(): void
    {
        $this->addRequiredValueOption('keys', null, 'File with public keys (JWK Set, JWK or PEM) by which the client authenticates in place of a secret; - for standard input');
        $this->addRequiredValueOption('keys-url', null, 'https URL of a JWK Set instead');
    }

    /**
     * The text of the file that --keys names; empty if it names none.
     *
     * @throws CommandRefused
     */
    protected function keys(): string
    {
        $file = $this->text('keys');
        if ($file === '') {
            return '';
        }
        $text = @file_get_contents($file === '-' ? 'php://stdin' : $file, false, null, 0, self::MAXIMUM_KEYS + 1);
        if ($text === false || trim($text) === '') {
            throw new CommandRefused('--keys names a file that cannot be read or is empty.');
        }

        return $text;
    }

    /** @param array{client: array<string, mixed>, secret: ?string} $saved */
    protected function show(#[\SensitiveParameter] array $saved, string $sentence): int
    {
        if ($this->isJson()) {
            $this->writeJson($saved);

            return self::SUCCESS;
        }
        $this->write($sentence);
        $this->write();
        $this->writeFields(ClientText::fields($saved['client']));
        if ($saved['secret'] !== null) {
            $this->writeSecret($saved['secret']);
        }

        return self::SUCCESS;
    }

    protected function writeSecret(#[\SensitiveParameter] string $secret): void
    {
        $this->write();
        $this->writeFields(['Client secret' => $secret]);
        $this->write();
        $this->write('Store the secret now: it is not shown again. To replace it, run oauth2:rotate-secret.');
    }
}
