<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Piwik;
use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResultItem;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\StaticDocuments;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\Discovery\Connects;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Settings;

/** Checks that the endpoints, the clean routes and the well-known documents answer at the issuer's address. */
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
        $urls = $settings->endpoints;
        $document = $urls->index(Endpoint::Metadata);
        try {
            $metadata = $this->self->get($document);
            if ($metadata->status === 401) {
                // None of our answers here: a protection of the web server comes before Matomo.
                return [...self::files(), self::error(self::escape(Piwik::translate(TextKeys::connects(Connects::Password))))];
            }
            if (($metadata->json()[Endpoint::Metadata->identifier()] ?? null) !== $settings->issuer) {
                // If only the web server's PHP lacks the extension, the response says so.
                $reason = $metadata->json()['error_description'] ?? '';

                return [self::error(trim(
                    self::say('CheckRoutesWrong', [$document, $metadata->status])
                        . ' ' . self::escape(\is_string($reason) ? $reason : ''),
                ))];
            }
            $items = ['files' => self::files(), 'documents' => [], 'others' => []];
            foreach (Endpoint::cases() as $endpoint) {
                if ($endpoint->isRouteExample() && !$endpoint->usesSession()) {
                    $kind = $endpoint->identifier() === null ? 'others' : 'documents';
                    $items[$kind][] = $this->route($endpoint, $settings);
                }
            }
            $items = array_values(array_filter([...$items['files'], ...$items['documents'], ...$items['others']]));
        } catch (Unreachable $unreachable) {
            return [...self::files(), self::note(
                self::say('CheckUnreachable', [$unreachable->getMessage()]) . ' ' . self::say('CheckRoutesByHand')
                    . self::code('curl -i "' . $document . '"', 'curl -i "' . $urls->clean(Endpoint::Metadata) . '"'),
            )];
        }

        return $items === [] ? [self::ok(self::say('CheckRoutesFine'))] : $items;
    }

    /** @return list<DiagnosticResultItem> what keeps the metadata that are files from being up to date */
    private static function files(): array
    {
        $failure = StaticDocuments::failure();

        return $failure === null ? [] : [self::warning(
            self::say('CheckDocuments') . ' ' . self::escape(Piwik::translate(TextKeys::folder($failure->problem), $failure->path)),
        )];
    }

    private function route(Endpoint $endpoint, Settings $settings): ?DiagnosticResultItem
    {
        $url = $settings->endpoints->clean($endpoint);
        $member = $endpoint->identifier();

        return $member === null
            ? $this->posted($url, $settings->endpoints->of($endpoint) === $url)
            : $this->wellKnown($url, $member, $endpoint === Endpoint::Metadata ? $settings->issuer : $settings->resources[0]);
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
     * Checks the route of an endpoint that accepts POST only: our response to GET is 405 with a JSON error.
     *
     * @param bool $isNamed whether the metadata names this route instead of index.php
     */
    private function posted(string $url, bool $isNamed): ?DiagnosticResultItem
    {
        $answer = $this->self->get($url);
        // Some of Matomo's HTTP transports do not return the body of an error.
        $isOurs = $answer->status === 405 && ($answer->body === '' || isset($answer->json()['error']));

        return match (true) {
            $isOurs => null,
            $isNamed => self::error(self::say('CheckRoutesNamed', [$url])),
            default => self::note(self::say('CheckRoutesMissing', [$url])),
        };
    }
}
