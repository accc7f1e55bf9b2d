<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Registration;

use Piwik\Plugins\OAuth2\Server\Assistant\AssistantProblem;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantRefused;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistant;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Assistant\LookAlike;
use Piwik\Plugins\OAuth2\Server\Assistant\RegisteringAssistant;
use Piwik\Plugins\OAuth2\Server\Client\ClientLog;
use Piwik\Plugins\OAuth2\Server\Client\ClientOrigins;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriKind;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Clients that registered themselves, from the first visit of a user on. Once a user has allowed one, it is a client like any
 * other, with the scopes that the settings give to clients that came by themselves.
 */
final readonly class SelfRegistration
{
    /** The maximum number of clients that registered themselves and that users have allowed. */
    private const CLIENTS = 10000;

    /** The maximum number of those that one user allowed first, so that one user does not take the places of all. */
    private const CLIENTS_OF_USER = 100;

    /** The maximum number of clients that make room for a new one. There is more than one too many only after simultaneous consents. */
    private const BATCH = 20;

    /** A client that is this new, in seconds, makes no room: a user may be about to allow it something. */
    private const NEW = Displacement::VISIT;

    public function __construct(
        private Settings $settings,
        private RegistrationTable $registrations,
        private WaitingRoom $room,
        private ClientTable $clients,
        private DocumentTable $documents,
        private ClientOrigins $origins,
        private ClientLog $log,
        private Clock $clock,
        private Events $events,
    ) {
    }

    /** True if clients may register themselves. Without the authorization code grant they could do nothing. */
    public static function isOffered(Settings $settings): bool
    {
        return $settings->isOn(Setting::ClientRegistration) && $settings->offers(GrantType::AuthorizationCode);
    }

    /**
     * Finds a client that waits for its first user, and notes the visit.
     *
     * @param string $clientId any bytes
     * @param ?ClientRecord $paused the client with this ID, if users have allowed it and it is paused
     * @param ?User $user the user who is logged in
     * @param ?string $address the IP address of a browser in which somebody opens the page; null for other requests
     * @throws AssistantRefused if there is none
     * @throws StorageUnavailable
     */
    public function waiting(string $clientId, ?ClientRecord $paused, ?User $user, ?string $address): ClientRecord
    {
        if ($paused !== null) {
            $isBlocked = $this->documents->find($clientId)?->decision === DocumentDecision::Blocked;
            throw new AssistantRefused($isBlocked ? AssistantProblem::Blocked : AssistantProblem::Paused, $paused->name);
        }
        $now = $this->clock->now();
        $mayExist = self::isOffered($this->settings) && preg_match('/\A[0-9a-f]{32}\z/', $clientId) === 1;
        $registration = $mayExist ? $this->registrations->find($clientId, $now) : null;
        if ($registration === null) {
            throw new AssistantRefused($mayExist ? AssistantProblem::Gone : AssistantProblem::Address);
        }
        // Before the login nobody is told, because the answer costs queries that strangers could repeat.
        if ($user !== null) {
            $this->makeRoom($registration->name, $user, false);
        }
        if ($address !== null) {
            $this->room->visit($registration, $user, $address);
        }

        return $registration->client($this->settings->assistantScopes(), $now);
    }

    /**
     * Stores a client that waits for its first user, who is about to allow it. Another user may do so at the same time.
     *
     * @throws AssistantRefused if there is no room for it, or it has gone meanwhile
     * @throws StorageUnavailable
     */
    public function accept(ClientRecord $client, User $user): void
    {
        $this->makeRoom($client->name, $user, true);
        try {
            $isStored = $this->clients->insertWaiting($client, $this->room->digestOf($user));
        } catch (DuplicateKey) {
            return;
        }
        if (!$isStored) {
            // Another user may have allowed it and so taken it from those that wait.
            if ($this->clients->find($client->clientId) === null) {
                throw new AssistantRefused(AssistantProblem::Gone);
            }

            return;
        }
        $this->registrations->remove($client->clientId);
        $this->origins->forget();
        $this->events->record(new Event('client.registered', ['client_id' => $client->clientId, 'login' => $user->login]));
    }

    /**
     * Checks that there is room for a client that the user is about to allow. If there are too many, those make room that no user
     * allows anything, the oldest first.
     *
     * @param bool $now true if the client is stored now, so that others make room
     * @throws AssistantRefused
     */
    private function makeRoom(string $name, User $user, bool $now): void
    {
        foreach ([[$this->room->digestOf($user), self::CLIENTS_OF_USER], [null, self::CLIENTS]] as [$of, $most]) {
            $excess = $this->clients->numberSelfRegistered($of) - $most + 1;
            if ($excess <= 0) {
                continue;
            }
            [$time, $before] = [$this->clock->now(), $this->clock->now() - self::NEW];
            $unused = $this->clients->unusedSelfRegistered($of, $before, $time, min($excess, self::BATCH));
            if ($unused === []) {
                throw new AssistantRefused($of === null ? AssistantProblem::TooMany : AssistantProblem::TooManyOfUser, $name);
            }
            foreach ($now ? $unused : [] as $clientId) {
                if ($this->clients->deleteUnused($clientId, $before, $time)) {
                    $this->log->forget($clientId);
                }
            }
        }
    }

    /**
     * The name of the known assistant, or of this service, that a client looks like. Whoever gets the code decides: a client may have
     * the name of an assistant if the code goes where assistants of the same vendor get theirs, and this service's if it stays here.
     * A host where anybody's assistants get their codes speaks for one assistant alone.
     *
     * @param string $redirectUri the redirect URI of the request
     */
    public static function looksLike(string $name, string $redirectUri, KnownAssistants $known, Settings $settings): ?string
    {
        $target = RedirectUri::of($redirectUri);
        $host = $target->kind === RedirectUriKind::Https ? (string) $target->host : '';
        [$except, $vendors] = self::receivers($target, $known);
        $server = self::serverOf($name, $target, $known);
        foreach ([LookAlike::of($server ?? $name, '', $known, $except, $vendors), LookAlike::of('', $host, $known, $except, $vendors)] as $looks) {
            if ($looks !== null) {
                return $looks;
            }
        }

        return $server === null ? LookAlike::ofService($name, $target->origin, $settings) : null;
    }

    /**
     * What a known assistant's program on this computer adds to its name in brackets, as Claude Code adds what the user calls this
     * server. The page says of each such program that any other can pretend to be it, which is all that is wrong with an honest one.
     *
     * @return ?string null: it has not exactly such a name, or redirects elsewhere than its document
     */
    private static function serverOf(string $name, RedirectUri $target, KnownAssistants $known): ?string
    {
        foreach ($known->all() as $assistant) {
            if (preg_match('/\A' . preg_quote($assistant->name, '/') . '(?: \(([^()]*)\))?\z/i', $name, $match) === 1
                && $assistant->redirectsToProgram($target)) {
                return $match[1] ?? '';
            }
        }

        return null;
    }

    /**
     * The names of the assistants that may get codes at this redirect URI, and of their vendors. What the document of an assistant
     * names is its vendor's own host; an assistant that registers itself may get its codes at a host of many.
     *
     * @return array{list<string>, list<string>}
     */
    private static function receivers(RedirectUri $target, KnownAssistants $known): array
    {
        $isHost = $target->kind === RedirectUriKind::Https && $target->port === null;
        $owners = array_map(
            static fn (KnownAssistant $assistant): string => $assistant->vendor,
            array_filter($known->all(), static fn (KnownAssistant $assistant): bool => $isHost && $assistant->redirectsTo((string) $target->host)),
        );
        $names = [];
        $vendors = [];
        foreach ([...array_values($known->all()), ...$known->registering()] as $assistant) {
            $isReceiver = $assistant instanceof RegisteringAssistant && $assistant->receives($target);
            if ($isReceiver || \in_array($assistant->vendor, $owners, true)) {
                $names[] = $assistant->name;
                $vendors[] = $assistant->vendor;
            }
        }

        return [$names, $vendors];
    }
}
