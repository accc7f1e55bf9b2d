<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Client\ClientDraft;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Client\ClientProblem;
use Piwik\Plugins\OAuth2\Server\Client\ClientRegistry;
use Piwik\Plugins\OAuth2\Server\Client\ClientRule;
use Piwik\Plugins\OAuth2\Server\Client\CreatedClient;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * Operations on clients that the API and the console share. They take user input and return arrays; the callers check
 * permissions and report errors.
 */
final readonly class ClientAdministration
{
    public function __construct(private ClientRegistry $clients)
    {
    }

    /**
     * @param array<mixed> $grantTypes
     * @param string|array<mixed> $scope separated by spaces, or a list
     * @param string|array<mixed> $redirectUris one per line, or a list
     */
    public static function draft(
        string $name,
        array $grantTypes,
        string|array $scope,
        string|array $redirectUris,
        string $description,
        string $type,
        string $clientId = '',
        ?bool $requirePkce = null,
        string $actsAs = '',
        #[\SensitiveParameter]
        string $jwks = '',
        string $jwksUri = '',
    ): ClientDraft {
        return new ClientDraft(
            $name,
            self::texts(\is_string($redirectUris) ? (array) preg_split('/\R/', $redirectUris) : $redirectUris),
            self::texts($grantTypes),
            self::texts(\is_string($scope) ? explode(' ', $scope) : $scope),
            $type,
            $description,
            $clientId === '' ? null : $clientId,
            $requirePkce,
            $actsAs === '' ? null : $actsAs,
            $jwks,
            $jwksUri,
        );
    }

    /**
     * Lists all clients, the most recently changed one first.
     *
     * @return list<array<string, mixed>> see {@see Presentation::client()}
     * @throws StorageUnavailable
     */
    public function all(): array
    {
        $clients = $this->clients->all();
        usort($clients, static fn ($a, $b): int => $b->updatedAt <=> $a->updatedAt);

        return array_map(fn ($client): array => Presentation::client($client, $this->clients), $clients);
    }

    /**
     * One page of the clients that pass a filter, and the number of all of them.
     *
     * @return array{clients: list<array<string, mixed>>, total: int} see {@see Presentation::client()}
     * @throws StorageUnavailable
     */
    public function page(ClientFilter $filter, ClientSort $sort, bool $descending, int $limit, int $offset): array
    {
        return [
            'clients' => array_map(
                fn ($client): array => Presentation::client($client, $this->clients),
                $this->clients->page($filter, $sort, $descending, $limit, $offset),
            ),
            'total' => $this->clients->count($filter),
        ];
    }

    /**
     * @return array<string, mixed> see {@see Presentation::client()}
     * @throws ClientNotFound
     * @throws StorageUnavailable
     */
    public function get(string $clientId): array
    {
        return Presentation::client($this->clients->get($clientId), $this->clients);
    }

    /**
     * @return array{client: array<string, mixed>, secret: ?string} secret: null for a public client and for one with keys; it
     *     cannot be retrieved later
     * @throws InvalidClient
     * @throws StorageUnavailable
     */
    public function create(ClientDraft $draft, string $ownerLogin, bool $active): array
    {
        return $this->finish($this->clients->create($draft, $ownerLogin), $active);
    }

    /**
     * @param ?bool $active null keeps the state
     * @return array{client: array<string, mixed>, secret: ?string} secret: null unless the client has become confidential
     * @throws ClientNotFound
     * @throws InvalidClient
     * @throws StorageUnavailable
     */
    public function update(string $clientId, ClientDraft $draft, ?bool $active = null): array
    {
        return $this->finish($this->clients->update($clientId, $draft), $active);
    }

    /**
     * Replaces the secret of a client, see {@see ClientRegistry::rotateSecret()}.
     *
     * @param string $oldSecret the value of an {@see OldSecretTime}
     * @return array{client_id: string, secret: string, old_secret_until: ?string}
     * @throws ClientNotFound
     * @throws InvalidClient when the time is unknown as well
     * @throws StorageUnavailable
     */
    public function rotateSecret(string $clientId, string $oldSecret, bool $leaked): array
    {
        $secret = $this->clients->rotateSecret($clientId, self::oldSecretTime($oldSecret), $leaked);

        return [
            'client_id' => $clientId,
            'secret' => $secret,
            'old_secret_until' => Presentation::time($this->clients->oldSecretUntil($this->clients->get($clientId))),
        ];
    }

    /**
     * Gives a client keys, or a secret in place of its keys, see {@see ClientRegistry::setKeys()}.
     *
     * @param string $oldSecret the value of an {@see OldSecretTime}
     * @return array{client: array<string, mixed>, secret: ?string} secret: null unless the client has no keys any more
     * @throws ClientNotFound
     * @throws InvalidClient when the time is unknown as well
     * @throws StorageUnavailable
     */
    public function setKeys(
        string $clientId,
        #[\SensitiveParameter]
        string $jwks,
        string $jwksUri,
        bool $keep,
        string $oldSecret,
        bool $leaked,
    ): array {
        $time = self::oldSecretTime($oldSecret);

        return $this->finish($this->clients->setKeys($clientId, $jwks, $jwksUri, $keep, $time, $leaked), null);
    }

    /** @throws InvalidClient */
    private static function oldSecretTime(string $value): OldSecretTime
    {
        return OldSecretTime::tryFrom($value) ?? throw new InvalidClient([
            'oldSecret' => new ClientProblem(ClientRule::OldSecretTime, implode(', ', OldSecretTime::values())),
        ]);
    }

    /** @return array{client: array<string, mixed>, secret: ?string} */
    private function finish(CreatedClient $saved, ?bool $active): array
    {
        $client = $saved->client;
        if ($active !== null && $client->active !== $active) {
            $this->clients->setActive($client->clientId, $active);
            $client = $this->clients->get($client->clientId);
        }

        return ['client' => Presentation::client($client, $this->clients), 'secret' => $saved->secret];
    }

    /**
     * @param array<mixed> $values
     * @return list<string>
     */
    private static function texts(array $values): array
    {
        $texts = array_map(static fn (mixed $value): string => \is_string($value) ? trim($value) : '', $values);

        return array_values(array_filter($texts, static fn (string $text): bool => $text !== ''));
    }
}
