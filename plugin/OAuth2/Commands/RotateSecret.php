<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;

final class RotateSecret extends SavingCommand
{
    protected function configure(): void
    {
        $this->describe(
            'rotate-secret',
            'Replaces the secret of a confidential OAuth 2.0 client; its tokens stay valid',
            <<<'HELP'
                The old secret stops working at once. To give yourself time to change it everywhere, let it work on:
                    <info>%command.full_name% analytics_app --old-secret=7days</info>
                Two secrets work at most: a secret that was older ends. To end the old secret early, run oauth2:end-old-secret.
                If somebody else may know the secret, end it and all tokens of the client:
                    <info>%command.full_name% analytics_app --leaked</info>
                HELP,
        );
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addRequiredValueOption(
            'old-secret',
            null,
            'How long the old secret works beside the new one: ' . implode(', ', OldSecretTime::values()),
            OldSecretTime::None->value,
        );
        $this->addNoValueOption('leaked', null, 'Somebody else may know the secret: end it and all tokens of the client at once');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $registry = $this->server()->clients();
        $client = $registry->get($this->text('client-id'));
        $leaked = $this->getInput()->getOption('leaked') === true;
        $time = $this->text('old-secret');
        $this->confirm("Replace the secret of the client \"$client->name\"? " . match (true) {
            $leaked => 'The old secret stops working. ' . ClientText::effects($registry->effects($client->clientId)),
            $time === OldSecretTime::None->value => 'The old secret stops working.',
            default => "The old secret works for $time.",
        });
        $rotated = $this->clients()->rotateSecret($client->clientId, $time, $leaked);
        if ($this->isJson()) {
            $this->writeJson($rotated);

            return self::SUCCESS;
        }
        $this->write("The client $client->clientId has a new secret. " . match (true) {
            $leaked => 'The old secret and all tokens have stopped working.',
            $rotated['old_secret_until'] === null => 'The old secret has stopped working.',
            default => "The old secret works until {$rotated['old_secret_until']} UTC.",
        });
        $this->writeSecret($rotated['secret']);

        return self::SUCCESS;
    }
}
