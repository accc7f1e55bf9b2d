<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Registration;

use Piwik\Plugins\OAuth2\Server\Client\Network;
use Piwik\Plugins\OAuth2\Server\Client\Throttle;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\ThrottleLimits;
use Piwik\Plugins\OAuth2\Storage\RegistrationRecord;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\WaitingPlace;

/**
 * The clients that registered themselves and wait for their first user. Nobody is refused for the registrations of others, because
 * all users of an assistant that a vendor hosts share the vendor's addresses, and those of a company share one. The number of places
 * is limited instead, in all and for each network, and {@see Displacement} decides who makes room.
 */
final readonly class WaitingRoom
{
    /** The number of seconds in which a user has to allow a client. */
    public const TIME = 86400;

    /** The maximum number of clients that one registration displaces. There is more than one too many only after a limit was lowered. */
    private const BATCH = 20;

    /** The length of the digests by which networks and visitors are told apart. */
    private const DIGEST = 15;

    public function __construct(
        private RegistrationTable $registrations,
        private Throttle $throttle,
        private ThrottleLimits $limits,
        private Clock $clock,
        #[\SensitiveParameter]
        private string $wrappingSecret,
    ) {
    }

    /**
     * Refuses a sender of far more registrations than assistants send.
     *
     * @param string $address the sender's IP address
     * @throws OAuthError temporarily_unavailable, status 429 with Retry-After
     * @throws StorageUnavailable
     */
    public function enter(string $address): void
    {
        $this->throttle->registers($address);
    }

    /**
     * Adds a client, which displaces others if there are too many.
     *
     * @param string $address the sender's IP address
     * @throws StorageUnavailable
     */
    public function admit(#[\SensitiveParameter] RegistrationRecord $client, string $address): void
    {
        $now = $this->clock->now();
        $network = $this->digest('network ' . Network::of($address));
        $this->registrations->add($client, $this->digest('site ' . Network::site($address)), $network);
        $this->registrations->purge($now, self::BATCH);
        [$most, $mostOfNetwork] = [$this->limits->unconsentedClients, $this->limits->registrationsPerAddress];
        [$clients, $own] = $this->registrations->crowd($network);
        $newest = $clients > $most || ($mostOfNetwork > 0 && $own > $mostOfNetwork) ? $this->registrations->idOf($client->clientId) : null;
        if ($newest === null) {
            return;
        }
        [$ofNetwork, $ofAll] = Displacement::choose($this->registrations->places(), $newest, $now, $most, $mostOfNetwork, self::BATCH);
        foreach (['registrations' => $ofNetwork, 'unconsented_clients' => $ofAll] as $limit => $places) {
            $displaced = array_filter($places, $this->registrations->displace(...));
            if ($displaced !== []) {
                $this->throttle->displaced($limit, $address);
            }
        }
    }

    /**
     * Notes that somebody has opened the page of a client. The page of a user who is logged in may be answered even if the client's
     * time comes meanwhile.
     *
     * @param ?User $user the user who is logged in
     * @param string $address the IP address of the browser
     * @throws StorageUnavailable
     */
    public function visit(RegistrationRecord $client, ?User $user, string $address): void
    {
        $now = $this->clock->now();
        $this->registrations->visit(
            $client->clientId,
            $user === null
                ? WaitingPlace::OTHER . $this->digest('visitor ' . Network::site($address))
                : $this->digestOf($user),
            $now,
            $user === null ? null : min($now, $client->createdAt + self::TIME) + Displacement::VISIT,
            $now - Displacement::VISIT,
        );
    }

    /** The digest by which a user is told apart from others. */
    public function digestOf(User $user): string
    {
        return WaitingPlace::USER . $this->digest("user $user->login");
    }

    /** A keyed digest, so that a copy of the table does not reveal by trial which addresses and users it is about. */
    private function digest(string $what): string
    {
        $key = oauth2_derive_key($this->wrappingSecret, 'oauth2 registration');

        return substr(oauth2_token_digest("$key $what"), 0, self::DIGEST);
    }
}
