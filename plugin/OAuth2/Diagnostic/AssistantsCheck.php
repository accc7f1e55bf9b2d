<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\OutgoingRequests;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantView;
use Piwik\Plugins\OAuth2\Server\Assistant\Trust;
use Piwik\Plugins\OAuth2\Server\Setting;

/** Checks the documents of assistants: whether they can be fetched, whether a vendor publishes another one, and what waits. */
final class AssistantsCheck extends DiagnosticCheck
{
    protected function label(): string
    {
        return 'OAuth2_CheckAssistants';
    }

    protected function items(): array
    {
        $factory = ServerFactory::instance()->forPages();
        if ($factory->settings()->word(Setting::Assistants) === Trust::Off->value) {
            return [];
        }
        $views = $factory->server()->assistantRegistry()->all();
        $items = [];
        $problem = OutgoingRequests::problem();
        if ($problem !== null) {
            $items[] = self::warning(self::say('CheckAssistantsOutgoing', [Piwik::translate(TextKeys::outgoing($problem))]));
        }
        $different = array_filter($views, static fn (AssistantView $view): bool => $view->differs);
        if ($different !== []) {
            $items[] = self::warning(self::say('CheckAssistantsDifferent') . self::code(...array_values(array_map(
                static fn (AssistantView $view): string => "./console oauth2:set-assistant $view->clientId adopt",
                $different,
            ))));
        }
        $waiting = \count(array_filter($views, static fn (AssistantView $view): bool => $view->state === 'pending'));
        if ($waiting > 0) {
            $items[] = self::note(self::say('CheckAssistantsPending', [$waiting]));
        }

        return $items === [] ? [self::ok()] : $items;
    }
}
