<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\DocumentRecord;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** What administrators see and decide about clients that connect by themselves. The caller checks that the user may do so. */
final readonly class AssistantRegistry
{
    /** The maximum number of documents of one assistant whose users are counted; a vendor may make one for each server. */
    private const COUNTED = 500;

    public function __construct(
        private Assistants $assistants,
        private KnownAssistants $known,
        private AssistantSwitches $switches,
        private DocumentTable $documents,
        private RegistrationTable $registrations,
        private ClientTable $clients,
        private AuthorizationTable $authorizations,
        private VendorDocuments $vendors,
        private Clock $clock,
        private Events $events,
    ) {
    }

    /**
     * The known assistants with their switches, and how they are used.
     *
     * @return list<array{key: string, name: string, vendor: string, state: string, documents: list<string>, redirectHosts: list<string>,
     *     users: int, lastUsedAt: ?int}>
     * @throws StorageUnavailable
     */
    public function known(): array
    {
        $list = [];
        $clients = $this->clientsOfKnown();
        foreach ($this->known->all() as $assistant) {
            $hosts = [];
            foreach ($assistant->pinned as $url => $body) {
                array_push($hosts, ...$this->redirectHosts((string) $url, $body));
            }
            foreach ($assistant->patterns as $pattern) {
                array_push($hosts, ...$pattern['hosts'], ...($pattern['loopback'] ? ['localhost', '127.0.0.1'] : []));
            }
            $list[] = [
                'key' => $assistant->key,
                'name' => $assistant->name,
                'vendor' => $assistant->vendor,
                'state' => $this->switches->of($assistant)->value,
                'documents' => [...array_keys($assistant->pinned), ...array_column($assistant->patterns, 'client_id')],
                'redirectHosts' => array_values(array_unique($hosts)),
                ...$this->usage(\array_slice($clients[$assistant->key] ?? [], 0, self::COUNTED)),
            ];
        }

        return $list;
    }

    /** @return array<string, list<ClientRecord>> the clients of known assistants by their keys */
    private function clientsOfKnown(): array
    {
        $clients = [];
        foreach ($this->clients->withAddresses() as $client) {
            $address = DocumentAddress::of($client->clientId);
            $key = $address === null ? null : $this->known->find($address)?->key;
            if ($key !== null) {
                $clients[$key][] = $client;
            }
        }

        return $clients;
    }

    /**
     * @param list<ClientRecord> $clients of one assistant
     * @return array{users: int, lastUsedAt: ?int}
     */
    private function usage(array $clients): array
    {
        if ($clients === []) {
            return ['users' => 0, 'lastUsedAt' => null];
        }
        $ids = array_map(static fn (ClientRecord $client): string => $client->clientId, $clients);
        $latest = max(array_map(static fn (ClientRecord $client): int => (int) $client->lastUsedAt, $clients));

        return ['users' => $this->authorizations->numberOfUsers($ids, $this->clock->now()), 'lastUsedAt' => $latest === 0 ? null : $latest];
    }

    /**
     * Everything that came by itself, and everything that an administrator decided: what waits first, then the newest first.
     *
     * @return list<AssistantView>
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        $records = [];
        foreach ($this->documents->all() as $record) {
            $records[$record->clientId] = $record;
        }
        $clients = [];
        foreach ($this->clients->withAddresses() as $client) {
            $clients[$client->clientId] = $client;
            $records[$client->clientId] ??= new DocumentRecord($client->clientId, createdAt: $client->createdAt);
        }
        foreach ($this->clients->selfRegistered(DocumentTable::LIST_LIMIT) as $client) {
            $clients[$client->clientId] = $client;
            $records[$client->clientId] ??= new DocumentRecord($client->clientId, createdAt: $client->createdAt);
        }
        $users = $this->authorizations->usersOf(array_map(strval(...), array_keys($clients)), $this->clock->now());
        $views = [];
        foreach ($records as $id => $record) {
            $views[] = $this->view($record, $clients[$id] ?? null, $users[$id] ?? 0);
        }
        $waits = static fn (AssistantView $view): bool => $view->state === 'pending';

        return [
            ...array_values(array_filter($views, $waits)),
            ...array_values(array_filter($views, static fn (AssistantView $view): bool => !$waits($view))),
        ];
    }

    /**
     * Counts the clients that registered themselves and that nobody has allowed yet. No list has them, because strangers can add any
     * number.
     *
     * @throws StorageUnavailable
     */
    public function waiting(): int
    {
        return $this->registrations->number($this->clock->now());
    }

    /**
     * Switches a known assistant.
     *
     * @throws AssistantNotFound
     * @throws StorageUnavailable
     */
    public function switch(string $key, string $state): void
    {
        $assistant = $this->known->all()[$key] ?? null;
        $switch = AssistantSwitch::tryFrom($state);
        if ($assistant === null || $switch === null) {
            throw new AssistantNotFound($assistant === null ? 'There is no known assistant with this name' : 'The state is off, on or follow');
        }
        $this->switches->set($assistant, $switch);
        $this->events->record(new Event('assistant.switched', ['assistant' => $key, 'state' => $switch->value]));
        $this->assistants->enforce();
    }

    /**
     * Decides about a document: approve, block, or forget an earlier decision. A host may only be blocked, and so may a client that
     * registered itself. An approval is for the
     * document that is stored now, and ends when it changes as {@see Assistants::apply()} says. Where nothing was decided, to forget
     * takes back that a vendor's document was put in place of the plugin's copy.
     *
     * @param string $clientId the address of a document, a host name, or the ID of a client that registered itself
     * @throws AssistantNotFound
     * @throws StorageUnavailable
     */
    public function decide(string $clientId, ?DocumentDecision $decision): void
    {
        $isAddress = DocumentAddress::of($clientId) !== null;
        $isOther = HostList::of($clientId) === [$clientId] || $this->registered($clientId) !== null;
        if (!$isAddress && (!$isOther || $decision === DocumentDecision::Approved)) {
            throw new AssistantNotFound('This is neither the address of a document nor a host name');
        }
        if ($decision === DocumentDecision::Approved) {
            $this->bind($clientId);
        }
        $record = $this->documents->find($clientId);
        if ($decision === null && $record?->decision === null && $record?->adopted !== null) {
            $this->vendors->restore($record);
        }
        $this->documents->decide($clientId, $decision, $this->clock->now());
        $this->events->record(new Event('assistant.decided', [
            'client_id' => $clientId,
            'decision' => $decision === null ? 'none' : $decision->value,
        ]));
        $this->assistants->enforce();
    }

    /**
     * Keeps a client that came by itself, with scopes of its own: it stays allowed while assistants are switched on at all.
     *
     * @param list<string> $scopes empty: the client is no longer kept
     * @throws AssistantNotFound if nobody has connected it, it is blocked, or a scope is unknown
     * @throws StorageUnavailable
     */
    public function keep(string $clientId, array $scopes): void
    {
        $known = Scope::named($scopes);
        if ($this->clients->find($clientId)?->cameByItself() !== true || \count($known) !== \count($scopes)) {
            throw new AssistantNotFound('There is no such client that came by itself, or a scope is unknown');
        }
        $isKept = $known !== [];
        if ($isKept) {
            $this->bind($clientId);
        }
        if (!$this->documents->keep($clientId, $isKept, $this->clock->now())) {
            throw new AssistantNotFound('The client is blocked. Take the block back first');
        }
        if ($isKept) {
            $names = array_column(Scope::upTo(Scope::highest($known)), 'value');
            $this->clients->setScopes($clientId, $names, $this->clock->now());
        }
        $this->events->record(new Event('assistant.decided', ['client_id' => $clientId, 'decision' => $isKept ? 'kept' : 'none']));
        $this->assistants->enforce();
    }

    private function registered(string $clientId): ?ClientRecord
    {
        $client = DocumentAddress::isMeant($clientId) ? null : $this->clients->find($clientId);

        return $client?->selfRegistered === true ? $client : null;
    }

    /** Binds an approval to the document that the administrator has seen in the list. */
    private function bind(string $clientId): void
    {
        $document = $this->assistants->readable($clientId, $this->documents->find($clientId)?->body);
        if ($document !== null) {
            $this->documents->bind($clientId, $document->digest());
        }
    }

    private function view(DocumentRecord $record, ?ClientRecord $client, int $users): AssistantView
    {
        $address = DocumentAddress::of($record->clientId);
        $assistant = $address === null ? null : $this->known->find($address);
        $body = $record->adopted ?? $assistant->pinned[$record->clientId] ?? $record->body;
        // An approval is for the document, not for what the client was before.
        $shown = $record->decision === DocumentDecision::Pending ? null : $client;

        return new AssistantView(
            $record->clientId,
            $shown->name ?? $this->name($record->clientId, $body),
            $address->host ?? ($client?->selfRegistered === true ? null : $record->clientId),
            $shown === null ? $this->redirectHosts($record->clientId, $body) : self::hosts($shown->redirectUris),
            $assistant?->key,
            match (true) {
                $record->decision === DocumentDecision::Blocked => 'blocked',
                $record->decision === DocumentDecision::Pending => 'pending',
                $client?->active === false => 'paused',
                default => 'allowed',
            },
            $record->kept,
            $client->scopes ?? [],
            $users,
            $client?->lastUsedAt,
            $record->askedBy,
            $record->latest !== null,
            $record->checkedAt,
            $record->checkProblem,
            $client?->selfRegistered === true,
        );
    }

    private function name(string $clientId, ?string $body): ?string
    {
        return $this->assistants->readable($clientId, $body)?->name;
    }

    /** @return list<string> */
    private function redirectHosts(string $clientId, ?string $body): array
    {
        return self::hosts($this->assistants->readable($clientId, $body)->redirectUris ?? []);
    }

    /**
     * @param list<string> $uris
     * @return list<string>
     */
    private static function hosts(array $uris): array
    {
        return array_values(array_unique(array_map(static fn (string $uri): string => RedirectUri::of($uri)->destination(), $uris)));
    }
}
