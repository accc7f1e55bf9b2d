<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorizations;

use Piwik\Plugins\OAuth2\Server\Assistant\DocumentAddress;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** Lists and revokes authorizations, for their users and for administrators. */
final readonly class Authorizations
{
    private const BATCH = 500;

    public function __construct(
        private AuthorizationTable $authorizations,
        private ClientTable $clients,
        private DocumentTable $documents,
        private KnownAssistants $known,
        private Clock $clock,
        private Events $events,
    ) {
    }

    /**
     * Lists the authorizations that act with a user's rights: active ones first, each group newest first.
     *
     * @return list<AuthorizationView> at most AuthorizationTable::LIST_LIMIT
     * @throws StorageUnavailable
     */
    public function forUser(string $login): array
    {
        return $this->views($this->authorizations->listForUser($login));
    }

    /**
     * Lists a client's authorizations: active ones first, each group newest first.
     *
     * @return list<AuthorizationView> at most AuthorizationTable::LIST_LIMIT
     * @throws StorageUnavailable
     */
    public function forClient(string $clientId): array
    {
        return $this->views($this->authorizations->listForClient($clientId));
    }

    /**
     * Finds an authorization, also one whose code has not been redeemed yet.
     *
     * @throws StorageUnavailable
     */
    public function find(string $id): ?AuthorizationView
    {
        $record = $this->authorizations->find($id);

        return $record === null ? null : $this->views([$record])[0];
    }

    /**
     * Ends an authorization and all tokens that were issued under it.
     *
     * @param ?string $login the user who revokes it, who must be its user; null for an administrator
     * @return bool false when the authorization does not exist, belongs to another user, or has already ended
     * @throws StorageUnavailable
     */
    public function revoke(string $id, ?string $login = null): bool
    {
        $authorization = $this->authorizations->find($id);
        if ($authorization === null || ($login !== null && $authorization->login !== $login)) {
            return false;
        }
        $reason = $login === null ? EndReason::Administrator : EndReason::User;
        if (!$this->authorizations->end($id, $reason->value, $this->clock->now())) {
            return false;
        }
        $this->events->record(new Event('authorization.revoked', [
            'authorization_id' => $id,
            'client_id' => $authorization->clientId,
            'login' => $authorization->login,
            'reason' => $reason->value,
        ]));

        return true;
    }

    /**
     * Ends all authorizations with which a client acts with a user's rights, also those whose code has not been redeemed yet.
     *
     * @param string $login the user who revokes them
     * @return int the number of authorizations that ended
     * @throws StorageUnavailable
     */
    public function revokeClient(string $login, string $clientId): int
    {
        $reason = EndReason::User;
        $ended = $this->authorizations->endForUserAndClient($login, $clientId, $reason->value, $this->clock->now());
        if ($ended > 0) {
            $this->events->record(new Event('authorization.revoked', [
                'client_id' => $clientId,
                'login' => $login,
                'count' => $ended,
                'reason' => $reason->value,
            ]));
        }

        return $ended;
    }

    /**
     * Ends all authorizations that act with a user's rights.
     *
     * @return int the number of authorizations that ended
     * @throws StorageUnavailable
     */
    public function revokeAllOf(string $login, EndReason $reason): int
    {
        $ended = $this->authorizations->endForUser($login, $reason->value, $this->clock->now());
        if ($ended > 0) {
            $this->events->record(new Event('authorization.revoked', [
                'login' => $login,
                'count' => $ended,
                'reason' => $reason->value,
            ]));
        }

        return $ended;
    }

    /**
     * Ends all authorizations of a client, for an administrator. The client stays, and users can allow it again.
     *
     * @return int the number of authorizations that ended
     * @throws StorageUnavailable
     */
    public function revokeAllOfClient(string $clientId): int
    {
        $reason = EndReason::Administrator->value;
        $ended = $this->authorizations->endForClient($clientId, $reason, $this->clock->now());
        if ($ended > 0) {
            $this->events->record(new Event('authorization.revoked', [
                'client_id' => $clientId,
                'count' => $ended,
                'reason' => $reason,
            ]));
        }

        return $ended;
    }

    /**
     * Ends all authorizations with a scope that the settings no longer allow, so that they do not come back with the scope.
     *
     * @param list<Scope> $allowed
     * @return int the number of authorizations that ended
     * @throws StorageUnavailable
     */
    public function endExcept(array $allowed): int
    {
        $total = 0;
        foreach (Scope::cases() as $scope) {
            $ended = \in_array($scope, $allowed, true) ? 0 : $this->endWith($scope);
            if ($ended > 0) {
                $this->events->record(new Event('scope.removed', ['scope' => $scope->value, 'count' => $ended]));
            }
            $total += $ended;
        }

        return $total;
    }

    /**
     * Counts the authorizations of all clients that are in use. The numbers may change at any time.
     *
     * @param ?non-empty-list<Scope> $scopes only those with exactly one of these scopes; null: all
     * @param ?string $cause what would end them, for {@see ClientEffects::$causes}; null: not said
     * @throws StorageUnavailable
     */
    public function live(?array $scopes = null, ?string $cause = null): ClientEffects
    {
        $names = $scopes === null ? null : array_map(static fn (Scope $scope): string => $scope->value, $scopes);
        $counts = $this->authorizations->countLive($names, $this->clock->now());
        $code = $counts[AuthorizationKind::Code->value] ?? ['authorizations' => 0, 'users' => 0];
        $own = $counts[AuthorizationKind::ClientCredentials->value]['authorizations'] ?? 0;

        return new ClientEffects($code['authorizations'], $code['users'], $own, $counts === [] || $cause === null ? [] : [$cause]);
    }

    /**
     * Deletes the authorizations of a deleted user and removes the login from clients, so that a later user with the same
     * login inherits nothing. Clients stay, with everything that other users have allowed them.
     *
     * @param string $login the login in any letter case: Matomo finds users without regard to it
     * @throws StorageUnavailable
     */
    public function userDeleted(string $login): void
    {
        $stored = [$login, ...$this->clients->spellings($login), ...$this->authorizations->spellings($login)];
        foreach (array_unique($stored) as $spelling) {
            $this->forgetLogin($spelling);
        }
        $this->documents->forgetUser($login);
    }

    /** Ends the authorizations with exactly this scope and returns their number. */
    private function endWith(Scope $scope): int
    {
        $ended = 0;
        $after = '';
        do {
            $ids = $this->authorizations->liveWithScopes([$scope->value], $after, self::BATCH);
            $ended += $this->authorizations->endMany($ids, EndReason::ScopeRemoval->value, $this->clock->now());
            $after = $ids === [] ? '' : $ids[count($ids) - 1];
        } while (count($ids) === self::BATCH);

        return $ended;
    }

    private function forgetLogin(string $login): void
    {
        // First: without the login, a client that requests a token at this moment gets none.
        $acted = array_filter(
            $this->clients->findActingAs($login),
            fn (ClientRecord $client): bool => $this->clients->clearActsAs($client->clientId, $login),
        );
        $owned = array_filter(
            $this->clients->findOwnedBy($login),
            fn (ClientRecord $client): bool => $this->clients->clearOwner($client->clientId, $login),
        );
        $this->revokeAllOf($login, EndReason::UserDeletion);
        do {
            $gone = $this->authorizations->deleteForUser($login, self::BATCH);
        } while ($gone > 0);
        foreach ($acted as $client) {
            $this->events->record(new Event('client.user_deleted', ['client_id' => $client->clientId, 'login' => $login]));
        }
        foreach ($owned as $client) {
            $this->events->record(new Event('client.owner_deleted', ['client_id' => $client->clientId, 'login' => $login]));
        }
    }

    /**
     * @param list<AuthorizationRecord> $records
     * @return list<AuthorizationView>
     */
    private function views(array $records): array
    {
        $now = $this->clock->now();
        $ids = array_map(static fn (AuthorizationRecord $record): string => $record->clientId, $records);
        $clients = $this->clients->findMany($ids);
        $views = [];
        foreach ($records as $record) {
            $client = $clients[$record->clientId] ?? null;
            $address = DocumentAddress::of($record->clientId);
            $views[] = new AuthorizationView(
                $record->id,
                $record->clientId,
                $client === null ? $record->clientId : $client->name,
                $record->redirectUri === null ? null : RedirectUri::of($record->redirectUri)->destination(),
                $record->login,
                $record->kind,
                Scope::tryFrom($record->scope),
                $record->resource,
                self::state($record, $client, $now),
                $record->createdAt,
                $record->lastUsedAt,
                $record->expiresAt,
                $record->endedAt,
                $record->endReason,
                $this->namedBy($address, $client),
                $address?->host,
            );
        }
        // The query sorts ended rows last; expired and paused ones are known only here.
        $live = static fn (AuthorizationView $view): bool => $view->state === AuthorizationStatus::Active;

        return [
            ...array_values(array_filter($views, $live)),
            ...array_values(array_filter($views, static fn (AuthorizationView $view): bool => !$live($view))),
        ];
    }

    private function namedBy(?DocumentAddress $address, ?ClientRecord $client): NamedBy
    {
        return match (true) {
            $address === null => $client?->selfRegistered === true ? NamedBy::App : NamedBy::Administrator,
            $this->known->find($address) === null => NamedBy::App,
            default => NamedBy::Vendor,
        };
    }

    private static function state(AuthorizationRecord $record, ?ClientRecord $client, int $now): AuthorizationStatus
    {
        return match (true) {
            $record->endedAt !== null, $client === null => AuthorizationStatus::Ended,
            $client->epoch !== $record->clientEpoch => AuthorizationStatus::Ended,
            $record->expiresAt <= $now => AuthorizationStatus::Expired,
            !$client->active => AuthorizationStatus::Paused,
            default => AuthorizationStatus::Active,
        };
    }
}
