<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarning;

/** Clients that work by older rules than today's. */
final class ClientsCheck extends DiagnosticCheck
{
    /** How many clients a line names. */
    private const NAMED = 10;

    private const SENTENCES = [
        ClientWarning::NO_PKCE => 'CheckClientsNoPkce',
        ClientWarning::REDIRECT_URI => 'CheckClientsRedirectUri',
        ClientWarning::NO_OWNER => 'CheckClientsNoOwner',
    ];

    protected function label(): string
    {
        return 'OAuth2_CheckClients';
    }

    protected function items(): array
    {
        $registry = ServerFactory::instance()->server()->clients();
        $concerned = [];
        foreach ($registry->all() as $client) {
            foreach ($registry->warnings($client) as $warning) {
                $concerned[$warning->code][$client->clientId] = $client->name;
            }
        }
        $items = [];
        foreach (self::SENTENCES as $code => $sentence) {
            $names = array_values($concerned[$code] ?? []);
            if ($names !== []) {
                $more = \count($names) > self::NAMED ? ', …' : '';
                $items[] = self::warning(self::say($sentence, [
                    \count($names),
                    implode(', ', \array_slice($names, 0, self::NAMED)) . $more,
                ]));
            }
        }

        return $items === [] ? [self::ok()] : $items;
    }
}
