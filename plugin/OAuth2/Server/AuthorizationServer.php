<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server;

use Piwik\Plugins\OAuth2\Server\Assertion\AssertionVerifier;
use Piwik\Plugins\OAuth2\Server\Assertion\FetchedJwks;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantRegistry;
use Piwik\Plugins\OAuth2\Server\Assistant\Assistants;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantSwitches;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentFetches;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Assistant\VendorDocuments;
use Piwik\Plugins\OAuth2\Server\Authorizations\Authorizations;
use Piwik\Plugins\OAuth2\Server\Authorize\AuthorizationEndpoint;
use Piwik\Plugins\OAuth2\Server\Authorize\FlowTrial;
use Piwik\Plugins\OAuth2\Server\Client\ClientAuthenticator;
use Piwik\Plugins\OAuth2\Server\Client\ClientLog;
use Piwik\Plugins\OAuth2\Server\Client\ClientOrigins;
use Piwik\Plugins\OAuth2\Server\Client\ClientRegistry;
use Piwik\Plugins\OAuth2\Server\Client\ClientTrial;
use Piwik\Plugins\OAuth2\Server\Client\NewSecrets;
use Piwik\Plugins\OAuth2\Server\Client\Throttle;
use Piwik\Plugins\OAuth2\Server\Client\UnreadProxy;
use Piwik\Plugins\OAuth2\Server\Fetch\Fetcher;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Fetch\NoFetcher;
use Piwik\Plugins\OAuth2\Server\Grant\Grants;
use Piwik\Plugins\OAuth2\Server\Grant\TokenEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\JsonEndpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Keys\JwksEndpoint;
use Piwik\Plugins\OAuth2\Server\Keys\KeyRotation;
use Piwik\Plugins\OAuth2\Server\Keys\PublishedKeys;
use Piwik\Plugins\OAuth2\Server\Keys\SigningKey;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Metadata\ServerMetadata;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;
use Piwik\Plugins\OAuth2\Server\Port\Cache;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;
use Piwik\Plugins\OAuth2\Server\Port\NoEvents;
use Piwik\Plugins\OAuth2\Server\Port\NullCache;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\SystemClock;
use Piwik\Plugins\OAuth2\Server\Port\Users;
use Piwik\Plugins\OAuth2\Server\Registration\RegistrationEndpoint;
use Piwik\Plugins\OAuth2\Server\Registration\SelfRegistration;
use Piwik\Plugins\OAuth2\Server\Registration\WaitingRoom;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\Plugins\OAuth2\Server\Resource\TrialAuthorization;
use Piwik\Plugins\OAuth2\Server\Token\AccessTokens;
use Piwik\Plugins\OAuth2\Server\Token\IntrospectionEndpoint;
use Piwik\Plugins\OAuth2\Server\Token\RefreshTokenValidity;
use Piwik\Plugins\OAuth2\Server\Token\RevocationEndpoint;
use Piwik\Plugins\OAuth2\Server\Token\TokenValidity;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientEventTable;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\Connection;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\Storage\FetchedKeysTable;
use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\NewSecretTable;
use Piwik\Plugins\OAuth2\Storage\RegistrationTable;
use Piwik\Plugins\OAuth2\Storage\RequestQuery;
use Piwik\Plugins\OAuth2\Storage\RevokedTokenTable;
use Piwik\Plugins\OAuth2\Storage\Schema;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\Storage\SigningKeyTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;
use Piwik\Plugins\OAuth2\Storage\ThrottleTable;
use Piwik\Plugins\OAuth2\Storage\UsedAssertionTable;

/**
 * The OAuth 2.0 authorization server and its entry point. It creates each component on first use, so that a request
 * loads only the classes it needs. The methods that take a request return a response for every request and never throw;
 * an error is a response, too.
 */
final class AuthorizationServer
{
    /** The number of seconds that a client waits if every grant type is switched off; only an administrator changes that. */
    private const SWITCHED_OFF_RETRY = 300;

    /** The maximum number of seconds for which the daily task fetches keys of clients; the next run continues. */
    private const REFRESH_TIME = 60;

    private ?AuthorizationTable $authorizationTable = null;

    private ?ClientTable $clientTable = null;

    private ?SigningKeyTable $keyTable = null;

    private ?SigningKey $signingKey = null;

    private ?PublishedKeys $publishedKeys = null;

    private ?AccessTokens $accessTokens = null;

    private ?AssistantSwitches $switches = null;

    /**
     * @param ?\Closure(): Fetcher $fetcher creates what fetches documents of other hosts; null: this server cannot
     * @param ?\Closure(): Settings $reread reads the settings anew, which an administrator may have changed since the request began;
     *                                       null: nobody changes them
     */
    public function __construct(
        private readonly Settings $settings,
        private readonly Connection $connection,
        private readonly Users $users,
        private readonly Clock $clock = new SystemClock(),
        private readonly Randomness $randomness = new ExtensionRandomness(),
        private readonly Events $events = new NoEvents(),
        private readonly Cache $cache = new NullCache(),
        private readonly ?\Closure $fetcher = null,
        private readonly ?\Closure $reread = null,
    ) {
    }

    /**
     * Answers a request to any endpoint but the authorization endpoint, which needs the browser's session: see
     * {@see authorization()}.
     *
     * @throws \LogicException for Endpoint::Authorize
     */
    public function answer(Endpoint $endpoint, Request $request): Response
    {
        return match ($endpoint) {
            Endpoint::Token => $this->token($request),
            Endpoint::Revoke => $this->revoke($request),
            Endpoint::Introspect => $this->introspect($request),
            Endpoint::Register => $this->register($request),
            Endpoint::Jwks => $this->jwks($request),
            Endpoint::Metadata => $this->metadata($request),
            Endpoint::ResourceMetadata => $this->resourceMetadata($request),
            Endpoint::Authorize => throw new \LogicException('The authorization endpoint needs a session'),
        };
    }

    /** Answers a request to the token endpoint (RFC 6749 3.2). */
    public function token(Request $request): Response
    {
        return $this->serveIfOffered(Endpoint::Token, $request, fn (): Response => (new TokenEndpoint(
            $this->settings,
            $this->authenticator(),
            $this->clientTable(),
            $this->accessTokens(),
            new Grants(
                $this->settings,
                $this->authorizationTable(),
                $this->accessTokens(),
                $this->users,
                $this->clock,
                $this->randomness,
                $this->events,
            ),
            $this->clock,
            $this->unreadProxy(...),
        ))->answer($request));
    }

    /** Answers a request to the revocation endpoint (RFC 7009). */
    public function revoke(Request $request): Response
    {
        return $this->endpoint(Endpoint::Revoke)->serve($request, fn (): Response => (new RevocationEndpoint(
            $this->settings,
            $this->authenticator(),
            $this->authorizationTable(),
            new RevokedTokenTable($this->connection),
            $this->accessTokens(),
            $this->clock,
            $this->events,
        ))->answer($request));
    }

    /** Answers a request to the introspection endpoint (RFC 7662). */
    public function introspect(Request $request): Response
    {
        return $this->endpoint(Endpoint::Introspect)->serve($request, fn (): Response => (new IntrospectionEndpoint(
            $this->settings,
            $this->authenticator(),
            $this->accessTokens(),
            $this->tokenState(),
            new RefreshTokenValidity($this->settings, $this->users, $this->clock),
        ))->answer($request));
    }

    /** Answers a request to the client registration endpoint (RFC 7591). */
    public function register(Request $request): Response
    {
        return $this->endpoint(Endpoint::Register)->serve($request, fn (): Response => (new RegistrationEndpoint(
            $this->settings,
            $this->waitingRoom(),
            $this->clock,
            $this->randomness,
        ))->answer($request));
    }

    /** Answers a request for the JWK Set (RFC 7517 5). */
    public function jwks(Request $request): Response
    {
        return $this->endpoint(Endpoint::Jwks)->serve(
            $request,
            fn (): Response => (new JwksEndpoint($this->publishedKeys(), fn () => $this->keys()->initialise()))->answer($request),
        );
    }

    /**
     * Answers a request for the authorization server metadata (RFC 8414).
     *
     * @param bool $openId true for a request to .well-known/openid-configuration, see {@see ServerMetadata}
     */
    public function metadata(Request $request, bool $openId = false): Response
    {
        return $this->serveIfOffered(
            Endpoint::Metadata,
            $request,
            fn (): Response => (new ServerMetadata($this->settings))->answer($request, $openId),
        );
    }

    /**
     * Answers a request for protected resource metadata (RFC 9728). An unknown resource gets status 404.
     *
     * @param ?string $resource the resource of a path-form well-known URL; null: the query parameter `resource` or, without
     *                          that parameter, the default resource
     */
    public function resourceMetadata(Request $request, ?string $resource = null): Response
    {
        return $this->endpoint(Endpoint::ResourceMetadata)->serve(
            $request,
            fn (): Response => (new ResourceMetadata($this->settings))->answer($request, $resource),
        );
    }

    /**
     * Answers a request for a document at a well-known URL. A URL of another issuer or of an unknown resource gets status 404.
     */
    public function document(Request $request, WellKnownUrl $url): Response
    {
        if ($url->endpoint === Endpoint::ResourceMetadata) {
            // The query is part of the resource's identifier and selects nothing.
            return $this->resourceMetadata(
                new Request($request->method, '', $request->headers),
                $url->resource($this->settings->endpoints->base),
            );
        }
        if ($url->isOfIssuer($this->settings->issuer)) {
            return $this->metadata($request, $url->isOpenId());
        }

        return $this->endpoint(Endpoint::Metadata)->serve($request, static fn (): Response => throw OAuthError::invalidRequest(
            'There is no authorization server of this issuer',
            404,
        ));
    }

    /** The authorization endpoint (RFC 6749 3.1). Its caller provides the session and renders the pages. */
    public function authorization(): AuthorizationEndpoint
    {
        return new AuthorizationEndpoint(
            $this->settings,
            $this->clientTable(),
            $this->authorizationTable(),
            new ConsentTable($this->connection),
            $this->clock,
            $this->randomness,
            $this->events,
            $this->unavailable(...),
            $this->assistants(...),
            fn (): Settings => $this->reread === null ? $this->settings : ($this->reread)(),
            $this->selfRegistration(...),
        );
    }

    /** The clients that registered themselves. */
    public function selfRegistration(): SelfRegistration
    {
        return new SelfRegistration(
            $this->settings,
            new RegistrationTable($this->connection),
            $this->waitingRoom(),
            $this->clientTable(),
            new DocumentTable($this->connection),
            $this->origins(),
            $this->clientLog(),
            $this->clock,
            $this->events,
        );
    }

    /**
     * The clients that nobody registered.
     *
     * @param ?Settings $settings the settings as they are now, if they may have changed since the request began
     */
    public function assistants(?Settings $settings = null): Assistants
    {
        return new Assistants(
            $settings ?? $this->settings,
            new KnownAssistants(),
            $this->switches(),
            new DocumentTable($this->connection),
            new DocumentFetches(
                $this->fetcher(),
                new ThrottleTable($this->connection),
                $this->clock,
                $this->settings->wrappingSecret,
            ),
            $this->clientTable(),
            $this->authorizationTable(),
            $this->origins(),
            $this->clock,
            $this->events,
        );
    }

    /** What administrators see and decide about clients that connect by themselves. */
    public function assistantRegistry(): AssistantRegistry
    {
        return new AssistantRegistry(
            $this->assistants(),
            new KnownAssistants(),
            $this->switches(),
            new DocumentTable($this->connection),
            new RegistrationTable($this->connection),
            $this->clientTable(),
            $this->authorizationTable(),
            $this->vendorDocuments(),
            $this->clock,
            $this->events,
        );
    }

    /** What vendors publish now, beside the documents in use. */
    public function vendorDocuments(): VendorDocuments
    {
        return new VendorDocuments(
            $this->assistants(),
            new KnownAssistants(),
            $this->switches(),
            new DocumentTable($this->connection),
            $this->clientTable(),
            $this->fetcher(),
            $this->clock,
            $this->events,
        );
    }

    /** The registry through which administrators manage clients. */
    public function clients(): ClientRegistry
    {
        return new ClientRegistry(
            $this->clientTable(),
            $this->authorizationTable(),
            $this->origins(),
            $this->settings,
            $this->users,
            $this->clock,
            $this->randomness,
            $this->events,
            new FetchedKeysTable($this->connection),
            new DocumentTable($this->connection),
            new RegistrationTable($this->connection),
            fn (string $clientId): bool => $this->assistants()->confirm($clientId),
        );
    }

    /** The log of what happened to each client. */
    public function clientLog(): ClientLog
    {
        return new ClientLog(new ClientEventTable($this->connection), $this->clock);
    }

    /** A trial of a client's credentials, for the administrator who has just created it. */
    public function clientTrial(): ClientTrial
    {
        return new ClientTrial($this->answer(...));
    }

    /** A trial of Authorization Code with an administrator's own access. */
    public function flowTrial(): FlowTrial
    {
        return new FlowTrial(
            $this->authorization(),
            $this->randomness,
            $this->token(...),
            fn (string $id): bool => $this->authorizations()->revoke($id),
        );
    }

    /** The new secrets whose answers to administrators may have been lost. */
    public function newSecrets(): NewSecrets
    {
        return new NewSecrets(new NewSecretTable($this->connection), $this->clock, $this->settings->wrappingSecret);
    }

    /** The origins of public clients' applications, for the cross-origin rules of a protected resource. */
    public function origins(): ClientOrigins
    {
        return new ClientOrigins($this->clientTable(), $this->settings, $this->cache);
    }

    /** The list of authorizations that users and administrators can view and revoke. */
    public function authorizations(): Authorizations
    {
        return new Authorizations(
            $this->authorizationTable(),
            $this->clientTable(),
            new DocumentTable($this->connection),
            new KnownAssistants(),
            $this->clock,
            $this->events,
        );
    }

    /** The rotation of the signing keys. */
    public function keys(): KeyRotation
    {
        return new KeyRotation(
            $this->keyTable(),
            new RevokedTokenTable($this->connection),
            $this->publishedKeys(),
            $this->signingKey(),
            $this->settings,
            $this->clock,
            $this->events,
        );
    }

    /** The current signing key. */
    public function signingKey(): SigningKey
    {
        return $this->signingKey ??= new SigningKey(
            $this->keyTable(),
            $this->settings,
            fn () => $this->keys()->initialise(),
        );
    }

    /** The public keys that verify access tokens. */
    public function publishedKeys(): PublishedKeys
    {
        return $this->publishedKeys ??= new PublishedKeys(
            $this->keyTable(),
            $this->settings,
            $this->clock,
            $this->cache,
        );
    }

    /** The verifier of bearer tokens, for a protected resource. */
    public function bearer(): BearerTokenVerifier
    {
        return new BearerTokenVerifier(
            $this->settings,
            $this->accessTokens(),
            $this->tokenState(),
            $this->authorizationTable(),
            $this->clientTable(),
            $this->clock,
            $this->unavailable(...),
        );
    }

    /** A client with tokens for a test of the protected resource. Use it in a transaction, which you roll back. */
    public function trial(): TrialAuthorization
    {
        return new TrialAuthorization(
            $this->clientTable(),
            $this->authorizationTable(),
            $this->accessTokens(),
            $this->settings,
            $this->clock,
            $this->randomness,
        );
    }

    /** The periodic tasks: removal of expired rows, rotation of signing keys. */
    public function maintenance(): Maintenance
    {
        return new Maintenance(
            $this->authorizationTable(),
            new RevokedTokenTable($this->connection),
            new ConsentTable($this->connection),
            new ThrottleTable($this->connection),
            $this->clientTable(),
            new RegistrationTable($this->connection),
            new NewSecretTable($this->connection),
            new UsedAssertionTable($this->connection),
            new FetchedKeysTable($this->connection),
            new DocumentTable($this->connection),
            $this->clientLog(),
            $this->keys(),
            $this->clock,
        );
    }

    /**
     * Fetches the keys of clients again that give the address of a JWK Set, for a daily task.
     *
     * @return int the number of fetched sets
     */
    public function refreshClientKeys(): int
    {
        return $this->fetchedJwks()->refresh($this->clientTable()->keyAddresses(), self::REFRESH_TIME);
    }

    /** The detection of a proxy that is missing in the configuration. */
    public function unreadProxy(): UnreadProxy
    {
        return new UnreadProxy(new ThrottleTable($this->connection), $this->clock, $this->settings->wrappingSecret);
    }

    private function endpoint(Endpoint $endpoint): JsonEndpoint
    {
        return new JsonEndpoint($endpoint->method(), $endpoint->isCrossOrigin(), $this->events, $this->unavailable(...));
    }

    /**
     * Answers 503 while every grant type is switched off: no token can be requested, and metadata without
     * grant_types_supported would announce the implicit grant (RFC 8414 2).
     *
     * @param \Closure(): Response $handler
     */
    private function serveIfOffered(Endpoint $endpoint, Request $request, \Closure $handler): Response
    {
        if ($this->settings->grantTypes !== []) {
            return $this->endpoint($endpoint)->serve($request, $handler);
        }

        return $this->endpoint($endpoint)->serve($request, static fn (): Response => throw OAuthError::temporarilyUnavailable(
            'Every grant type is switched off in the settings of OAuth2',
            self::SWITCHED_OFF_RETRY,
        ));
    }

    /** Logs a schema mismatch as an event: unlike an outage, it lasts until an administrator migrates the tables. */
    private function unavailable(StorageUnavailable $failure): void
    {
        if (!$failure instanceof SchemaMismatch && $failure->ofSchema) {
            try {
                (new Schema($this->connection))->check();
            } catch (StorageUnavailable $reason) {
                $failure = $reason;
            }
        }
        if ($failure instanceof SchemaMismatch) {
            $this->events->record(new Event('schema.mismatch', ['found' => $failure->found, 'needed' => $failure->needed]));
        }
    }

    private function switches(): AssistantSwitches
    {
        return $this->switches ??= new AssistantSwitches(new MetaTable($this->connection));
    }

    private function fetcher(): Fetcher
    {
        return $this->fetcher === null ? new NoFetcher(FetchProblem::NoCurl) : ($this->fetcher)();
    }

    private function authorizationTable(): AuthorizationTable
    {
        return $this->authorizationTable ??= new AuthorizationTable($this->connection);
    }

    private function clientTable(): ClientTable
    {
        return $this->clientTable ??= new ClientTable($this->connection);
    }

    private function keyTable(): SigningKeyTable
    {
        return $this->keyTable ??= new SigningKeyTable($this->connection);
    }

    private function authenticator(): ClientAuthenticator
    {
        return new ClientAuthenticator(
            new RequestQuery($this->connection),
            $this->clientTable(),
            $this->clock,
            $this->throttle(...),
            fn (): AssertionVerifier => new AssertionVerifier(
                $this->settings,
                $this->clock,
                new UsedAssertionTable($this->connection),
                $this->fetchedJwks(...),
            ),
        );
    }

    private function fetchedJwks(): FetchedJwks
    {
        return new FetchedJwks(new FetchedKeysTable($this->connection), $this->fetcher(), $this->clock, $this->events);
    }

    private function throttle(): Throttle
    {
        return new Throttle(
            new ThrottleTable($this->connection),
            $this->settings->throttle,
            $this->clock,
            $this->events,
            $this->settings->wrappingSecret,
        );
    }

    private function waitingRoom(): WaitingRoom
    {
        return new WaitingRoom(
            new RegistrationTable($this->connection),
            $this->throttle(),
            $this->settings->throttle,
            $this->clock,
            $this->settings->wrappingSecret,
        );
    }

    private function accessTokens(): AccessTokens
    {
        return $this->accessTokens ??= new AccessTokens(
            $this->signingKey(),
            $this->publishedKeys(),
            $this->settings,
            $this->clock,
            $this->randomness,
            $this->events,
        );
    }

    private function tokenState(): TokenValidity
    {
        return new TokenValidity($this->authorizationTable(), $this->users, $this->settings);
    }
}
