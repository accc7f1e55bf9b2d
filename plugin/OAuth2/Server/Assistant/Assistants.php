<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Client\ClientAuthorizations;
use Piwik\Plugins\OAuth2\Server\Client\ClientOrigins;
use Piwik\Plugins\OAuth2\Server\Client\PrivateUseSchemes;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\DocumentRecord;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Clients that nobody registered: their client ID is the address of a document that describes them. Only the authorization
 * endpoint asks here. Consent stores the client as a row like any other, so token requests and calls use what was stored, fetch
 * nothing and do not know the difference.
 */
final readonly class Assistants
{
    /** The least and the greatest number of seconds for which a document is not fetched again. */
    private const LEAST_AGE = 300;
    private const GREATEST_AGE = 86400;

    /** The number of seconds for which an accepted document may stand in while its host does not answer. */
    private const STALE = 7 * 86400;

    /** The maximum number of clients that came by themselves and that the plugin does not know. */
    private const CLIENTS = 1000;

    private DocumentParser $parser;

    public function __construct(
        private Settings $settings,
        private KnownAssistants $known,
        private AssistantSwitches $switches,
        private DocumentTable $documents,
        private DocumentFetches $fetches,
        private ClientTable $clients,
        private AuthorizationTable $authorizations,
        private ClientOrigins $origins,
        private Clock $clock,
        private Events $events,
    ) {
        $this->parser = new DocumentParser(PrivateUseSchemes::of($settings->word(Setting::PrivateUseSchemes)));
    }

    /**
     * Checks that a client may connect by itself, as far as that is known without its document. Fetches and stores nothing, so
     * it is safe for requests of strangers.
     *
     * @param string $clientId any bytes
     * @return string the assistant's name, or the host of the document
     * @throws AssistantRefused
     */
    public function admit(string $clientId): string
    {
        $permission = $this->permission($clientId);

        return $permission->known->name ?? $permission->address->host;
    }

    /**
     * Finds the client as its document describes it. The document may be fetched, and what changed since users consented ends
     * what they allowed.
     *
     * @param string $login the user who is logged in
     * @throws AssistantRefused
     * @throws StorageUnavailable
     */
    public function describe(string $clientId, string $login): DescribedClient
    {
        $permission = $this->permission($clientId);
        $document = $this->document($permission, $login);
        $row = $this->clients->find($clientId);
        if ($this->apply($permission->record, $document, $row)) {
            $row = $this->clients->find($clientId);
            // An approval was for the document before the change.
            $permission = $this->permission($clientId);
        }
        if ($permission->needsApproval) {
            $this->waitForApproval($permission, $document, $login);
        }
        if ($row === null && $permission->known === null && $this->clients->numberWithAddresses() >= self::CLIENTS) {
            throw new AssistantRefused(AssistantProblem::TooMany, $permission->address->host);
        }

        return new DescribedClient(
            $this->record($document, $row, $permission->record?->kept === true),
            $document,
            $row === null,
            $permission->known,
            $permission->known === null ? $this->looksLike($document) : null,
        );
    }

    /** The name of the known assistant, or of this service, that a client looks like. The host of its document is proven. */
    private function looksLike(ClientDocument $document): ?string
    {
        $host = $document->address->host;
        $looks = LookAlike::of($document->name, $host, $this->known);
        foreach ($this->known->registering() as $assistant) {
            if ($assistant->name === $looks && $assistant->receives(RedirectUri::of("https://$host/"))) {
                return null;
            }
        }

        return $looks ?? LookAlike::ofService($document->name, "https://$host", $this->settings);
    }

    /**
     * Stores a client that a user is about to allow.
     *
     * @return bool false if the client changed at the same time
     * @throws StorageUnavailable
     */
    public function accept(DescribedClient $described): bool
    {
        $client = $described->client;
        $isNew = $described->isNew;
        if ($isNew) {
            try {
                $this->clients->insert($client);
            } catch (DuplicateKey) {
                return false;
            }
        } elseif (!$this->clients->describe($client)) {
            return false;
        }
        $this->documents->save($client->clientId, ['digest' => $described->document->digest()], $this->clock->now());
        $this->origins->forget();

        return true;
    }

    /**
     * Pauses the clients that the settings and the administrator's decisions no longer allow, and resumes those that they allow
     * again. Clients that are not kept get the scopes of the settings, and what users allowed beyond these ends. Call it after each
     * change of these.
     *
     * @throws StorageUnavailable
     */
    public function enforce(): void
    {
        foreach ($this->clients->withAddresses() as $client) {
            $record = $this->documents->find($client->clientId);
            $this->limitScopes($client, $record?->kept === true);
            $this->pauseOrResume($client->clientId, $record);
        }
        // Of those that registered themselves there may be many, so only decisions are looked at.
        foreach ($this->clients->limitSelfRegistered($this->settings->assistantScopes(), $this->clock->now()) as $client) {
            (new ClientAuthorizations($this->authorizations))->endReduced($client, $this->clock->now());
        }
        foreach ($this->documents->blockedOrSuspended() as $record) {
            if (!DocumentAddress::isMeant($record->clientId) && $this->clients->find($record->clientId)?->selfRegistered === true) {
                $this->pauseOrResume($record->clientId, $record);
            }
        }
        $this->origins->forget();
    }

    /** Resumes a client that the settings and decisions allow again, or pauses it. */
    private function pauseOrResume(string $clientId, ?DocumentRecord $record): void
    {
        if ($this->confirm($clientId) && $record?->suspended === true) {
            $this->clients->setActive($clientId, true, $this->clock->now());
            $this->documents->save($clientId, ['suspended' => false], $this->clock->now());
            $this->events->record(new Event('assistant.resumed', ['client_id' => $clientId]));
            // An administrator may have blocked it in the meantime.
            $this->confirm($clientId);
        }
    }

    /**
     * Applies the settings and the administrator's decisions to a client that a user is allowing at this moment. The settings may
     * have changed when it was not yet stored, so that {@see enforce()} did not find it.
     *
     * @return ?ClientRecord the client as it is then; null if it is not allowed
     * @throws StorageUnavailable
     */
    public function settle(ClientRecord $client): ?ClientRecord
    {
        $isLimited = $client->scopes !== $this->settings->assistantScopes()
            && $this->documents->find($client->clientId)?->kept !== true;
        if ($isLimited) {
            $this->limitScopes($client, false);
        }
        if (!$this->confirm($client->clientId)) {
            return null;
        }

        return $isLimited ? $this->clients->find($client->clientId) : $client;
    }

    /**
     * Pauses a client that the settings and the administrator's decisions do not allow. Call it after each change that lets a
     * client in: a decision that was made at the same time has not found it.
     *
     * @return bool true if the client is allowed
     * @throws StorageUnavailable
     */
    public function confirm(string $clientId): bool
    {
        if ($this->isAllowed($clientId)) {
            return true;
        }
        if ($this->clients->find($clientId)?->active === true) {
            $this->clients->setActive($clientId, false, $this->clock->now());
            $this->documents->save($clientId, ['suspended' => true], $this->clock->now());
            $this->events->record(new Event('assistant.suspended', ['client_id' => $clientId]));
            $this->origins->forget();
        }

        return false;
    }

    /**
     * Applies a document to what is stored of its client. If it is another one than users consented to or an administrator
     * approved, what they allowed ends and the approval is withdrawn: other redirect URIs, methods of client authentication or
     * jwks_uri, or other keys altogether. One UPDATE decides which process does so. If a key survives, the client has the keys of
     * this document from now on.
     *
     * @param ?ClientRecord $row null if nobody has consented yet
     * @return bool true if the document has changed
     * @throws StorageUnavailable
     */
    public function apply(?DocumentRecord $record, ClientDocument $document, ?ClientRecord $row): bool
    {
        $digest = $record?->digest;
        if ($digest === null) {
            return false;
        }
        if ($digest === $document->digest() && ($row === null || $document->keepsAKeyOf($row->jwks))) {
            if ($row !== null && $row->jwks !== $document->jwks) {
                $this->clients->setDocumentKeys($row->clientId, $document->jwks, $row->epoch, $this->clock->now());
            }

            return false;
        }
        $now = $this->clock->now();
        // First, because a process may die here: the next one finds the digest and tries again.
        $isFirst = $row !== null && $this->clients->nextEpoch($row->clientId, $row->epoch);
        if ($isFirst) {
            $count = $this->authorizations->endForClient($row->clientId, EndReason::DocumentChange->value, $now);
            $this->events->record(new Event('document.changed', ['client_id' => $row->clientId, 'count' => $count]));
        }
        $address = $document->address;
        $needsApproval = $this->known->find($address) === null && !$this->trusts($address);
        $this->documents->forgetConsent($address->url, $digest, $needsApproval ? DocumentDecision::Pending : null, $now);
        if ($isFirst) {
            // The next document is compared with these keys. Nothing is left that they could be used for.
            $this->clients->setDocumentKeys($row->clientId, $document->jwks, $row->epoch + 1, $now);
        }

        return true;
    }

    /** @throws DocumentRefused */
    public function parse(string $body, DocumentAddress $address): ClientDocument
    {
        $document = $this->parser->parse($body, $address);

        return $this->known->find($address)?->complete($document) ?? $document;
    }

    /** Parses a document that was stored; null if there is none, or today's rules refuse it. */
    public function readable(string $clientId, ?string $body): ?ClientDocument
    {
        $address = DocumentAddress::of($clientId);
        try {
            return $address === null || $body === null ? null : $this->parse($body, $address);
        } catch (DocumentRefused) {
            return null;
        }
    }

    /** True if the settings and the administrator's decisions allow the client without asking anybody. */
    public function isAllowed(string $clientId): bool
    {
        if (!DocumentAddress::isMeant($clientId)) {
            // It registered itself, and a user has allowed it.
            return $this->documents->find($clientId)?->decision !== DocumentDecision::Blocked;
        }
        try {
            return !$this->permission($clientId)->needsApproval;
        } catch (AssistantRefused) {
            return false;
        }
    }

    /** @throws AssistantRefused */
    private function permission(string $clientId): Permission
    {
        $trust = Trust::from($this->settings->word(Setting::Assistants));
        $address = DocumentAddress::of($clientId);
        if ($trust === Trust::Off) {
            throw new AssistantRefused(AssistantProblem::Off, $address?->host);
        }
        if ($address === null) {
            throw new AssistantRefused(AssistantProblem::Address);
        }
        $rows = $this->documents->findMany([$address->url, $address->host]);
        $record = $rows[$address->url] ?? null;
        $known = $this->known->find($address);
        $name = $known->name ?? $address->host;
        foreach ($rows as $row) {
            if ($row->decision === DocumentDecision::Blocked) {
                throw new AssistantRefused(AssistantProblem::Blocked, $name);
            }
        }
        if ($known !== null) {
            $switch = $this->switches->of($known);

            return $switch === AssistantSwitch::Off
                ? throw new AssistantRefused(AssistantProblem::NotAllowed, $name)
                : new Permission($address, $record, $known, $switch === AssistantSwitch::Follow, false);
        }
        $isTrusted = $record?->decision === DocumentDecision::Approved || $this->trusts($address);
        if (!$isTrusted && $trust !== Trust::Approval) {
            throw new AssistantRefused(AssistantProblem::NotAllowed, $name);
        }

        return new Permission($address, $record, null, true, !$isTrusted);
    }

    /** True if the settings allow the documents of a host without a decision. */
    private function trusts(DocumentAddress $address): bool
    {
        return match (Trust::from($this->settings->word(Setting::Assistants))) {
            Trust::Any => true,
            Trust::Hosts, Trust::Approval => \in_array($address->host, HostList::of($this->settings->word(Setting::AssistantHosts)), true),
            Trust::Known, Trust::Off => false,
        };
    }

    /** @throws AssistantRefused */
    private function document(Permission $permission, string $login): ClientDocument
    {
        $address = $permission->address;
        $known = $permission->known;
        $pinned = $permission->follows ? null : $known->pinned[$address->url] ?? null;
        try {
            $document = $pinned === null
                ? $this->fetched($permission, $login)
                : $this->parse($permission->record->adopted ?? $pinned, $address);
            if ($pinned === null && $known?->mayHave($document) === false) {
                throw new DocumentRefused(DocumentProblem::RedirectUris);
            }
        } catch (DocumentRefused $refused) {
            throw new AssistantRefused(AssistantProblem::Document, $known->name ?? $address->host, $refused->problem->value);
        }

        return $document;
    }

    /**
     * The document that its host publishes, or has published lately. One that was made for this server is fetched once.
     *
     * @throws AssistantRefused
     * @throws DocumentRefused
     */
    private function fetched(Permission $permission, string $login): ClientDocument
    {
        $record = $permission->record;
        $now = $this->clock->now();
        $stored = $record?->body;
        $isAccepted = $record?->digest !== null;
        $isFresh = $record?->freshUntil > $now && $record->fetchedAt <= $now;
        // What waits stays as the administrator's list shows it: an approval is for that document.
        $isShown = $permission->needsApproval && $record?->decision === DocumentDecision::Pending;
        if ($stored !== null && ($isFresh || $isShown || ($isAccepted && !$permission->follows))) {
            return $this->parse($stored, $permission->address);
        }
        try {
            $fetched = $this->fetches->fetch($permission->address, $login);
        } catch (FetchFailed $failure) {
            if ($failure->problem->isSilence() && $stored !== null && $isAccepted && $record->fetchedAt > $now - self::STALE) {
                $this->events->record(new Event('document.stale', [
                    'client_id' => $permission->address->url,
                    'reason' => $failure->problem->value,
                ]));

                return $this->parse($stored, $permission->address);
            }
            throw new AssistantRefused(
                AssistantProblem::Unreachable,
                $permission->known->name ?? $permission->address->host,
                $failure->problem->value,
            );
        }
        // A document that is refused is not stored.
        $document = $this->parse($fetched->body, $permission->address);
        if ($permission->known?->mayHave($document) === false) {
            throw new DocumentRefused(DocumentProblem::RedirectUris);
        }
        $age = max(self::LEAST_AGE, min(self::GREATEST_AGE, $fetched->maxAge ?? self::LEAST_AGE));
        $this->documents->store($permission->address->url, $fetched->body, $now, $now + $age);

        return $document;
    }

    private function limitScopes(ClientRecord $client, bool $isKept): void
    {
        $scopes = $this->settings->assistantScopes();
        if (!$isKept && $client->scopes !== $scopes) {
            $this->clients->setScopes($client->clientId, $scopes, $this->clock->now());
        }
        $limited = $this->clients->find($client->clientId);
        if ($limited !== null) {
            (new ClientAuthorizations($this->authorizations))->endReduced($limited, $this->clock->now());
        }
    }

    /** @throws AssistantRefused always */
    private function waitForApproval(Permission $permission, ClientDocument $document, string $login): never
    {
        $url = $permission->address->url;
        if ($permission->record?->decision !== DocumentDecision::Pending) {
            if (!$this->documents->ask($url, $login, $this->clock->now())) {
                throw new AssistantRefused(AssistantProblem::TooMany, $permission->address->host);
            }
            $this->events->record(new Event('assistant.requested', ['client_id' => $url, 'name' => $document->name, 'login' => $login]));
        }
        throw new AssistantRefused(AssistantProblem::Pending, $document->name);
    }

    private function record(ClientDocument $document, ?ClientRecord $row, bool $isKept): ClientRecord
    {
        $now = $this->clock->now();

        return new ClientRecord(
            clientId: $document->address->url,
            name: $document->name,
            description: $row->description ?? '',
            secretHash: null,
            secretHint: null,
            redirectUris: $document->redirectUris,
            grantTypes: [
                GrantType::AuthorizationCode->value,
                ...($document->refreshes ? [GrantType::RefreshToken->value] : []),
            ],
            scopes: $row !== null && $isKept ? $row->scopes : $this->settings->assistantScopes(),
            type: $document->isPublic() ? ClientRecord::PUBLIC : ClientRecord::CONFIDENTIAL,
            active: $row->active ?? true,
            ownerLogin: $row->ownerLogin ?? '',
            actsAs: null,
            epoch: $row->epoch ?? $now,
            requirePkce: true,
            createdAt: $row->createdAt ?? $now,
            updatedAt: $now,
            lastUsedAt: $row?->lastUsedAt,
            jwks: $document->jwks,
            jwksUri: $document->jwksUri,
        );
    }
}
