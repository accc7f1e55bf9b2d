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
            'Makes an OAuth 2.0 client',
            <<<HELP
                A program without a user:
                    <info>%command.full_name% --owner=admin --name="Nightly export" --grant-type=$credentials --scope=$scope</info>
                An app that users allow to act for them:
                    <info>%command.full_name% --owner=admin --name="Reports app" --type=public --grant-type=$code --grant-type=$refresh --scope=$scope --redirect-uri=https://app.example/callback</info>
                The secret of a confidential client is shown this once only.
                HELP,
        );
        $this->addRequiredValueOption('owner', null, "Login of the super user who owns it; $credentials acts as this user");
        $this->addRequiredValueOption('client-id', null, 'An id of your own choice; a random one without');
        $this->addRequiredValueOption('type', null, 'confidential (has a secret) or public (has none)', ClientRecord::CONFIDENTIAL);
        $this->addClientOptions();
        $this->addNoValueOption('paused', null, 'Make it paused: it gets no tokens until it is resumed');
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
        );
        $owner = $this->text('owner');
        if (ServerFactory::instance()->users()->find($owner)?->highestScope !== Scope::SuperUser) {
            // All that is wrong is told at once.
            throw self::notSaved(['--owner' => $owner === ''
                ? 'A client needs an owner: the login of a super user.'
                : 'The owner must be a super user of this Matomo.'] + self::fields($registry->problems($draft)));
        }
        $active = $this->getInput()->getOption('paused') !== true;
        $saved = (new ClientAdministration($registry))->create($draft, $owner, $active);

        return $this->show($saved, 'The client has been made.');
    }
}
