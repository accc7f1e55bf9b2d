<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Container\StaticContainer;
use Piwik\IP;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\ApiValue;
use Piwik\Plugins\OAuth2\Matomo\BrowserSession;
use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Matomo\Discovery;
use Piwik\Plugins\OAuth2\Matomo\OutgoingRequests;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingsPreview;
use Piwik\Plugins\OAuth2\Matomo\SettingValues;
use Piwik\Plugins\OAuth2\Matomo\StaticDocuments;
use Piwik\Plugins\OAuth2\Matomo\TextKeys;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\SelfTest\Canary;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantNotFound;
use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Client\ClientEffects;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Client\ClientProblem;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Server\Client\OldSecretTime;
use Piwik\Plugins\OAuth2\Server\Discovery\FolderRefused;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Server\Keys\KeyNotFound;
use Piwik\Plugins\OAuth2\Storage\ClientFilter;
use Piwik\Plugins\OAuth2\Storage\ClientOrigin;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientSort;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\SigningKeyRecord;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/**
 * Manages OAuth 2.0 clients, their authorizations, and the keys that sign access tokens. All methods need super user
 * access, except getMyAuthorizations, revokeMyAuthorization and revokeMyApp, which any logged-in user may call. Methods that
 * change something ask for the current user's password, except these and pausing with setClientActive, which can only take
 * access away, confirmNewSecret, and testClient, which ends all that it makes.
 *
 * @method static \Piwik\Plugins\OAuth2\API getInstance()
 */
class API extends \Piwik\Plugin\API
{
    /** The parameters that describe a client, in every method that creates or changes one. */
    private const CLIENT = ['name', 'grantTypes', 'scope', 'redirectUris', 'description', 'type', 'requirePkce', 'actsAs'];

    /** Those of a new client only. */
    private const NEW_CLIENT = ['clientId', 'jwks', 'jwksUri'];

    /** @var bool off, because redirect URIs and names must arrive unchanged; the screens escape them */
    protected $autoSanitizeInputParams = false;

    public function __construct()
    {
        Texts::load();
    }

    /**
     * A reading method for the self-test.
     *
     * @ignore
     */
    public function isCanaryAlive(): bool
    {
        Piwik::checkUserHasSomeViewAccess();

        return Canary::sing(__FUNCTION__);
    }

    /**
     * A method for the self-test that counts as writing.
     *
     * @ignore
     */
    public function touchCanary(): bool
    {
        Piwik::checkUserHasSomeViewAccess();

        return Canary::sing(__FUNCTION__);
    }

    /**
     * A method for the self-test that needs the user's password.
     *
     * @ignore
     */
    public function touchCanaryWithPassword(#[\SensitiveParameter] string $passwordConfirmation): bool
    {
        $this->confirmCurrentUserPassword($passwordConfirmation);

        return Canary::sing(__FUNCTION__);
    }

    /**
     * Lists all clients, the most recently changed one first.
     *
     * @return list<array<string, mixed>> client_id, name, description, redirect_uris, grant_types, scopes (the highest first), type,
     *     active, owner_login (empty: none), acts_as (the user whose access client credentials have; null: nobody),
     *     created_at, updated_at, last_used_at (UTC), secret_hint, secret_created_at and secret_used_at (UTC; null: unknown or
     *     never), old_secret_hint, old_secret_until, old_secret_created_at and old_secret_used_at of an old secret that still
     *     works, require_pkce, auth_method (none, client_secret or private_key_jwt), jwks (the client's public keys as JSON text; null:
     *     none), jwks_uri (their address; null: none), self_registered (true: it registered itself, and nobody has checked its
     *     name), keys (kid, algorithm and thumbprint of each key in jwks), warnings
     */
    public function getClients(): array
    {
        return Presentation::forRenderers((new ClientAdministration($this->administered()->clients()))->all());
    }

    /**
     * Lists one page of the clients.
     *
     * @param string $search words, separated by spaces; each must be part of a client's name, ID, description, redirect URIs,
     *     or of the logins of its owner and of the user whom it acts as. Letter case does not matter
     * @param string $status active, paused, or empty for both
     * @param string $type confidential, public, or empty for both
     * @param string $sort name, updated_at or last_used_at; clients that were never used count as used before all others
     * @param string $order asc or desc
     * @param int $limit the size of the page, 1 to 100
     * @param int $offset the number of clients before the page
     * @param string $origin administrator, document (clients that describe themselves), registration (clients that registered
     *     themselves), or empty for all
     * @return array{clients: list<array<string, mixed>>, total: int} clients: with the same members as in getClients; total: the
     *     number of clients on all pages
     */
    public function getClientPage(
        string $search = '',
        string $status = '',
        string $type = '',
        string $sort = ClientSort::Updated->value,
        string $order = 'desc',
        int $limit = 20,
        int $offset = 0,
        string $origin = '',
    ): array {
        $clients = new ClientAdministration($this->administered()->clients());
        $filter = new ClientFilter(
            $search,
            $type === '' ? null : ApiValue::choice('type', $type, [ClientRecord::CONFIDENTIAL, ClientRecord::PUBLIC]),
            $status === '' ? null : ApiValue::choice('status', $status, ['active', 'paused']) === 'active',
            $origin === '' ? null : ClientOrigin::from(ApiValue::choice('origin', $origin, array_column(ClientOrigin::cases(), 'value'))),
        );

        return Presentation::forRenderers($clients->page(
            $filter,
            ClientSort::from(ApiValue::choice('sort', $sort, array_column(ClientSort::cases(), 'value'))),
            ApiValue::choice('order', $order, ['asc', 'desc']) === 'desc',
            ApiValue::number('limit', $limit, 1, 100),
            ApiValue::number('offset', $offset, 0),
        ));
    }

    /**
     * Returns one client, with the same members as in getClients.
     *
     * @return array<string, mixed>
     */
    public function getClient(string $clientId): array
    {
        return $this->client($this->administered(), $clientId);
    }

    /**
     * Validates the values for createClient, or for updateClient if $editedClientId is given, without saving anything.
     * A form calls this before it asks for the password.
     *
     * @param list<string> $grantTypes
     * @param string|list<string> $scope
     * @param string|list<string> $redirectUris
     * @param string|int|bool $requirePkce as in updateClient
     * @return array<string, string> error messages in the user's language by field: clientId, name, description, type,
     *     grantTypes, redirectUris, scopes, requirePkce, actsAs, jwks, jwksUri; empty if all values are valid
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
        string $actsAs = '',
        $requirePkce = '',
        #[\SensitiveParameter]
        string $jwks = '',
        string $jwksUri = '',
    ): array {
        $registry = $this->administered()->clients();
        $type = self::type($type);
        $requirePkce = ApiValue::flag('requirePkce', $requirePkce);
        $draft = ClientAdministration::draft(...compact(self::CLIENT, self::NEW_CLIENT));
        try {
            return self::sentences($registry->problems($draft, $editedClientId === '' ? null : $editedClientId));
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Counts the authorizations that would end if the client were deleted, or its secret replaced as leaked.
     *
     * @return array{authorizations: int, users: int, own: int, causes: list<string>} authorizations: those that users gave;
     *     users: the number of these users; own: those that the client has for itself (client credentials); causes: empty
     */
    public function getClientEffects(string $clientId): array
    {
        try {
            return Presentation::effects($this->administered()->clients()->effects($clientId));
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Counts the authorizations that updateClient with these values would end, without saving anything.
     *
     * @param list<string> $grantTypes
     * @param string|list<string> $scope
     * @param string|list<string> $redirectUris
     * @return array{authorizations: int, users: int, own: int, causes: list<string>} as getClientEffects; causes: the fields
     *     that end them, of type, scopes, grantTypes, redirectUris, actsAs
     */
    public function getUpdateEffects(
        string $clientId,
        array $grantTypes,
        $scope,
        $redirectUris = [],
        string $type = 'confidential',
        string $actsAs = '',
    ): array {
        $registry = $this->administered()->clients();
        $draft = ClientAdministration::draft('', $grantTypes, $scope, $redirectUris, '', self::type($type), actsAs: $actsAs);
        try {
            return Presentation::effects($registry->effects($clientId, $draft));
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Lists the scopes that a client can have.
     *
     * @return array<string, string> by scope: a description of the access in the user's language
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
     * Creates a client. Its owner is the current user.
     *
     * @param list<string> $grantTypes values of grant_types_supported in the server metadata
     * @param string|list<string> $scope scopes, separated by spaces, or a list. The highest is the most that the
     *     client can get, and includes those below it; a request without a scope asks for the lowest
     * @param string|list<string> $redirectUris one per line, or a list
     * @param string $type confidential or public
     * @param string|int|bool $active '1' for an active client, '0' for a paused one
     * @param string $passwordConfirmation the current user's password
     * @param string $clientId the client id; a random one if empty
     * @param string $actsAs the login of the user whose access client credentials have; the current user if empty
     * @param string|int|bool $requirePkce '0' lets a confidential client omit PKCE, for an application that cannot use it
     * @param string $jwks public keys by which a confidential client authenticates in place of a secret (private_key_jwt): a JWK
     *     Set, one JWK, or PEM text
     * @param string $jwksUri the https URL of a JWK Set instead
     * @return array{client: array<string, mixed>, secret: ?string} secret: null for a public client and for one with keys; it
     *     cannot be retrieved later
     */
    public function createClient(
        string $name,
        array $grantTypes,
        $scope,
        $redirectUris = [],
        string $description = '',
        string $type = 'confidential',
        $active = '1',
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
        string $clientId = '',
        string $actsAs = '',
        $requirePkce = '',
        #[\SensitiveParameter]
        string $jwks = '',
        string $jwksUri = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $type = self::type($type);
        $requirePkce = ApiValue::flag('requirePkce', $requirePkce);
        $draft = ClientAdministration::draft(...compact(self::CLIENT, self::NEW_CLIENT));
        try {
            $created = (new ClientAdministration($server->clients()))
                ->create($draft, Piwik::getCurrentUserLogin(), ApiValue::flag('active', $active) ?? true);
            self::keep($server, $created['client']['client_id'], $created['secret'], true);

            return Presentation::forRenderers($created);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        }
    }

    /**
     * Replaces all values of a client except its id, owner and keys. A client that becomes confidential gets a secret; one that
     * becomes public loses its secret or keys. Either change of the type ends the client's tokens.
     *
     * @param list<string> $grantTypes
     * @param string|list<string> $scope
     * @param string|list<string> $redirectUris
     * @param string|int|bool $active '0' pauses the client; '1' keeps it active
     * @param string|int|bool $requirePkce '1' requires PKCE; '0' lets a confidential client omit it, for an application that cannot
     *     use it; empty keeps the value
     * @param string $actsAs the login of the user whose access client credentials have; another one ends the client's own
     *     tokens. Empty keeps the user
     * @return array{client: array<string, mixed>, secret: ?string} secret: null unless the client has become confidential
     */
    public function updateClient(
        string $clientId,
        string $name,
        array $grantTypes,
        $scope,
        $redirectUris = [],
        string $description = '',
        string $type = 'confidential',
        $active = '1',
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
        $requirePkce = '',
        string $actsAs = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $type = self::type($type);
        $requirePkce = ApiValue::flag('requirePkce', $requirePkce);
        $draft = ClientAdministration::draft(...compact(self::CLIENT));
        try {
            $updated = (new ClientAdministration($server->clients()))->update($clientId, $draft, ApiValue::flag('active', $active) ?? true);
            self::keep($server, $clientId, $updated['secret']);

            return Presentation::forRenderers($updated);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Gives a confidential client a new secret. The old secret stops working at once, unless $oldSecret says how long it works
     * beside the new one; a secret that was older ends. The client's tokens stay valid, unless $leaked is '1'.
     *
     * @param string $oldSecret how long the old secret still works: now, 1hour, 1day, 7days or 30days
     * @param string|int|bool $leaked '1' if somebody else may know a secret of the client: then all its tokens end, too
     * @return array{client_id: string, secret: string, old_secret_until: ?string} old_secret_until: in UTC; null if the old
     *     secret has stopped working
     */
    public function rotateSecret(
        string $clientId,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
        string $oldSecret = OldSecretTime::None->value,
        $leaked = '0',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $isLeaked = ApiValue::flag('leaked', $leaked) ?? false;
        try {
            $rotated = (new ClientAdministration($server->clients()))->rotateSecret($clientId, $oldSecret, $isLeaked);
            self::keep($server, $clientId, $rotated['secret']);

            return $rotated;
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Gives a confidential client public keys by which it authenticates in place of a secret (private_key_jwt), or other keys.
     * If $jwks and $jwksUri are empty, the client gets a new secret in place of its keys. Its tokens stay valid, unless $leaked
     * is '1'.
     *
     * @param string $jwks a JWK Set, one JWK, or public keys as PEM text
     * @param string $jwksUri the https URL of a JWK Set instead
     * @param string|int|bool $keep '1' keeps the keys that the client has beside those in $jwks, until the application uses the
     *     new ones
     * @param string $oldSecret how long the client's secret works beside its first keys: now, 1hour, 1day, 7days or 30days
     * @param string|int|bool $leaked '1' if somebody else may know a private key or the secret of the client: then all its tokens
     *     end, too
     * @return array{client: array<string, mixed>, secret: ?string} secret: null while the client has keys
     */
    public function setClientKeys(
        string $clientId,
        #[\SensitiveParameter]
        string $jwks = '',
        string $jwksUri = '',
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
        $keep = '0',
        string $oldSecret = OldSecretTime::None->value,
        $leaked = '0',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $isKept = ApiValue::flag('keep', $keep) ?? false;
        $isLeaked = ApiValue::flag('leaked', $leaked) ?? false;
        try {
            $saved = (new ClientAdministration($server->clients()))
                ->setKeys($clientId, $jwks, $jwksUri, $isKept, $oldSecret, $isLeaked);
            self::keep($server, $clientId, $saved['secret']);

            return Presentation::forRenderers($saved);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Returns a new secret again whose answer was lost. The session that created or rotated it may ask for five minutes, until
     * it confirms the secret. Requests with a token get nothing.
     *
     * @param string $clientId the client; empty for the client that this session created last
     * @return array{client_id: ?string, secret: ?string} null if there is none
     */
    public function getNewSecret(string $clientId = ''): array
    {
        $server = $this->administered();
        $session = StaticContainer::get(BrowserSession::class)->id();
        $found = $session === null ? null : $server->newSecrets()->find($session, $clientId);

        return $found ?? ['client_id' => null, 'secret' => null];
    }

    /**
     * Tests a client by making the requests that it would make, and ends at once what they make. It needs the client's secret
     * in place of the user's password, except that Authorization Code can be tested without: then the token request is made
     * only for a client that has no secret. Nothing is sent to the redirect URI.
     *
     * @param string $scope the scope to request; empty: none with Client Credentials, all scopes of the client otherwise
     * @param string $grantType client_credentials, or authorization_code, for which the current user gives consent; empty:
     *     the first of them that the client has
     * @return array{status: int, answer: array<string, mixed>, revoked: bool, steps: array<string, ?bool>, message: string}
     *     steps: authorization, consent, token_request, end: true if it worked, false if it failed, null if it was not tried; status
     *     and answer: those of the last response to the client, with tokens masked; status is 0 if there was none; revoked:
     *     false if there was no token; message: what the user would have read in place of the consent page, or empty
     */
    public function testClient(
        string $clientId,
        #[\SensitiveParameter]
        string $secret = '',
        string $scope = '',
        string $grantType = '',
    ): array {
        $server = $this->administered();
        $types = ['', GrantType::ClientCredentials->value, GrantType::AuthorizationCode->value];
        $flow = GrantType::AuthorizationCode->value === ApiValue::choice('grantType', $grantType, $types);
        try {
            $client = $server->clients()->get($clientId);
            $flow = $flow || ($grantType === '' && !\in_array(GrantType::ClientCredentials->value, $client->grantTypes, true));
        } catch (ClientNotFound) {
            $client = $flow ? throw self::notFound() : null;
        }
        $report = $flow && $client !== null
            ? $server->flowTrial()->run(
                $client,
                $secret,
                $scope,
                ServerFactory::instance()->users()->find(Piwik::getCurrentUserLogin()),
                IP::getIpFromHeader(),
            )
            : $server->clientTrial()->run($clientId, $secret, $scope, IP::getIpFromHeader());

        return [
            'status' => $report->status,
            'answer' => $report->answer,
            'revoked' => $report->revoked,
            'steps' => $report->steps,
            'message' => $report->page === '' ? '' : Piwik::translate('OAuth2_Error' . $report->page, [$client->name ?? '']),
        ];
    }

    /**
     * Confirms that a new secret has arrived, so that getNewSecret no longer returns it.
     *
     * @return array{confirmed: bool} false if there was none to confirm
     */
    public function confirmNewSecret(string $clientId): array
    {
        $server = $this->administered();
        $session = StaticContainer::get(BrowserSession::class)->id();

        return ['confirmed' => $session !== null && $server->newSecrets()->confirm($session, $clientId)];
    }

    /**
     * Ends the old secret of a client, which otherwise works until the time that was chosen when the secret was rotated.
     *
     * @return array{ended: bool} false if the client has no old secret that works
     */
    public function endOldSecret(string $clientId, #[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $server = $this->confirmed($passwordConfirmation);
        try {
            return ['ended' => $server->clients()->endOldSecret($clientId)];
        } catch (ClientNotFound) {
            throw self::notFound();
        }
    }

    /**
     * Pauses or resumes a client. A paused client gets no tokens, and the tokens that it has are refused.
     *
     * @param string|bool $active '0' or false pauses the client, '1' or true resumes it
     * @param string $passwordConfirmation the current user's password; pausing needs none, because it only takes access away
     * @return array{client: array<string, mixed>}
     */
    public function setClientActive(
        string $clientId,
        $active,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        Piwik::checkUserHasSuperUserAccess();
        $active = ApiValue::flag('active', $active) ?? throw new \InvalidArgumentException('active is 1 or 0');
        $server = $active ? $this->confirmed($passwordConfirmation) : $this->administered();
        try {
            $server->clients()->setActive($clientId, $active);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }

        return ['client' => $this->client($server, $clientId)];
    }

    /**
     * Gives a client another owner, the super user who answers for it. The user whose access client credentials have stays
     * the same: updateClient changes that.
     *
     * @param string $ownerLogin the login of a super user
     * @return array{client: array<string, mixed>}
     */
    public function setClientOwner(
        string $clientId,
        string $ownerLogin,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        try {
            $server->clients()->setOwner($clientId, $ownerLogin);
        } catch (InvalidClient $invalid) {
            throw self::readable($invalid);
        } catch (ClientNotFound) {
            throw self::notFound();
        }

        return ['client' => $this->client($server, $clientId)];
    }

    /**
     * Deletes a client and its authorizations.
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
     * Lists the authorizations of a client, including those that have ended.
     *
     * @return list<array<string, mixed>> id, client_id, client_name, redirect_host, login, kind (code,
     *     client_credentials), scope, resource, state (active, paused, expired, ended), created_at, last_used_at,
     *     expires_at, ended_at (UTC), end_reason, named_by (who chose the client's name: administrator, vendor of a known
     *     assistant, app), client_host (of the document in which the client describes itself; null), resource_kind (api, mcp,
     *     other)
     */
    public function getAuthorizations(string $clientId): array
    {
        return self::authorizations($this->administered()->authorizations()->forClient($clientId));
    }

    /**
     * Lists what happened to a client, the newest first: at most 200 events of the last year. Tokens are no events.
     *
     * @return list<array<string, mixed>> name (as in docs/events.md, without OAuth2.), happened_at (UTC), by (the login of the
     *     administrator; empty if it was none), details (members of the event: acts_as, owner, previous, method, leaked,
     *     old_until in UTC, login, scope, reason, ended, count, limit, decision)
     */
    public function getClientEvents(string $clientId): array
    {
        $server = $this->administered();
        $this->client($server, $clientId);

        return Presentation::forRenderers(array_map(Presentation::clientEvent(...), $server->clientLog()->of($clientId)));
    }

    /**
     * Revokes an authorization and all its tokens.
     *
     * @return array{revoked: bool} false if the authorization does not exist or has already ended
     */
    public function revokeAuthorization(
        string $authorizationId,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        return ['revoked' => $this->confirmed($passwordConfirmation)->authorizations()->revoke($authorizationId)];
    }

    /**
     * Revokes all authorizations of a client and all their tokens. The client stays: users can allow it again, and it can get
     * tokens of its own.
     *
     * @return array{revoked: int} the number of authorizations that ended
     */
    public function revokeAuthorizations(
        string $clientId,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        $server = $this->confirmed($passwordConfirmation);
        $this->client($server, $clientId);

        return ['revoked' => $server->authorizations()->revokeAllOfClient($clientId)];
    }

    /**
     * Lists the authorizations of the current user, with the same members as in getAuthorizations.
     *
     * @return list<array<string, mixed>>
     */
    public function getMyAuthorizations(): array
    {
        Piwik::checkUserIsNotAnonymous();

        return self::authorizations(
            ServerFactory::instance()->checkedServer()->authorizations()->forUser(Piwik::getCurrentUserLogin()),
        );
    }

    /**
     * Revokes an authorization of the current user and all its tokens.
     *
     * @return array{revoked: bool} false if the current user has no such authorization or it has already ended
     */
    public function revokeMyAuthorization(string $authorizationId): array
    {
        Piwik::checkUserIsNotAnonymous();
        $authorizations = ServerFactory::instance()->checkedServer()->authorizations();

        return ['revoked' => $authorizations->revoke($authorizationId, Piwik::getCurrentUserLogin())];
    }

    /**
     * Revokes all authorizations of the current user for a client, and their tokens.
     *
     * @return array{revoked: int} how many there were
     */
    public function revokeMyApp(string $clientId): array
    {
        Piwik::checkUserIsNotAnonymous();
        $authorizations = ServerFactory::instance()->checkedServer()->authorizations();

        return ['revoked' => $authorizations->revokeClient(Piwik::getCurrentUserLogin(), $clientId)];
    }

    /**
     * Lists the keys that sign access tokens, the oldest first, without their private parts.
     *
     * @return list<array<string, mixed>> kid, algorithm, state (next, current, retired), created_at, activated_at,
     *     expires_at, ready_at (the time from which the next key may sign), all in UTC
     */
    public function getKeys(): array
    {
        return array_map(Presentation::key(...), $this->administered()->keys()->list());
    }

    /**
     * Rotates the signing key: the next key becomes the current one. Tokens of the old key stay valid until they expire.
     *
     * @return array{rotated: bool, wait: int} wait: the seconds until the next key has been published long enough to
     *     sign; 0 if the key was rotated
     */
    public function rotateKeys(#[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $wait = $this->confirmed($passwordConfirmation)->keys()->rotate();

        return ['rotated' => $wait === 0, 'wait' => $wait];
    }

    /**
     * Withdraws a key that somebody else may have. From the next call on, no server of this Matomo accepts a token that it
     * signed, and it leaves the JWK Set; if it is the key that signs, the next one takes over at once. Programs elsewhere
     * that verify tokens themselves accept the key until their copy of the JWK Set expires.
     *
     * @param string $kid the key, as getKeys() names it
     * @return array{withdrawn: string, current: string} the key that no longer works, and the one that signs
     */
    public function withdrawKey(string $kid, #[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        try {
            return ['withdrawn' => $kid, 'current' => $this->confirmed($passwordConfirmation)->keys()->withdraw($kid)];
        } catch (KeyNotFound) {
            throw new \InvalidArgumentException(Piwik::translate('OAuth2_KeyNotFound'));
        }
    }

    /**
     * Counts the authorizations whose access tokens may end if the key were withdrawn: all that are in use if the key has
     * signed. They stay, and applications with a refresh token get new access tokens.
     *
     * @param string $kid the key, as getKeys() names it
     * @return array{authorizations: int, users: int, own: int, causes: list<string>} as getClientEffects
     */
    public function getKeyEffects(string $kid): array
    {
        $server = $this->administered();
        $states = array_column($server->keys()->list(), 'state', 'kid');
        $state = $states[$kid] ?? throw new \InvalidArgumentException(Piwik::translate('OAuth2_KeyNotFound'));

        return Presentation::effects(
            $state === SigningKeyRecord::NEXT ? new ClientEffects(0, 0, 0, []) : $server->authorizations()->live(),
        );
    }

    /**
     * Lists the issuer and the URLs of the endpoints, which applications are configured with.
     *
     * @return array<string, string> issuer, authorize, token, revoke, introspect, jwks, metadata, resource_metadata; all but
     *     issuer also with the prefix clean_: clean routes, which need the web server's configuration
     */
    public function getEndpoints(): array
    {
        $this->administered();

        return Presentation::endpoints(ServerFactory::instance()->settings());
    }

    /**
     * Lists the assistants that may connect by themselves, and those that have.
     *
     * @return array<string, mixed> trust (the setting), hosts (those of the settings), settings (the names of these two),
     *     outgoing (why this Matomo cannot fetch documents; null if it can), known: key, name, vendor, state (off, on, follow),
     *     documents, redirect_hosts, users, last_used_at; clients: client_id (the address of the document, or a blocked host),
     *     name, host, redirect_hosts, assistant (the key of a known one), state (allowed, pending, blocked, paused), kept, scopes,
     *     users, last_used_at, asked_by, differs, checked_at, check_problem
     */
    public function getAssistants(): array
    {
        $this->administered();
        $factory = ServerFactory::instance()->forPages();

        return Presentation::forRenderers(Presentation::assistants(
            $factory->server()->assistantRegistry(),
            $factory->settings(),
            OutgoingRequests::problem(),
        ));
    }

    /**
     * Switches a known assistant.
     *
     * @param string $assistant its key, as getAssistants names it
     * @param string $state on: with the plugin's copy of its document; follow: with the document as the vendor publishes it;
     *     off: it may not connect, and its tokens are refused
     * @return array<string, mixed> as getAssistants
     */
    public function setAssistant(
        string $assistant,
        string $state,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        $this->confirmed($passwordConfirmation);

        return $this->changeAssistants(static fn (AuthorizationServer $server) => $server->assistantRegistry()->switch($assistant, $state));
    }

    /**
     * Approves or blocks a client that describes itself in a document, or takes an earlier decision back.
     *
     * @param string $clientId the address of the document; a host name blocks all of its documents
     * @param string $decision approved, blocked or none
     * @param string $passwordConfirmation the current user's password; blocking needs none, because it only takes access away
     * @return array<string, mixed> as getAssistants
     */
    public function decideAssistant(
        string $clientId,
        string $decision,
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        Piwik::checkUserHasSuperUserAccess();
        $chosen = DocumentDecision::tryFrom($decision);
        if ($chosen === DocumentDecision::Pending || ($chosen === null && $decision !== 'none')) {
            throw new \InvalidArgumentException('decision is approved, blocked or none');
        }
        if ($chosen !== DocumentDecision::Blocked) {
            $this->confirmed($passwordConfirmation);
        }

        return $this->changeAssistants(static fn (AuthorizationServer $server) => $server->assistantRegistry()->decide($clientId, $chosen));
    }

    /**
     * Keeps a client that came by itself, with scopes of its own: it stays allowed while assistants are switched on at all.
     *
     * @param string|list<string> $scope the scopes that it may have; empty: it is no longer kept
     * @return array<string, mixed> as getAssistants
     */
    public function keepAssistant(
        string $clientId,
        $scope = '',
        #[\SensitiveParameter]
        string $passwordConfirmation = '',
    ): array {
        $this->confirmed($passwordConfirmation);
        $words = \is_array($scope) ? $scope : explode(' ', $scope);
        $scopes = array_values(array_filter($words, static fn (mixed $word): bool => \is_string($word) && $word !== ''));

        return $this->changeAssistants(static fn (AuthorizationServer $server) => $server->assistantRegistry()->keep($clientId, $scopes));
    }

    /**
     * Puts the document that the vendor publishes now in place of the one in use, after a comparison has found a difference.
     *
     * @param string $clientId the address of the document
     * @return array<string, mixed> as getAssistants
     */
    public function adoptAssistant(string $clientId, #[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $this->confirmed($passwordConfirmation);

        return $this->changeAssistants(static fn (AuthorizationServer $server) => $server->vendorDocuments()->adopt($clientId));
    }

    /**
     * @param \Closure(AuthorizationServer): void $change
     * @return array<string, mixed>
     */
    private function changeAssistants(\Closure $change): array
    {
        $this->administered();
        try {
            $change(ServerFactory::instance()->forPages()->server());
        } catch (AssistantNotFound) {
            throw new \InvalidArgumentException(Piwik::translate('OAuth2_AssistantNotFound'));
        }

        return $this->getAssistants();
    }

    /**
     * Returns where clients look for this server's metadata and what they find, as the last test saw it, and the state of the
     * files with the metadata in Matomo's folder.
     *
     * @return array<string, mixed> as {@see Presentation::discovery()}
     */
    public function getDiscovery(): array
    {
        $this->administered();
        $issuer = ServerFactory::instance()->forPages()->settings()->issuer;
        $discovery = StaticContainer::get(Discovery::class);
        $report = $discovery->last($issuer);

        return Presentation::forRenderers(Presentation::discovery(
            ServerFactory::instance()->settings(),
            $report,
            $report === null ? [] : $discovery->rules($report),
            Piwik::translate(...),
        ));
    }

    /**
     * Asks this Matomo's own public address what a client would ask, and stores the result. Where the clean routes answer, the
     * metadata name them from then on, unless the setting says otherwise.
     *
     * @return array<string, mixed> as getDiscovery
     */
    public function testDiscovery(): array
    {
        $this->administered();
        StaticContainer::get(Discovery::class)->test();

        return $this->getDiscovery();
    }

    /**
     * Writes the metadata as files into the folder .well-known of Matomo's own folder, for web servers without rules for them,
     * or removes them. Matomo keeps the files up to date.
     *
     * @return array<string, mixed> as getDiscovery
     */
    public function setDocuments(bool $written, #[\SensitiveParameter] string $passwordConfirmation = ''): array
    {
        $this->confirmed($passwordConfirmation);
        try {
            $written ? StaticDocuments::write() : StaticDocuments::remove();
        } catch (FolderRefused $refused) {
            throw new \InvalidArgumentException(Piwik::translate(TextKeys::folder($refused->problem), $refused->path));
        }

        return $this->getDiscovery();
    }

    /**
     * Checks values for the plugin's system settings, and counts what the change would end, without saving anything. A form
     * calls this before it asks for the password.
     *
     * @param array<string, mixed> $values the changed values by the names of the settings; an empty text for an empty list
     * @return array{errors: array<string, string>, effects: array<string, mixed>, clients: array<string, int>} errors: messages
     *     in the user's language by setting; effects: as getClientEffects, causes are settings; clients: by setting, how many
     *     clients must be configured again, or get no more tokens with the grant type. Without numbers if there are errors
     */
    public function getSettingsPreview(array $values): array
    {
        $server = $this->administered();
        $errors = StaticContainer::get(SystemSettings::class)->problems($values);
        $preview = new SettingsPreview($server->authorizations(), $server->clients(), SettingValues::all());

        return ['errors' => $errors, ...$preview->of($errors === [] ? $values : [])];
    }

    /**
     * @param list<AuthorizationView> $views
     * @return list<array<string, mixed>>
     */
    private static function authorizations(array $views): array
    {
        $issuer = ServerFactory::instance()->settings()->issuer;

        return Presentation::forRenderers(array_map(
            static fn (AuthorizationView $view): array => Presentation::authorization($view, $issuer),
            $views,
        ));
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

    /** Keeps a new secret for {@see getNewSecret()}. A failure must not lose the answer, which has the secret. */
    private static function keep(
        AuthorizationServer $server,
        string $clientId,
        #[\SensitiveParameter]
        ?string $secret,
        bool $isCreated = false,
    ): void {
        $session = StaticContainer::get(BrowserSession::class)->id();
        if ($session === null || $secret === null) {
            return;
        }
        try {
            $server->newSecrets()->keep($session, $clientId, $secret, $isCreated);
        } catch (StorageException) {
            return;
        }
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

    /** Treats every value except "public" as confidential, as the official plugin does. */
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
            static fn (ClientProblem $problem): string => Piwik::translate(
                TextKeys::problem($problem->rule),
                array_map(self::words(...), $problem->values),
            ),
            $problems,
        );
    }

    /** Replaces the name of a grant type, or names with commas, by the titles that the form shows. */
    private static function words(string $value): string
    {
        $types = array_map(GrantType::tryFrom(...), explode(', ', $value));

        return \in_array(null, $types, true) ? $value : implode(', ', array_map(
            static fn (?GrantType $type): string => $type === null ? '' : Piwik::translate(TextKeys::grant($type)),
            $types,
        ));
    }

    private static function notFound(): \InvalidArgumentException
    {
        return new \InvalidArgumentException(Piwik::translate('OAuth2_ClientNotFound'));
    }
}
