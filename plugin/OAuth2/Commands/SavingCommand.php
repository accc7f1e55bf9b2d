<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

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
            'authorization_code, client_credentials, refresh_token; repeat it for several',
            null,
            true,
        );
        $this->addRequiredValueOption(
            'scope',
            null,
            'matomo:read, matomo:write, matomo:admin, matomo:superuser; repeat it for several',
            null,
            true,
        );
        $this->addRequiredValueOption('redirect-uri', null, 'For authorization_code; repeat it for several', null, true);
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
