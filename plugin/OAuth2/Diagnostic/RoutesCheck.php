<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResultItem;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;

/** Whether the endpoints answer at the issuer's address, and the clean routes and well-known documents with them. */
final class RoutesCheck extends DiagnosticCheck
{
    public function __construct(private readonly SelfRequest $self)
    {
    }

    protected function label(): string
    {
        return 'OAuth2_CheckRoutes';
    }

    protected function items(): array
    {
        $settings = ServerFactory::instance()->settings();
        $urls = Presentation::endpoints($settings);
        try {
            $metadata = $this->self->get($urls['metadata']);
            if (($metadata->json()['issuer'] ?? null) !== $urls['issuer']) {
                // The web server's PHP may lack what that of the command line has: it says so itself.
                $reason = $metadata->json()['error_description'] ?? '';

                return [self::error(trim(
                    self::say('CheckRoutesWrong', [$urls['metadata'], $metadata->status])
                        . ' ' . self::escape(\is_string($reason) ? $reason : ''),
                ))];
            }
            $items = array_values(array_filter([
                $this->wellKnown($urls['clean_metadata'], 'issuer', $urls['issuer']),
                $this->wellKnown($urls['clean_resource_metadata'], 'resource', $urls['issuer']),
                $this->token($urls['clean_token'], $settings->endpoints->token === $urls['clean_token']),
            ]));
        } catch (Unreachable $unreachable) {
            return [self::note(
                self::say('CheckUnreachable', [$unreachable->getMessage()]) . ' ' . self::say('CheckRoutesByHand')
                    . self::code('curl -i "' . $urls['metadata'] . '"', 'curl -i "' . $urls['clean_metadata'] . '"'),
            )];
        }

        return $items === [] ? [self::ok(self::say('CheckRoutesFine'))] : $items;
    }

    private function wellKnown(string $url, string $member, string $expected): ?DiagnosticResultItem
    {
        $answer = $this->self->get($url);
        $found = $answer->json()[$member] ?? null;
        if ($answer->status === 200 && $found === $expected) {
            return null;
        }
        if (\is_string($found)) {
            return self::warning(self::say('CheckRoutesForeign', [$url, $found]));
        }

        return self::note(self::say('CheckRoutesMissing', [$url]));
    }

    /**
     * The token endpoint says itself that it takes POST only.
     *
     * @param bool $isNamed whether the metadata name this route and not index.php
     */
    private function token(string $url, bool $isNamed): ?DiagnosticResultItem
    {
        $answer = $this->self->get($url);
        // Not every transport tells the body of an error.
        $isOurs = $answer->status === 405 && ($answer->body === '' || isset($answer->json()['error']));

        return match (true) {
            $isOurs => null,
            $isNamed => self::error(self::say('CheckRoutesNamed', [$url])),
            default => self::note(self::say('CheckRoutesMissing', [$url])),
        };
    }
}
