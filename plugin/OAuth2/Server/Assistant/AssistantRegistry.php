<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
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
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** What administrators see and decide about clients that connect by themselves. The caller checks that the user may do so. */
final readonly class AssistantRegistry
{
    /** The maximum number of documents that one comparison fetches. */
    private const COMPARED = 30;

    public function __construct(
        private Assistants $assistants,
        private KnownAssistants $known,
        private AssistantSwitches $switches,
        private DocumentTable $documents,
        private ClientTable $clients,
        private AuthorizationTable $authorizations,
        private Fetcher $fetcher,
        private Clock $clock,
        private Events $events,
    ) {
    }

    /**
     * The known assistants with their switches.
     *
     * @return list<array{key: string, name: string, vendor: string, state: string, documents: list<string>, redirectHosts: list<string>}>
     * @throws StorageUnavailable
     */
    public function known(): array
    {
        $list = [];
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
            ];
        }

        return $list;
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
     * Decides about a document: approve, block, or forget an earlier decision. A host may only be blocked. An approval is for the
     * document that is stored now, and ends when it changes as {@see Assistants::apply()} says. Where nothing was decided, to forget
     * takes back that a vendor's document was put in place of the plugin's copy.
     *
     * @param string $clientId the address of a document, or a host name
     * @throws AssistantNotFound
     * @throws StorageUnavailable
     */
    public function decide(string $clientId, ?DocumentDecision $decision): void
    {
        $isHost = HostList::of($clientId) === [$clientId];
        if (DocumentAddress::of($clientId) === null && (!$isHost || $decision === DocumentDecision::Approved)) {
            throw new AssistantNotFound('This is neither the address of a document nor a host name');
        }
        if ($decision === DocumentDecision::Approved) {
            $this->bind($clientId);
        }
        $record = $this->documents->find($clientId);
        if ($decision === null && $record?->decision === null && $record?->adopted !== null) {
            $this->restore($record);
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
        if ($this->clients->find($clientId) === null || DocumentAddress::of($clientId) === null || \count($known) !== \count($scopes)) {
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

    /**
     * Fetches documents and compares them with those in use. A difference of a pinned document is only noted, for an
     * administrator; that of a document that is followed ends what users allowed.
     *
     * @return array{compared: int, different: list<string>, failed: array<string, string>} addresses; the reasons by address
     * @throws StorageUnavailable
     */
    public function compare(): array
    {
        $result = ['compared' => 0, 'different' => [], 'failed' => []];
        foreach ($this->toCompare() as $url => [$record, $assistant]) {
            $address = DocumentAddress::of((string) $url);
            if ($address === null) {
                continue;
            }
            ++$result['compared'];
            try {
                $body = $this->fetcher->fetch($address->url)->body;
                $document = $this->assistants->parse($body, $address);
            } catch (FetchFailed | DocumentRefused $failure) {
                $result['failed'][$address->url] = $failure->problem->value;
                $this->note($address->url, ['check_problem' => $failure->problem->value]);
                continue;
            }
            $follows = $assistant === null || $this->switches->of($assistant) === AssistantSwitch::Follow;
            $values = ['check_problem' => null, 'latest' => null];
            if ($follows && $assistant?->mayHave($document) !== false) {
                // First, because an approval that is withdrawn waits with the document that is stored then.
                $this->note($address->url, ['body' => $body, 'fetched_at' => $this->clock->now()]);
                $isChanged = $this->assistants->apply($record, $document, $this->clients->find($address->url));
            } else {
                if ($record?->adopted !== null && $this->isCopy($document, $assistant)) {
                    // An update of the plugin has caught up with the vendor.
                    $this->restore($record);
                    $record = $this->documents->find($address->url);
                }
                $isChanged = !$this->isInUse($document, $record, $assistant);
                $values['latest'] = $isChanged ? $body : null;
                if ($isChanged && $record?->latest !== $body) {
                    $this->events->record(new Event('document.differs', ['client_id' => $address->url]));
                }
            }
            $result['different'] = [...$result['different'], ...($isChanged ? [$address->url] : [])];
            $this->note($address->url, $values);
        }

        return $result;
    }

    /**
     * Puts the vendor's document in place of the one in use. If it has other redirect URIs, methods or keys, what users allowed
     * ends.
     *
     * @throws AssistantNotFound if no difference was found
     * @throws StorageUnavailable
     */
    public function adopt(string $clientId): void
    {
        $record = $this->documents->find($clientId);
        $address = DocumentAddress::of($clientId);
        if ($record?->latest === null || $address === null) {
            throw new AssistantNotFound('The last comparison has found no other document at this address');
        }
        $column = isset($this->known->find($address)?->pinned[$clientId]) ? 'adopted' : 'body';
        $this->note($clientId, [$column => $record->latest, 'latest' => null]);
        $this->assistants->apply($record, $this->assistants->parse($record->latest, $address), $this->clients->find($clientId));
        $this->events->record(new Event('assistant.decided', ['client_id' => $clientId, 'decision' => 'adopted']));
    }

    /**
     * The documents to compare: the copies of assistants that are switched on, and all that users have consented to. Nothing is
     * fetched from a host that the settings or a decision no longer allow.
     *
     * @return array<string, array{?DocumentRecord, ?KnownAssistant}> by address, at most COMPARED: the earliest checked first
     */
    private function toCompare(): array
    {
        $found = [];
        foreach ($this->known->all() as $assistant) {
            foreach ($this->switches->of($assistant) === AssistantSwitch::Off ? [] : array_keys($assistant->pinned) as $url) {
                $found[$url] = [null, $assistant];
            }
        }
        foreach ($this->documents->all() as $record) {
            $address = DocumentAddress::of($record->clientId);
            if ($address !== null && (isset($found[$record->clientId]) || $record->digest !== null)) {
                $found[$record->clientId] = [$record, $this->known->find($address)];
            }
        }
        $found = array_filter($found, fn (int|string $url): bool => $this->assistants->isAllowed((string) $url), ARRAY_FILTER_USE_KEY);
        uasort($found, static fn (array $one, array $other): int => ($one[0]->checkedAt ?? 0) <=> ($other[0]->checkedAt ?? 0));

        return \array_slice($found, 0, self::COMPARED, true);
    }

    private function isInUse(ClientDocument $document, ?DocumentRecord $record, ?KnownAssistant $assistant): bool
    {
        $url = $document->address->url;
        $body = $record->adopted ?? $assistant->pinned[$url] ?? $record?->body;
        try {
            $used = $body === null ? null : $this->assistants->parse($body, $document->address);
        } catch (DocumentRefused) {
            return false;
        }

        return $used === null || self::isSame($document, $used);
    }

    private function isCopy(ClientDocument $document, ?KnownAssistant $assistant): bool
    {
        $copy = $this->document($document->address->url, $assistant->pinned[$document->address->url] ?? null);

        return $copy !== null && self::isSame($document, $copy);
    }

    private static function isSame(ClientDocument $document, ClientDocument $used): bool
    {
        return $used->digest() === $document->digest() && $used->name === $document->name && $document->keepsAKeyOf($used->jwks);
    }

    /** Puts the plugin's copy back in place of a document that an administrator took over. */
    private function restore(DocumentRecord $record): void
    {
        $this->documents->save($record->clientId, ['adopted' => null], $this->clock->now());
        $address = DocumentAddress::of($record->clientId);
        $copy = $address === null ? null : $this->document($record->clientId, $this->known->find($address)?->pinned[$record->clientId] ?? null);
        if ($copy !== null) {
            $this->assistants->apply($record, $copy, $this->clients->find($record->clientId));
        }
    }

    /** Binds an approval to the document that the administrator has seen in the list. */
    private function bind(string $clientId): void
    {
        $document = $this->document($clientId, $this->documents->find($clientId)?->body);
        if ($document !== null) {
            $this->documents->bind($clientId, $document->digest());
        }
    }

    /** @param array<string, string|int|null> $values */
    private function note(string $clientId, array $values): void
    {
        $this->documents->save($clientId, $values + ['checked_at' => $this->clock->now()], $this->clock->now());
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
            $address->host ?? $record->clientId,
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
        );
    }

    private function name(string $clientId, ?string $body): ?string
    {
        return $this->document($clientId, $body)?->name;
    }

    /** @return list<string> */
    private function redirectHosts(string $clientId, ?string $body): array
    {
        return self::hosts($this->document($clientId, $body)->redirectUris ?? []);
    }

    private function document(string $clientId, ?string $body): ?ClientDocument
    {
        $address = DocumentAddress::of($clientId);
        try {
            return $address === null || $body === null ? null : $this->assistants->parse($body, $address);
        } catch (DocumentRefused) {
            // Stored under older rules.
            return null;
        }
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
