<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;

final class ListAuthorizations extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe('list-authorizations', 'Lists the authorizations of an OAuth 2.0 client or of a user');
        $this->addRequiredValueOption('client', null, 'Client ID');
        $this->addRequiredValueOption('user', null, 'Login of a user');
    }

    protected function perform(): int
    {
        $server = $this->server();
        $client = $this->text('client');
        $user = $this->text('user');
        if (($client === '') === ($user === '')) {
            throw new CommandRefused('Give either --client or --user.');
        }
        if ($client !== '') {
            $views = $server->authorizations()->forClient($server->clients()->get($client)->clientId);
        } else {
            $views = $server->authorizations()->forUser($user);
        }
        $issuer = ServerFactory::instance()->settings()->issuer;
        $authorizations = array_map(
            static fn (AuthorizationView $view): array => Presentation::authorization($view, $issuer),
            $views,
        );
        if ($this->isJson()) {
            $this->writeJson($authorizations);

            return self::SUCCESS;
        }
        if ($authorizations === []) {
            $this->write('There are no authorizations.');

            return self::SUCCESS;
        }
        $this->writeTable(
            ['ID', 'Client', 'User', 'Kind', 'Scope', 'State', 'Created (UTC)', 'Last used (UTC)', 'Ends (UTC)'],
            array_map(static fn (array $row): array => [
                $row['id'],
                $row['client_name'] . "\n" . $row['client_id'],
                $row['login'],
                $row['kind'],
                $row['scope'] ?? '',
                $row['state'] . ($row['end_reason'] === null ? '' : "\n" . $row['end_reason']),
                $row['created_at'] ?? '',
                $row['last_used_at'] ?? 'never',
                $row['ended_at'] ?? $row['expires_at'] ?? '',
            ], $authorizations),
        );
        if (\count($authorizations) === AuthorizationTable::LIST_LIMIT) {
            $this->write('The list has the first ' . AuthorizationTable::LIST_LIMIT . ' authorizations. There may be more.');
        }

        return self::SUCCESS;
    }
}
