<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Server\GrantType;

final class UpdateClient extends SavingCommand
{
    protected function configure(): void
    {
        $this->describe(
            'update-client',
            'Changes an OAuth 2.0 client',
            <<<'HELP'
                The command changes only the options that you give. A list that you give replaces the old one:
                    <info>%command.full_name% analytics_app --redirect-uri=https://app.example/a --redirect-uri=https://app.example/b</info>
                A client that becomes confidential gets a secret; one that becomes public loses its secret or keys. Either change
                ends all its tokens. If you remove a grant type, a scope or a redirect URI, the authorizations that used it end for
                good. If you name another user with --acts-as, the client's own tokens end. The command says how many
                authorizations end, and asks.
                HELP,
        );
        $this->addRequiredArgument('client-id', 'Client ID');
        $this->addRequiredValueOption('type', null, 'confidential (has a secret or keys) or public (has none)');
        $this->addClientOptions();
        $this->addRequiredValueOption('acts-as', null, 'Login of the user whose access ' . GrantType::ClientCredentials->value . ' has');
        $this->addNoValueOption('require-pkce', null, 'Refuse requests without PKCE from now on');
        $this->addPkceOption();
    }

    protected function perform(): int
    {
        $registry = $this->server()->clients();
        $old = $registry->get($this->text('client-id'));
        $type = $this->given('type', $old->type);
        $draft = ClientAdministration::draft(
            $this->given('name', $old->name),
            self::either($this->words('grant-type'), $old->grantTypes),
            self::either($this->words('scope'), $old->scopes),
            self::either($this->texts('redirect-uri'), $old->redirectUris),
            $this->given('description', $old->description),
            $type,
            requirePkce: $this->requiresPkce(),
            actsAs: $this->text('acts-as'),
        );
        if ($registry->problems($draft, $old->clientId) === []) {
            $effects = $registry->effects($old->clientId, $draft);
            if ($type !== $old->type || !$effects->isNothing()) {
                $this->confirm("Change the client \"$old->name\"? " . ClientText::effects($effects));
            }
        }
        $saved = $this->clients()->update($old->clientId, $draft);

        return $this->show($saved, 'The client has been changed.');
    }

    /**
     * @param list<string> $given
     * @param list<string> $old
     * @return list<string>
     */
    private static function either(array $given, array $old): array
    {
        return $given === [] ? $old : $given;
    }

    /** @throws CommandRefused */
    private function requiresPkce(): ?bool
    {
        $requires = $this->getInput()->getOption('require-pkce') === true;
        if ($requires && $this->getInput()->getOption('no-pkce') === true) {
            throw new CommandRefused('Give --require-pkce or --no-pkce, not both.');
        }

        return $requires ? true : ($this->omitsPkce() ? false : null);
    }

    private function given(string $option, string $old): string
    {
        return $this->getInput()->getOption($option) === null ? $old : $this->text($option);
    }
}
