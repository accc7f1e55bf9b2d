<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

final class CreateClient extends SavingCommand
{
    protected function configure(): void
    {
        $code = GrantType::AuthorizationCode->value;
        $refresh = GrantType::RefreshToken->value;
        $credentials = GrantType::ClientCredentials->value;
        $scope = Scope::Read->value;
        $this->describe(
            'create-client',
            'Creates an OAuth 2.0 client',
            <<<HELP
                For a program that acts on its own, with the access of one user:
                    <info>%command.full_name% --owner=admin --acts-as=exporter --name="Nightly export" --grant-type=$credentials --scope=$scope</info>
                For an app that acts for the users who allow it to:
                    <info>%command.full_name% --owner=admin --name="Reports app" --type=public --grant-type=$code --grant-type=$refresh --scope=$scope --redirect-uri=https://app.example/callback</info>
                The command shows the secret of a confidential client once; store it. A client with keys has no secret:
                    <info>%command.full_name% --owner=admin --name="Export" --grant-type=$credentials --scope=$scope --keys=public.pem</info>
                HELP,
        );
        $this->addRequiredValueOption('owner', null, 'Login of the super user who answers for the client');
        $this->addRequiredValueOption('acts-as', null, "Login of the user whose access $credentials has; the owner if you omit it");
        $this->addRequiredValueOption('client-id', null, 'Client ID of your choice; random if you omit it');
        $this->addRequiredValueOption('type', null, 'confidential (has a secret or keys) or public (has none)', ClientRecord::CONFIDENTIAL);
        $this->addClientOptions();
        $this->addKeyOptions();
        $this->addPkceOption();
        $this->addNoValueOption('paused', null, 'Create the client paused: it gets no tokens until you resume it');
    }

    protected function perform(): int
    {
        $registry = $this->server()->clients();
        $draft = ClientAdministration::draft(
            $this->text('name'),
            $this->words('grant-type'),
            $this->words('scope'),
            $this->texts('redirect-uri'),
            $this->text('description'),
            $this->text('type'),
            $this->text('client-id'),
            $this->omitsPkce() ? false : null,
            actsAs: $this->text('acts-as'),
            jwks: $this->keys(),
            jwksUri: $this->text('keys-url'),
        );
        $owner = $this->text('owner');
        if (ServerFactory::instance()->users()->find($owner)?->highestScope !== Scope::SuperUser) {
            // Report the problems of the other options at the same time.
            throw self::notSaved(['--owner' => $owner === ''
                ? 'A client needs an owner. Give the login of a super user.'
                : 'The owner must be a super user of this Matomo.'] + self::fields($registry->problems($draft)));
        }
        $active = $this->getInput()->getOption('paused') !== true;
        $saved = (new ClientAdministration($registry))->create($draft, $owner, $active);

        return $this->show($saved, 'The client has been created.');
    }
}
