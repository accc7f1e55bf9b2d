<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Client;

use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\DuplicateKey;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The registry of clients: creates, edits, pauses and deletes them and replaces their secrets. The caller checks that the
 * user is allowed to do so.
 *
 * Every change takes effect with the next request, because each request compares the authorization with the client's row.
 */
final readonly class ClientRegistry
{
    /** The maximum number of rows that one statement removes. */
    private const BATCH = 500;

    /** The number of last characters of a secret that are stored as a hint, so that administrators recognise it. */
    public const HINT_LENGTH = 4;

    /** More clients than a page lists for users. */
    private const REDIRECTED = 50;

    private ClientValidator $validator;

    private ClientAuthorizations $live;

    /**
     * @param \Closure(string): bool $confirm pauses a client that describes itself in a document and is not allowed; returns
     *                                        true if it is allowed
     */
    public function __construct(
        private ClientTable $clients,
        private AuthorizationTable $authorizations,
        private ClientOrigins $origins,
        private Settings $settings,
        private Users $users,
        private Clock $clock,
        private Randomness $randomness,
        private Events $events,
        private FetchedKeysTable $fetchedKeys,
        private DocumentTable $documents,
        private RegistrationTable $registrations,
        private \Closure $confirm,
    ) {
        $this->validator = new ClientValidator($settings, $users);
        $this->live = new ClientAuthorizations($authorizations);
    }

    /**
     * Reads one client.
     *
     * @throws ClientNotFound
     * @throws StorageUnavailable
     */
    public function get(string $clientId): ClientRecord
    {
        return $this->clients->find($clientId) ?? throw new ClientNotFound();
    }

    /**
     * All clients, newest first.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        return $this->clients->all();
    }

    /**
     * One page of the clients that pass a filter.
     *
     * @return list<ClientRecord>
     * @throws StorageUnavailable
     */
    public function page(ClientFilter $filter, ClientSort $sort, bool $descending, int $limit, int $offset): array
    {
        return $this->clients->page($filter, $sort, $descending, $limit, $offset);
    }

    /**
     * The number of the clients that pass a filter.
     *
     * @throws StorageUnavailable
     */
    public function count(ClientFilter $filter): int
    {
        return $this->clients->count($filter);
    }

    /**
     * The active clients that administrators have made with one of these redirect URIs, by name.
     *
     * @param non-empty-list<string> $uris
     * @return list<ClientRecord> at most 50
     * @throws StorageUnavailable
     */
    public function withRedirectUris(array $uris): array
    {
        return $this->clients->withRedirectUris($uris, self::REDIRECTED);
    }

    /**
     * Counts the clients.
     *
     * @param ?GrantType $type only those with this grant type; null: all
     * @throws StorageUnavailable
     */
    public function number(?GrantType $type = null): int
    {
        return $this->clients->number($type?->value);
    }

    /**
     * Checks a draft as create() and update() do, so that a form can show problems before the administrator confirms.
     *
     * @param ?string $clientId the client to edit; null for a new client
     * @return array<string, ClientProblem> by field, empty when the draft is valid
     * @throws ClientNotFound
     * @throws StorageUnavailable
     */
    public function problems(ClientDraft $draft, ?string $clientId = null): array
    {
        if ($clientId !== null) {
            return $this->validator->problems($draft, $this->get($clientId));
        }
        $problems = $this->validator->problems($draft);
        if ($draft->clientId !== null && !isset($problems['clientId']) && $this->clients->find($draft->clientId) !== null) {
            $problems = ['clientId' => new ClientProblem(ClientRule::ClientIdTaken), ...$problems];
        }

        return $problems;
    }

    /**
     * Creates a client.
     *
     * @param string $ownerLogin the user who is responsible for the client
     * @return CreatedClient with a secret, unless the client is public or has keys
     * @throws InvalidClient when the draft breaks a rule or its client ID is taken
     * @throws StorageUnavailable
     */
    public function create(ClientDraft $draft, string $ownerLogin): CreatedClient
    {
        $this->refuse($this->validator->problems($draft));
        $now = $this->clock->now();
        $keys = ClientKeys::read($draft->jwks, $draft->jwksUri);
        $secret = $draft->type === ClientRecord::CONFIDENTIAL && $keys->isEmpty() ? $this->randomness->hex(32) : null;
        $client = new ClientRecord(
            clientId: $draft->clientId ?? $this->randomness->hex(16),
            name: ClientName::stored($draft->name),
            description: $draft->description,
            secretHash: $secret === null ? null : oauth2_secret_hash($secret),
            secretHint: $secret === null ? null : substr($secret, -self::HINT_LENGTH),
            redirectUris: self::unique($draft->redirectUris),
            grantTypes: self::ordered($draft->grantTypes),
            scopes: self::ranked($draft->scopes),
            type: $draft->type,
            active: true,
            ownerLogin: $ownerLogin,
            actsAs: $draft->actsAs ?? $ownerLogin,
            epoch: $now,
            requirePkce: $draft->requirePkce ?? true,
            createdAt: $now,
            updatedAt: $now,
            jwks: $keys->jwks,
            jwksUri: $keys->jwksUri,
            secretCreatedAt: $secret === null ? null : $now,
        );
        if ($draft->clientId !== null && $this->clients->find($draft->clientId) === null) {
            // A deleted client with this ID may have left authorizations.
            $this->deleteAuthorizations($draft->clientId);
        }
        try {
            $this->clients->insert($client);
        } catch (DuplicateKey) {
            throw new InvalidClient(['clientId' => new ClientProblem(ClientRule::ClientIdTaken)]);
        }
        $this->record('client.created', $client->clientId, [
            'owner' => $ownerLogin,
            'acts_as' => (string) $client->actsAs,
        ]);

        return new CreatedClient($client, $secret);
    }

    /**
     * Replaces the values of a client by those of a draft. A change of the type ends all authorizations of the client: it
     * deletes the secret or the keys, or creates a secret when the client becomes confidential. Otherwise those end that the edited client could
     * not obtain, see {@see Reduction}; {@see effects()} counts them beforehand.
     *
     * @return CreatedClient with a secret only when the client becomes confidential
     * @throws ClientNotFound
     * @throws InvalidClient when the draft breaks a rule or the client changed in the meantime
     * @throws StorageUnavailable
     */
    public function update(string $clientId, ClientDraft $draft): CreatedClient
    {
        $old = $this->get($clientId);
        $this->refuse($this->validator->problems($draft, $old));
        $now = $this->clock->now();
        $turned = $draft->type !== $old->type;
        $secret = $turned && $draft->type === ClientRecord::CONFIDENTIAL ? $this->randomness->hex(32) : null;
        $epoch = $old->epoch + ($turned ? 1 : 0);
        $edited = $this->edited($old, $draft, $secret);
        if (!$this->clients->update($edited, $epoch, $draft->actsAs)) {
            throw new InvalidClient(['type' => new ClientProblem(ClientRule::ChangedMeanwhile)]);
        }
        if ($turned) {
            $this->authorizations->endForClient($clientId, EndReason::ClientChange->value, $now);
        } else {
            // Another administrator may have changed the user in the meantime.
            $this->live->endReduced($this->get($clientId), $now);
        }
        if ($old->selfRegistered) {
            $this->adopt($old, $edited);
        }
        $acts = $draft->actsAs === null || $draft->actsAs === $old->actsAs ? [] : ['acts_as' => $draft->actsAs];
        $this->record('client.updated', $clientId, $acts);

        return new CreatedClient($this->get($clientId), $secret);
    }

    /**
     * Keeps a client that registered itself, after an administrator gave it other scopes: the settings for clients that came by
     * themselves no longer apply.
     */
    private function adopt(ClientRecord $old, #[\SensitiveParameter] ClientRecord $edited): void
    {
        if (\array_slice(self::ranked($old->scopes), -1) !== \array_slice($edited->scopes, -1)) {
            $this->documents->keep($old->clientId, true, $this->clock->now());
        }
    }

    /**
     * Counts the authorizations that an edit would end. The numbers may change until the edit.
     *
     * @param ?ClientDraft $draft the edit, which need not be valid; null: the deletion of the client, or the replacement of a
     *                            leaked secret
     * @throws ClientNotFound
     * @throws StorageUnavailable
     */
    public function effects(string $clientId, ?ClientDraft $draft = null): ClientEffects
    {
        $old = $this->get($clientId);
        $reduction = $draft === null ? null : new Reduction($this->edited($old, $draft, null), $draft->type !== $old->type);
        [$authorizations, $users, $own, $causes] = [0, [], 0, []];
        foreach ($this->live->live($old, $this->clock->now()) as $authorization) {
            $cause = $reduction === null ? '' : $reduction->cause($authorization);
            if ($cause === null || !$authorization->inUse) {
                continue;
            }
            $causes[$cause] = true;
            if ($authorization->kind === AuthorizationKind::ClientCredentials) {
                ++$own;
            } else {
                ++$authorizations;
                $users[$authorization->login] = true;
            }
        }

        return new ClientEffects(
            $authorizations,
            count($users),
            $own,
            array_values(array_filter(Reduction::FIELDS, static fn (string $field): bool => isset($causes[$field]))),
        );
    }

    /** The client's row after an edit, with the epoch that it has before. */
    private function edited(ClientRecord $old, ClientDraft $draft, #[\SensitiveParameter] ?string $secret): ClientRecord
    {
        $kept = $draft->type !== $old->type ? null : $old;

        return new ClientRecord(
            clientId: $old->clientId,
            name: ClientName::stored($draft->name),
            description: $draft->description,
            secretHash: $secret === null ? $kept?->secretHash : oauth2_secret_hash($secret),
            secretHint: $secret === null ? $kept?->secretHint : substr($secret, -self::HINT_LENGTH),
            redirectUris: self::unique($draft->redirectUris),
            grantTypes: self::ordered($draft->grantTypes),
            scopes: self::ranked($draft->scopes),
            type: $draft->type,
            active: $old->active,
            ownerLogin: $old->ownerLogin,
            actsAs: $draft->actsAs ?? $old->actsAs,
            epoch: $old->epoch,
            requirePkce: $draft->requirePkce ?? ($old->requirePkce || $draft->type === ClientRecord::PUBLIC),
            createdAt: $old->createdAt,
            updatedAt: $this->clock->now(),
            lastUsedAt: $old->lastUsedAt,
            jwks: $kept?->jwks,
            jwksUri: $kept?->jwksUri,
            selfRegistered: $old->selfRegistered,
        );
    }

    /**
     * Gives a client another owner, who must be a super user. The user whom the client acts as stays the same.
     *
     * @throws ClientNotFound
     * @throws InvalidClient when no super user has this login
     * @throws StorageUnavailable
     */
    public function setOwner(string $clientId, string $login): void
    {
        $old = $this->get($clientId);
        $this->refuse(array_filter(['owner' => $this->validator->owner($login)]));
        if (!$this->clients->setOwner($clientId, $login, $this->clock->now())) {
            throw new ClientNotFound();
        }
        if ($old->ownerLogin !== $login) {
            $this->record('client.owner_changed', $clientId, ['owner' => $login, 'previous' => $old->ownerLogin]);
        }
    }

    /**
     * Pauses or resumes a client. A paused client gets no tokens, and its existing tokens are refused. A client that describes
     * itself in a document stays paused while the settings or a decision of an administrator do not allow it.
     *
     * @throws ClientNotFound
     * @throws InvalidClient when the client is to be resumed and is not allowed
     * @throws StorageUnavailable
     */
    public function setActive(string $clientId, bool $active): void
    {
        $isDecided = $this->get($clientId)->cameByItself();
        $refused = ['clientId' => new ClientProblem(ClientRule::ResumeNotAllowed)];
        if ($isDecided) {
            $this->refuse($active && !($this->confirm)($clientId) ? $refused : []);
            // The administrator has paused it now, so a change of the settings does not resume it.
            $this->documents->save($clientId, ['suspended' => false], $this->clock->now());
        }
        if (!$this->clients->setActive($clientId, $active, $this->clock->now())) {
            throw new ClientNotFound();
        }
        // It may have been blocked at the same time.
        $this->refuse($isDecided && $active && !($this->confirm)($clientId) ? $refused : []);
        $this->record($active ? 'client.resumed' : 'client.paused', $clientId);
    }

    /**
     * Gives a confidential client a new secret. Its tokens stay valid unless the secret has leaked. At most two secrets work:
     * the new one and, for a while, the present one; an older one stops working.
     *
     * @param OldSecretTime $old how long the present secret still works
     * @param bool $leaked true if somebody else may know a secret of the client: then the new one alone works, and all
     *                     authorizations of the client end
     * @return string the new secret, 64 hex digits; only its hash is stored
     * @throws ClientNotFound
     * @throws InvalidClient when the client is public or has keys, or a leaked secret is to work on
     * @throws StorageUnavailable
     */
    public function rotateSecret(string $clientId, OldSecretTime $old = OldSecretTime::None, bool $leaked = false): string
    {
        if ($leaked && $old !== OldSecretTime::None) {
            throw new InvalidClient(['oldSecret' => new ClientProblem(ClientRule::LeakedSecretKept)]);
        }
        $now = $this->clock->now();
        if ($this->get($clientId)->hasKeys()) {
            throw new InvalidClient(['type' => new ClientProblem(ClientRule::KeysNoSecret)]);
        }
        $secret = $this->randomness->hex(32);
        $hash = oauth2_secret_hash($secret);
        $hint = substr($secret, -self::HINT_LENGTH);
        $until = $now + $old->seconds();
        $isReplaced = $leaked
            ? $this->clients->setSecret($clientId, $hash, $hint, $now)
            : $this->clients->rotateSecret($clientId, $hash, $hint, $until, $now);
        if (!$isReplaced) {
            throw new InvalidClient(['type' => new ClientProblem(ClientRule::TypeHasNoSecret)]);
        }
        if ($leaked) {
            $this->authorizations->endForClient($clientId, EndReason::NewSecret->value, $now);
        }
        $kept = $old === OldSecretTime::None ? [] : ['old_until' => $until];
        $this->record('client.secret_rotated', $clientId, ['leaked' => $leaked, ...$kept]);

        return $secret;
    }

    /**
     * Gives a confidential client other keys, or keys in place of its secret. Without keys and address it gets a new secret
     * instead. Its tokens stay valid unless a key or the secret has leaked.
     *
     * @param string $jwks public keys, see {@see ClientKeys}
     * @param string $jwksUri the address of a JWK Set instead
     * @param bool $keep true if the client keeps the keys that it has beside the new ones
     * @param OldSecretTime $old how long the present secret still works, if the client has one
     * @param bool $leaked true if somebody else may know the secret or a private key of the client: then all authorizations of
     *                     the client end
     * @return CreatedClient with a secret only if it has no keys any more
     * @throws ClientNotFound
     * @throws InvalidClient when the client is public, the keys are not valid, or a leaked secret or key is to work on
     * @throws StorageUnavailable
     */
    public function setKeys(
        string $clientId,
        #[\SensitiveParameter]
        string $jwks,
        string $jwksUri = '',
        bool $keep = false,
        OldSecretTime $old = OldSecretTime::None,
        bool $leaked = false,
    ): CreatedClient {
        $client = $this->get($clientId);
        $this->refuse(array_filter(['clientId' => ClientValidator::document($client)]));
        $keys = ClientKeys::read($jwks, $jwksUri, $keep && trim($jwksUri) === '' ? $client->jwks : null);
        $this->refuse($keys->problems);
        if (!$client->isConfidential()) {
            throw new InvalidClient(['jwks' => new ClientProblem(ClientRule::KeysOfPublic)]);
        }
        if ($leaked && ($keep || $old !== OldSecretTime::None)) {
            throw new InvalidClient(['oldSecret' => new ClientProblem(ClientRule::LeakedSecretKept)]);
        }
        $now = $this->clock->now();
        $secret = $keys->isEmpty() ? $this->randomness->hex(32) : null;
        $hash = $secret === null ? null : oauth2_secret_hash($secret);
        $hint = $secret === null ? null : substr($secret, -self::HINT_LENGTH);
        $until = $now + $old->seconds();
        if (!$this->clients->setKeys($client, $keys->jwks, $keys->jwksUri, $hash, $hint, $until, $leaked, $now)) {
            throw new InvalidClient(['jwks' => new ClientProblem(ClientRule::ChangedMeanwhile)]);
        }
        if ($leaked) {
            $this->authorizations->endForClient($clientId, EndReason::NewSecret->value, $now);
        }
        if ($keys->jwksUri !== null) {
            // The next request fetches them, also if they are those that were there before.
            $this->fetchedKeys->forget($keys->jwksUri);
        }
        $saved = $this->get($clientId);
        $oldUntil = $this->oldSecretUntil($saved);
        $this->record('client.keys_changed', $clientId, [
            'method' => $saved->authenticationMethod(),
            'leaked' => $leaked,
            ...($oldUntil === null ? [] : ['old_until' => $oldUntil]),
        ]);

        return new CreatedClient($saved, $secret);
    }

    /**
     * Ends the old secret of a client before its time.
     *
     * @return bool false when no old secret of the client works
     * @throws ClientNotFound
     * @throws StorageUnavailable
     */
    public function endOldSecret(string $clientId): bool
    {
        $this->get($clientId);
        $ended = $this->clients->endOldSecret($clientId, $this->clock->now());
        if ($ended) {
            $this->record('client.old_secret_ended', $clientId);
        }

        return $ended;
    }

    /** The time until which the client's old secret works; null when none works. */
    public function oldSecretUntil(ClientRecord $client): ?int
    {
        return $client->oldSecretHash !== null && $client->oldSecretUntil > $this->clock->now() ? $client->oldSecretUntil : null;
    }

    /**
     * Deletes a client, then its authorizations, which are invalid as soon as the client's row is gone.
     *
     * @throws ClientNotFound
     * @throws StorageUnavailable
     */
    public function delete(string $clientId): void
    {
        $client = $this->get($clientId);
        if ($client->selfRegistered) {
            // The user who allowed it may not have removed this yet, and another user could make it a client once more.
            $this->registrations->remove($clientId);
        }
        if (!$this->clients->delete($clientId)) {
            throw new ClientNotFound();
        }
        // The event has the name, because it can no longer be looked up.
        $this->record('client.deleted', $clientId, ['name' => $client->name]);
        $this->deleteAuthorizations($clientId);
        if ($client->selfRegistered) {
            $this->documents->forget($clientId);
        } elseif ($client->cameByItself()) {
            $this->documents->delete($clientId);
        }
    }

    /**
     * Lists what an administrator should change about a client, in the order of the client's fields.
     *
     * @return list<ClientWarning>
     */
    public function warnings(ClientRecord $client): array
    {
        $warnings = [];
        $schemes = PrivateUseSchemes::of($this->settings->word(Setting::PrivateUseSchemes));
        foreach ($client->redirectUris as $uri) {
            if (RedirectUri::of($uri, $schemes)->problem !== null) {
                $warnings[] = new ClientWarning(ClientWarningKind::RedirectUri, $uri);
            }
        }
        if (!$client->requirePkce && GrantType::AuthorizationCode->isAllowedFor($client)) {
            $warnings[] = new ClientWarning(ClientWarningKind::NoPkce);
        }
        if (GrantType::ClientCredentials->isAllowedFor($client) && !$this->users->exists($client->actsAs ?? '')) {
            $warnings[] = new ClientWarning(ClientWarningKind::NoUser, $client->actsAs ?? '');
        }
        // Nobody answers for a client that came by itself.
        if (!$this->users->exists($client->ownerLogin) && !($client->cameByItself() && $client->ownerLogin === '')) {
            $warnings[] = new ClientWarning(ClientWarningKind::NoOwner, $client->ownerLogin);
        }

        return $warnings;
    }

    private function deleteAuthorizations(string $clientId): void
    {
        do {
            $gone = $this->authorizations->deleteForClient($clientId, self::BATCH);
        } while ($gone > 0);
    }

    /**
     * @param array<string, ClientProblem> $problems
     * @throws InvalidClient
     */
    private function refuse(array $problems): void
    {
        if ($problems !== []) {
            throw new InvalidClient($problems);
        }
    }

    /**
     * Records an event after a change of a client, and deletes the cached origins.
     *
     * @param array<string, scalar> $context
     */
    private function record(string $event, string $clientId, array $context = []): void
    {
        $this->origins->forget();
        $this->events->record(new Event($event, ['client_id' => $clientId, ...$context]));
    }

    /**
     * @param list<string> $values
     * @return list<string>
     */
    private static function unique(array $values): array
    {
        return array_values(array_unique($values));
    }

    /**
     * @param list<string> $grantTypes
     * @return list<string>
     */
    private static function ordered(array $grantTypes): array
    {
        return array_values(array_intersect(GrantType::values(), $grantTypes));
    }

    /**
     * @param list<string> $scopes
     * @return list<string> from the lowest to the highest
     */
    private static function ranked(array $scopes): array
    {
        return array_values(array_intersect(Scope::values(), $scopes));
    }
}
