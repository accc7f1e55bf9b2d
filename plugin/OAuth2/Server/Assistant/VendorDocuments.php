<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchFailed;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentRecord;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The documents that vendors publish now, beside those in use. */
final readonly class VendorDocuments
{
    /** The maximum number of documents that one comparison fetches. */
    private const COMPARED = 30;

    public function __construct(
        private Assistants $assistants,
        private KnownAssistants $known,
        private AssistantSwitches $switches,
        private DocumentTable $documents,
        private ClientTable $clients,
        private Fetcher $fetcher,
        private Clock $clock,
        private Events $events,
    ) {
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
     * Puts the plugin's copy back in place of a document that an administrator took over.
     *
     * @throws StorageUnavailable
     */
    public function restore(DocumentRecord $record): void
    {
        $this->documents->save($record->clientId, ['adopted' => null], $this->clock->now());
        $address = DocumentAddress::of($record->clientId);
        $copy = $address === null ? null : $this->assistants->readable($record->clientId, $this->known->find($address)?->pinned[$record->clientId] ?? null);
        if ($copy !== null) {
            $this->assistants->apply($record, $copy, $this->clients->find($record->clientId));
        }
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
        $copy = $this->assistants->readable($document->address->url, $assistant->pinned[$document->address->url] ?? null);

        return $copy !== null && self::isSame($document, $copy);
    }

    private static function isSame(ClientDocument $document, ClientDocument $used): bool
    {
        return $used->digest() === $document->digest() && $used->name === $document->name && $document->keepsAKeyOf($used->jwks);
    }

    /** @param array<string, string|int|null> $values */
    private function note(string $clientId, array $values): void
    {
        $this->documents->save($clientId, $values + ['checked_at' => $this->clock->now()], $this->clock->now());
    }
}
