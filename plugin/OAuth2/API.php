<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Client\ClientProblem;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/**
 * Manages OAuth 2.0 clients, what they were allowed, and the keys that sign their tokens. Only super users may, but for
 * the two methods that show users their own authorizations and end them. Methods that change something confirm the
 * current user's password; ending one's own authorization only takes back, and doesn't.
 *
 * @method static \Piwik\Plugins\OAuth2\API getInstance()
 */
class API extends \Piwik\Plugin\API
{
    /** @var bool Redirect URIs and names have to arrive as they were sent; screens escape them. */
    protected $autoSanitizeInputParams = false;

    /**
     * All clients, the last changed one first.
     *
     * @return list<array<string, mixed>> client_id, name, description, redirect_uris, grant_types, scopes, type,
     *     active, owner_login, created_at, updated_at, last_used_at (UTC), secret_hint, require_pkce, warnings
     */
    public function getClients(): array
    {
        return Presentation::forRenderers((new ClientAdministration($this->administered()->clients()))->all());
    }

    /**
     * One client, in the form of getClients.
     *
     * @return array<string, mixed>
     */
    public function getClient(string $clientId): array
    {
        return $this->client($this->administered(), $clientId);
    }

    /**
     * What createClient, or updateClient for $editedClientId, would refuse, without doing anything: a form asks this
     * before it asks for the password.
     *
     * @param list<string> $grantTypes
     * @param string|list<string> $scope
     * @param string|list<string> $redirectUris
     * @return array<string, string> a sentence in the user's language by field: clientId, name, description, type,
     *     grantTypes, redirectUris, scopes; empty when everything is fine
     */
    public function getClientErrors(
        string $name = '',
        array $grantTypes = [],
        $scope = '',
        $redirectUris = [],
        string $description = '',
        string $type = 'confidential',
        string $clientId = '',
        string $editedClientId = '',
    ): array {
        $registry = $this->administered()->clients();
        $type = self::type($type);
        $draft = ClientAdministration::draft($name, $grantTypes, $scope, $redirectUris, $description, $type, $clientId);
        try {
            return self::sentences($registry->problems($draft, $editedClientId === '' ? null : $editedClientId));
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * The scopes that clients can be given.
     *
     * @return array<string, string> what each lets an application do, by its name
     */
    public function getScopes(): array
    {
        $this->administered();
        $scopes = [];
        foreach (ServerFactory::instance()->settings()->allowedScopes as $scope) {
            $scopes[$scope->value] = Piwik::translate(TextKeys::scopeMeaning($scope));
        }

        return $scopes;
    }

    /**
     * Makes a client. Its owner is the current user.
     *
     * @param list<string> $grantTypes as the metadata lists them in grant_types_supported
     * @param string|list<string> $scope what it may ask for: scopes, separated by spaces
     * @param string|list<string> $redirectUris one on each line
     * @param string $type confidential or public
     * @param string $active '1' or '0'
     * @param string $passwordConfirmation the current user's password
     * @param string $clientId an id of one's own choice; empty: a random one
     * @return array{client: array<string, mixed>, secret: ?string} the secret cannot be had again
     */
    public function createClient(
        string $name,
        array $grantTypes,
        $scope,
        $redirectUris = [],
        string $description = '',
        string $type = 'confidential',
        string $active = '1',
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
        string $clientId = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $type = self::type($type);
        $draft = ClientAdministration::draft($name, $grantTypes, $scope, $redirectUris, $description, $type, $clientId);
        try {
            $created = (new ClientAdministration($server->clients()))
                ->create($draft, Piwik::getCurrentUserLogin(), $active !== '0');

            return Presentation::forRenderers($created);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        }
    }

    /**
     * Replaces what a client is described by. Its owner and id stay. A client that becomes confidential gets a secret,
     * one that becomes public loses it; both end its tokens.
     *
     * @param list<string> $grantTypes
     * @param string|list<string> $scope
     * @param string|list<string> $redirectUris
     * @param string $requirePkce '1' demands PKCE of a client that was taken over without it; empty: as it is
     * @return array{client: array<string, mixed>, secret: ?string}
     */
    public function updateClient(
        string $clientId,
        string $name,
        array $grantTypes,
        $scope,
        $redirectUris = [],
        string $description = '',
        string $type = 'confidential',
        string $active = '1',
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
        string $requirePkce = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $type = self::type($type);
        $pkce = $requirePkce === '1' ? true : null;
        $draft = ClientAdministration::draft($name, $grantTypes, $scope, $redirectUris, $description, $type, '', $pkce);
        try {
            $updated = (new ClientAdministration($server->clients()))->update($clientId, $draft, $active !== '0');

            return Presentation::forRenderers($updated);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Gives a confidential client another secret. The old one and all tokens end.
     *
     * @return array{client_id: string, secret: string}
     */
    public function rotateSecret(string $clientId, #[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $server = $this->confirmed($passwordConfirmation);
        try {
            return ['client_id' => $clientId, 'secret' => $server->clients()->rotateSecret($clientId)];
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Pauses a client ('0') or resumes it ('1'). Paused, it gets no tokens, and those that it has are refused.
     *
     * @return array{client: array<string, mixed>}
     */
    public function setClientActive(
        string $clientId,
        string $active,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        if (!\in_array($active, ['0', '1'], true)) {
            throw new \InvalidArgumentException('active is 1 or 0');
        }
        try {
            $server->clients()->setActive($clientId, $active === '1');
        } catch (ClientNotFound) {
            throw self::notFound();
        }

        return ['client' => $this->client($server, $clientId)];
    }

    /**
     * Deletes a client and all that it was allowed.
     *
     * @return array{deleted: bool}
     */
    public function deleteClient(string $clientId, #[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $server = $this->confirmed($passwordConfirmation);
        try {
            $server->clients()->delete($clientId);
        } catch (ClientNotFound) {
            throw self::notFound();
        }

        return ['deleted' => true];
    }

    /**
     * What a client was allowed, by whom, and whether it still is.
     *
     * @return list<array<string, mixed>> id, client_id, client_name, redirect_host, login, kind (code,
     *     client_credentials), scope, resource, state (active, paused, expired, ended), created_at, last_used_at,
     *     expires_at, ended_at (UTC), end_reason
     */
    public function getAuthorizations(string $clientId): array
    {
        $authorizations = $this->administered()->authorizations()->forClient($clientId);

        return Presentation::forRenderers(array_map(Presentation::authorization(...), $authorizations));
    }

    /**
     * Ends an authorization, and all tokens that it gave.
     *
     * @return array{revoked: bool} false when it had ended before, or never was
     */
    public function revokeAuthorization(
        string $authorizationId,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        return ['revoked' => $this->confirmed($passwordConfirmation)->authorizations()->revoke($authorizationId)];
    }

    /**
     * What the current user has allowed, in the form of getAuthorizations.
     *
     * @return list<array<string, mixed>>
     */
    public function getMyAuthorizations(): array
    {
        Piwik::checkUserIsNotAnonymous();
        $own = ServerFactory::instance()->checkedServer()->authorizations()->forUser(Piwik::getCurrentUserLogin());

        return Presentation::forRenderers(array_map(Presentation::authorization(...), $own));
    }

    /**
     * Ends an authorization of the current user, and all tokens that it gave.
     *
     * @return array{revoked: bool}
     */
    public function revokeMyAuthorization(string $authorizationId): array
    {
        Piwik::checkUserIsNotAnonymous();
        $authorizations = ServerFactory::instance()->checkedServer()->authorizations();

        return ['revoked' => $authorizations->revoke($authorizationId, Piwik::getCurrentUserLogin())];
    }

    /**
     * The keys that sign tokens, oldest first; only public things about them.
     *
     * @return list<array<string, mixed>> kid, algorithm, state (next, current, retired), created_at, activated_at,
     *     expires_at, ready_at (UTC): when the next key may take over
     */
    public function getKeys(): array
    {
        return array_map(Presentation::key(...), $this->administered()->keys()->list());
    }

    /**
     * Lets the next key sign from now on. No call fails by it: the old key's tokens are accepted until they expire.
     *
     * @return array{rotated: bool, wait: int} the seconds until the next key has been published for long enough
     */
    public function rotateKeys(#[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $wait = $this->confirmed($passwordConfirmation)->keys()->rotate();

        return ['rotated' => $wait === 0, 'wait' => $wait];
    }

    /**
     * The URLs that applications are configured with.
     *
     * @return array<string, string> issuer, authorize, token, revoke, introspect, jwks, metadata, resource_metadata,
     *     and those with the prefix clean_ that need the web server's configuration
     */
    public function getEndpoints(): array
    {
        $this->administered();

        return Presentation::endpoints(ServerFactory::instance()->settings());
    }

    private function administered(): AuthorizationServer
    {
        Piwik::checkUserHasSuperUserAccess();

        return ServerFactory::instance()->checkedServer();
    }

    private function confirmed(#[\SensitiveParameter] string $passwordConfirmation): AuthorizationServer
    {
        Piwik::checkUserHasSuperUserAccess();
        $this->confirmCurrentUserPassword($passwordConfirmation);

        return ServerFactory::instance()->checkedServer();
    }

    /** @return array<string, mixed> */
    private function client(AuthorizationServer $server, string $clientId): array
    {
        try {
            return Presentation::forRenderers((new ClientAdministration($server->clients()))->get($clientId));
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /** The official plugin takes every other word for confidential. */
    private static function type(string $type): string
    {
        return $type === ClientRecord::PUBLIC ? ClientRecord::PUBLIC : ClientRecord::CONFIDENTIAL;
    }

    private static function readable(InvalidClient $invalid): \InvalidArgumentException
    {
        return new \InvalidArgumentException(implode(' ', self::sentences($invalid->problems)));
    }

    /**
     * @param array<string, ClientProblem> $problems
     * @return array<string, string>
     */
    private static function sentences(array $problems): array
    {
        return array_map(
            static fn (ClientProblem $problem): string => Piwik::translate(TextKeys::problem($problem->rule), $problem->values),
            $problems,
        );
    }

    private static function notFound(): \InvalidArgumentException
    {
        return new \InvalidArgumentException(Piwik::translate('OAuth2_ClientNotFound'));
    }
}
