<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;

final class SetClientKeys extends SavingCommand
{
    protected function configure(): void
    {
        $this->describe(
            'set-client-keys',
            'Gives a confidential OAuth 2.0 client public keys in place of its secret (private_key_jwt)',
            <<<'HELP'
                The keys replace the secret of the client, or the keys that it has. Its tokens stay valid:
                    <info>%command.full_name% analytics_app --keys=public.pem --old-secret=1day</info>
                To change keys without a gap, add the new key, let the application use it, then set the new key alone:
                    <info>%command.full_name% analytics_app --keys=new.pem --keep</info>
                    <info>%command.full_name% analytics_app --keys=new.pem</info>
                If somebody else may know a private key, end all tokens of the client with --leaked. A client without keys gets a
                new secret: use --remove.
                HELP,
        );
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addKeyOptions();
        $this->addNoValueOption('keep', null, 'Keep the keys that the client has beside the new ones');
        $this->addNoValueOption('remove', null, 'Remove the keys and give the client a new secret');
        $this->addRequiredValueOption(
            'old-secret',
            null,
            'How long the secret of the client works beside its first keys: ' . implode(', ', OldSecretTime::values()),
            OldSecretTime::None->value,
        );
        $this->addNoValueOption('leaked', null, 'Somebody else may know a private key or the secret: end all tokens of the client at once');
        $this->addYesOption();
    }

    protected function perform(): int
    {
        $registry = $this->server()->clients();
        $client = $registry->get($this->text('client-id'));
        [$keys, $address] = [$this->keys(), $this->text('keys-url')];
        $removes = $this->isGiven('remove');
        if ($removes === ($keys !== '' || $address !== '')) {
            throw new CommandRefused('Give --keys or --keys-url, or --remove.');
        }
        $leaked = $this->isGiven('leaked');
        $this->confirm(($removes ? "Remove the keys of the client \"$client->name\"?" : "Change the keys of the client \"$client->name\"?")
            . ($leaked ? ' ' . ClientText::effects($registry->effects($client->clientId)) : ''));
        $saved = $this->clients()
            ->setKeys($client->clientId, $keys, $address, $this->isGiven('keep'), $this->text('old-secret'), $leaked);

        return $this->show($saved, $removes ? 'The client has a new secret in place of its keys.' : 'The client authenticates with these keys.');
    }

    private function isGiven(string $option): bool
    {
        return $this->getInput()->getOption($option) === true;
    }
}
