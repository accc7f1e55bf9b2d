<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Client\ClientWarningKind;

/** Finds clients that would not pass today's rules. */
final class ClientsCheck extends DiagnosticCheck
{
    /** The maximum number of clients that a line names. */
    private const NAMED = 10;

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
                $concerned[$warning->kind->value][$client->clientId] = $client->name;
            }
        }
        $items = [];
        foreach (ClientWarningKind::cases() as $kind) {
            $names = array_values($concerned[$kind->value] ?? []);
            if ($names !== []) {
                $more = \count($names) > self::NAMED ? ', …' : '';
                $items[] = self::warning(self::translated('OAuth2_CheckClients' . $kind->name, [
                    \count($names),
                    implode(', ', \array_slice($names, 0, self::NAMED)) . $more,
                ]));
            }
        }

        return $items === [] ? [self::ok()] : $items;
    }
}
