<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;

/** A command that saves a client, and may have made a secret. */
abstract class SavingCommand extends OAuth2Command
{
    protected function addClientOptions(): void
    {
        $this->addRequiredValueOption('name', null, 'What users see');
        $this->addRequiredValueOption('description', null, 'For administrators');
        $this->addRequiredValueOption(
            'grant-type',
            null,
            implode(', ', GrantType::values()) . '; repeat it for several',
            null,
            true,
        );
        $this->addRequiredValueOption(
            'scope',
            null,
            implode(', ', Scope::values()) . '; repeat it for several',
            null,
            true,
        );
        $this->addRequiredValueOption('redirect-uri', null, 'For ' . GrantType::AuthorizationCode->value . '; repeat it for several', null, true);
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
        $this->write('Store the secret now: it is not shown again. The command oauth2:rotate-secret makes another.');
    }
}
