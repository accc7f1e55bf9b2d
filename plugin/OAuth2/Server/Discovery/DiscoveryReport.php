<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Discovery;

use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Fetch\Address;

/** The result of {@see DiscoveryTest}: what clients meet at this server's addresses. */
final readonly class DiscoveryReport
{
    /**
     * @param string $server what the web server calls itself; empty if it does not say
     * @param string $address the IP address that has answered; empty if none has
     * @param list<Probe> $probes in the order in which clients try them
     */
    public function __construct(public string $issuer, public int $at, public string $server, public string $address, public array $probes)
    {
    }

    /** Which clients find the metadata of the authorization server. */
    public function connects(): Connects
    {
        $connects = Connects::None;
        // The endpoints are there, too: without them, the documents lead nowhere, and no rule for documents helps.
        $index = $this->metadataBelowIndex()?->verdict;
        if ($index !== Verdict::Fine) {
            return match ($index) {
                Verdict::Unreachable, Verdict::UnknownName, Verdict::Certificate => self::unknown($index),
                Verdict::Password => Connects::Password,
                Verdict::Redirect => Connects::Redirect,
                default => Connects::Elsewhere,
            };
        }
        foreach ($this->at(Place::Root, Place::Inside) as $probe) {
            if ($probe->verdict === Verdict::Fine) {
                return $connects === Connects::None ? Connects::All : $connects;
            }
            if ($probe->verdict->isUnknown()) {
                // Nobody knows whether clients reach the next URL.
                return $connects === Connects::None ? self::unknown($probe->verdict) : $connects;
            }
            if (!$probe->verdict->isHarmless()) {
                // Clients give up here and do not reach the next URL.
                return $connects;
            }
            if ($probe->verdict === Verdict::Type) {
                $connects = Connects::Lenient;
            }
        }

        return $connects;
    }

    /**
     * The issuer to which the present one's address redirects; the whole target if it does not look like one. Empty if it does not
     * redirect.
     */
    public function movedTo(): string
    {
        $probe = $this->metadataBelowIndex();
        if ($probe === null || $probe->verdict !== Verdict::Redirect) {
            return '';
        }
        $end = substr($probe->url, \strlen(EndpointUrls::baseOf($this->issuer)));
        $base = str_ends_with($probe->found, $end) ? substr($probe->found, 0, -\strlen($end)) : '';

        return EndpointUrls::isBase($base) ? $base . substr($this->issuer, \strlen(EndpointUrls::baseOf($this->issuer))) : $probe->found;
    }

    /**
     * The address that has answered, if it is not public although the issuer has a name: a proxy in front of Matomo, which clients
     * elsewhere meet, may have been passed by. Otherwise empty.
     */
    public function internalAddress(): string
    {
        $host = trim(EndpointUrls::host($this->issuer), '[]');
        $isName = filter_var($host, FILTER_VALIDATE_IP) === false && strtolower($host) !== 'localhost';

        return $isName && $this->address !== '' && !Address::isPublic($this->address) ? $this->address : '';
    }

    /** True if the clean routes of all endpoints answer, so that metadata may name them. */
    public function hasRoutes(): bool
    {
        return self::are(Verdict::Fine, $this->at(Place::Route));
    }

    /** True if a clean route certainly leads elsewhere: a request without an answer or an error of the server does not say so. */
    public function lacksRoutes(): bool
    {
        return array_filter($this->at(Place::Route), static fn (Probe $probe): bool => $probe->verdict->isLack()) !== [];
    }

    /**
     * The issuer below index.php, if no client finds the metadata of the present one and clients would find those of that one.
     * Empty otherwise: a change of the issuer disconnects all clients.
     */
    public function betterIssuer(): string
    {
        // Clients ask at the root of the host first, whatever the issuer's path, and may give up there.
        $isRootHarmless = array_filter($this->at(Place::Root), static fn (Probe $probe): bool => !$probe->verdict->isHarmless()) === [];

        return $this->connects() === Connects::None && $isRootHarmless && self::are(Verdict::Fine, $this->at(Place::OtherIssuer))
            ? EndpointUrls::belowIndex($this->issuer)
            : '';
    }

    /** True if clients that start from the resource's challenge find the way to the authorization server. */
    public function hasChallenge(): bool
    {
        return self::are(Verdict::Fine, $this->at(Place::Challenge, Place::Index));
    }

    /** True if rules of the web server would let more clients in, or let them use more addresses. */
    public function needsRules(): bool
    {
        return $this->metadataBelowIndex()?->verdict === Verdict::Fine && array_filter(
            $this->probes,
            static fn (Probe $probe): bool => $probe->verdict !== Verdict::Fine && !$probe->verdict->isUnknown()
                && !\in_array($probe->place, [Place::Index, Place::OtherIssuer, Place::Challenge], true),
        ) !== [];
    }

    /** @return array{issuer: string, at: int, server: string, address: string, probes: list<array<string, string|int>>} */
    public function toArray(): array
    {
        return [
            'issuer' => $this->issuer,
            'at' => $this->at,
            'server' => $this->server,
            'address' => $this->address,
            'probes' => array_map(static fn (Probe $probe): array => $probe->toArray(), $this->probes),
        ];
    }

    /**
     * @param array<mixed> $stored
     * @return ?self null if another version stored it
     */
    public static function fromArray(array $stored): ?self
    {
        [$issuer, $at, $rows] = [$stored['issuer'] ?? null, $stored['at'] ?? null, $stored['probes'] ?? null];
        [$server, $address] = [$stored['server'] ?? null, $stored['address'] ?? null];
        if (!\is_string($issuer) || !\is_int($at) || !\is_string($server) || !\is_string($address) || !\is_array($rows)) {
            return null;
        }
        $probes = [];
        foreach ($rows as $row) {
            $probe = \is_array($row) ? Probe::fromArray($row) : null;
            if ($probe === null) {
                return null;
            }
            $probes[] = $probe;
        }

        return new self($issuer, $at, $server, $address, $probes);
    }

    private static function unknown(Verdict $verdict): Connects
    {
        return match ($verdict) {
            Verdict::UnknownName => Connects::UnknownName,
            Verdict::Certificate => Connects::Certificate,
            default => Connects::Unknown,
        };
    }

    /** The request for the server's own metadata, which needs no rule of the web server. */
    private function metadataBelowIndex(): ?Probe
    {
        foreach ($this->at(Place::Index) as $probe) {
            if ($probe->endpoint === Endpoint::Metadata) {
                return $probe;
            }
        }

        return null;
    }

    /** @return list<Probe> */
    private function at(Place ...$places): array
    {
        return array_values(array_filter($this->probes, static fn (Probe $probe): bool => \in_array($probe->place, $places, true)));
    }

    /** @param list<Probe> $probes */
    private static function are(Verdict $verdict, array $probes): bool
    {
        return $probes !== [] && array_filter($probes, static fn (Probe $probe): bool => $probe->verdict !== $verdict) === [];
    }
}
