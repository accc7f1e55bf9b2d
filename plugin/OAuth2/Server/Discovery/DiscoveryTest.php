<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Settings;

/**
 * Asks this server's own public address what a client would ask that knows nothing but an address: the documents at all
 * places where clients look for them, the challenge of the resource, and the clean routes.
 */
final readonly class DiscoveryTest
{
    /** The length to which texts of a response are shortened, in bytes. */
    private const TEXT = 300;

    /** The URLs without switches of the administrator: they decide what is named, not what answers. */
    private EndpointUrls $urls;

    public function __construct(private Settings $settings, private OwnAddress $own, private Clock $clock)
    {
        $this->urls = $settings->endpoints;
    }

    public function run(): DiscoveryReport
    {
        [$server, $address] = ['', ''];
        $probes = [];
        foreach ($this->requests() as [$place, $endpoint, $url, $judge]) {
            $answer = $this->own->get($url);
            if ($answer instanceof Verdict) {
                $probes[] = new Probe($place, $endpoint, $url, $answer);
                continue;
            }
            $address = $answer->address === '' ? $address : $answer->address;
            $server = $server === '' ? $answer->header('server') : $server;
            [$verdict, $found] = $judge($answer);
            $probes[] = new Probe(
                $place,
                $endpoint,
                $url,
                $verdict,
                $answer->status,
                self::short($answer->type()),
                self::short($found),
            );
        }

        return new DiscoveryReport($this->settings->issuer, $this->clock->now(), self::short($server), $address, $probes);
    }

    /** @return list<array{Place, Endpoint, string, \Closure(OwnAnswer): array{Verdict, string}}> in the order in which clients try them */
    private function requests(): array
    {
        $issuer = $this->settings->issuer;
        [$origin, $path] = [EndpointUrls::origin($issuer), EndpointUrls::path($issuer)];
        $requests = [];
        foreach ([Place::Root, Place::Inside] as $place) {
            foreach ($path === '' && $place === Place::Inside ? [] : Endpoint::Metadata->wellKnown() as $name) {
                $name = Endpoint::WELL_KNOWN . $name;
                $url = $place === Place::Root ? $origin . $name . $path : $issuer . $name;
                $requests[] = [$place, Endpoint::Metadata, $url, self::document(Endpoint::Metadata, $issuer)];
            }
        }
        if ($issuer === $this->urls->base) {
            $url = EndpointUrls::belowIndex($issuer) . Endpoint::WELL_KNOWN . Endpoint::OPENID;
            $requests[] = [Place::OtherIssuer, Endpoint::Metadata, $url, self::refusal(...)];
        }
        $name = Endpoint::WELL_KNOWN . Endpoint::ResourceMetadata->wellKnown()[0];
        foreach ($this->settings->resources as $resource) {
            [$place, $rest] = EndpointUrls::split($resource) ?? ['', ''];
            if ($place === $origin) {
                $requests[] = [Place::Resource, Endpoint::ResourceMetadata, $origin . $name . $rest, self::document(Endpoint::ResourceMetadata, $resource)];
            }
        }
        $requests[] = [Place::Index, Endpoint::Metadata, $this->urls->index(Endpoint::Metadata), self::document(Endpoint::Metadata, $issuer)];
        foreach ($this->settings->resources as $resource) {
            $url = ResourceMetadata::url($this->settings, $resource);
            $requests[] = [Place::Index, Endpoint::ResourceMetadata, $url, self::document(Endpoint::ResourceMetadata, $resource)];
            if (str_contains($resource, '?')) {
                $requests[] = [Place::Challenge, Endpoint::ResourceMetadata, $resource, self::challenge($url)];
            }
        }
        foreach (Endpoint::cases() as $endpoint) {
            if ($endpoint->wellKnown() === [] && ($endpoint->isRouteExample() || $endpoint->metadataMember() === 'jwks_uri')) {
                $requests[] = [Place::Route, $endpoint, $this->urls->clean($endpoint), $this->route($endpoint)];
            }
        }

        return $requests;
    }

    /** @return \Closure(OwnAnswer): array{Verdict, string} judges a document, and finds whose it is */
    private static function document(Endpoint $endpoint, string $expected): \Closure
    {
        return static function (OwnAnswer $answer) use ($endpoint, $expected): array {
            $found = $answer->members()[(string) $endpoint->identifier()] ?? null;
            if ($answer->status !== 200) {
                return [self::without($answer), $answer->header('location')];
            }

            return match (true) {
                !\is_string($found) => [Verdict::Page, ''],
                $found !== $expected => [Verdict::Foreign, $found],
                $answer->type() !== 'application/json' => [Verdict::Type, $found],
                default => [Verdict::Fine, $found],
            };
        };
    }

    /**
     * Judges the response at a URL of another issuer: our error shows that the URL leads to this server.
     *
     * @return array{Verdict, string}
     */
    private static function refusal(OwnAnswer $answer): array
    {
        $isOurs = $answer->status === 404 && $answer->type() === 'application/json' && ($answer->members()['error'] ?? null) === 'invalid_request';

        return [$isOurs ? Verdict::Fine : self::without($answer), $answer->header('location')];
    }

    /** @return \Closure(OwnAnswer): array{Verdict, string} judges the response to a call without a token */
    private static function challenge(string $url): \Closure
    {
        return static function (OwnAnswer $answer) use ($url): array {
            preg_match('/[\s,]resource_metadata="([^"]*)"/', $answer->header('www-authenticate'), $match);
            $found = $match[1] ?? '';

            return [match (true) {
                $answer->status === 401 && $found === $url => Verdict::Fine,
                $found !== '' => Verdict::Foreign,
                default => self::without($answer),
            }, $found];
        };
    }

    /** @return \Closure(OwnAnswer): array{Verdict, string} judges the clean route of an endpoint */
    private function route(Endpoint $endpoint): \Closure
    {
        return function (OwnAnswer $answer) use ($endpoint): array {
            $location = $answer->header('location');
            $isOurs = match (true) {
                $endpoint->usesSession() => $answer->status === 302 && str_starts_with($location, $this->urls->index($endpoint)),
                $endpoint->method() === 'POST' => $answer->status === 405 && isset($answer->members()['error']),
                default => $answer->status === 200 && $answer->type() === 'application/json' && \is_array($answer->members()['keys'] ?? null),
            };

            return [$isOurs ? Verdict::Fine : self::without($answer), $location];
        };
    }

    /** What a client makes of a response that is not the right one. */
    private static function without(OwnAnswer $answer): Verdict
    {
        return match (true) {
            $answer->status >= 500 => Verdict::Failure,
            $answer->status === 401 && !str_contains($answer->header('www-authenticate'), 'resource_metadata=') => Verdict::Password,
            $answer->status >= 400 => Verdict::Missing,
            $answer->status >= 300 => Verdict::Redirect,
            default => Verdict::Page,
        };
    }

    private static function short(string $text): string
    {
        return substr($text, 0, self::TEXT);
    }
}
