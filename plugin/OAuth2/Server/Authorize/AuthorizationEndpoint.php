<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Assistant\AssistantRefused;
use Piwik\Plugins\OAuth2\Server\Assistant\Assistants;
use Piwik\Plugins\OAuth2\Server\Assistant\KnownAssistants;
use Piwik\Plugins\OAuth2\Server\Client\Reduction;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\EndReason;
use Piwik\Plugins\OAuth2\Server\Http\MalformedParameters;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\Clock;
use Piwik\Plugins\OAuth2\Server\Port\Event;
use Piwik\Plugins\OAuth2\Server\Port\Events;
use Piwik\Plugins\OAuth2\Server\Port\Randomness;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Registration\SelfRegistration;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\ScopePolicy;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\OAuth2\Server\Settings;
use Piwik\Plugins\OAuth2\Storage\AuthorizationKind;
use Piwik\Plugins\OAuth2\Storage\AuthorizationRecord;
use Piwik\Plugins\OAuth2\Storage\AuthorizationTable;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\ConsentTable;
use Piwik\Plugins\OAuth2\Storage\LiveAuthorization;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/**
 * The authorization endpoint (RFC 6749 3.1): a client's request by GET, the user's decision by POST. Every request asks for
 * consent, even if the user allowed the same before, because a public client cannot prove who runs it (RFC 8252 8.6).
 * prompt=login and prompt=consent are therefore accepted and change nothing; prompt=none gets consent_required once a user is
 * logged in.
 */
final readonly class AuthorizationEndpoint
{
    /** The whole query, percent-encoded once more, must fit into the form that returns it. */
    private const MAX_QUERY = 16384;

    /** The number of seconds that a consent page may be open before the user decides. */
    private const CONSENT_TTL = 1800;

    /** The fields of the consent page's form. */
    private const FORM_FIELDS = ['request', 'nonce', 'decision', 'scope'];

    /** The length of a code: 32 characters of the authorization's id, a dot, 43 of a secret. */
    private const CODE_LENGTH = 76;

    private RequestRules $rules;

    /**
     * @param \Closure(StorageUnavailable): void $unavailable receives the cause of each 503
     * @param \Closure(?Settings=): Assistants $assistants called when a client ID is an address
     * @param \Closure(): Settings $currentSettings reads the settings of this moment, which differ from those at the beginning of
     *                                              the request if an administrator has saved them meanwhile
     * @param \Closure(): SelfRegistration $registration called when a client registered itself, or may have done so
     */
    public function __construct(
        private Settings $settings,
        private ClientTable $clients,
        private AuthorizationTable $authorizations,
        private ConsentTable $consents,
        private Clock $clock,
        private Randomness $randomness,
        private Events $events,
        private \Closure $unavailable,
        private \Closure $assistants,
        private \Closure $currentSettings,
        private \Closure $registration,
    ) {
        $this->rules = new RequestRules($settings);
    }

    /**
     * Answers a client's request.
     *
     * @param ?User $user the user who is logged in
     * @return LoginRequired|ConsentScreen|ErrorPage|Response a page to show, or the redirect that tells the client of
     *         an error
     */
    public function open(Request $request, ?User $user): LoginRequired|ConsentScreen|ErrorPage|Response
    {
        try {
            if ($request->method !== 'GET' && $request->method !== 'HEAD') {
                throw new PageRefusal(PageError::Method);
            }
            $this->refuseWithoutGrants();
            $rawQuery = AuthorizeQuery::mended($request->rawQuery);
            $parameters = self::parse($rawQuery);
            $address = ClientTarget::address($parameters);
            if ($address !== null && $user === null) {
                return $this->loginForAddress($address, $rawQuery);
            }
            $target = $this->target($parameters, $user, self::isOpened($request) ? $request->remoteAddress : null);
            self::refuseLong($target->success($this->settings->issuer, str_repeat('x', self::CODE_LENGTH)), $target);
            if ($user === null) {
                // The login leads back to this address.
                self::refuseLong(AuthorizeQuery::url($this->settings->endpoints, $rawQuery), $target);

                return new LoginRequired(
                    $rawQuery,
                    DisplayText::of($target->client->name),
                    $this->randomness->secret(16),
                );
            }
            try {
                $asked = $this->rules->check($parameters, $target, $user);
            } catch (OAuthError $error) {
                return $this->returned($target, $error, $user);
            }

            return $this->screen($asked, $rawQuery, $user);
        } catch (PageRefusal $refusal) {
            return $refusal->page($this->randomness->secret(16));
        } catch (StorageUnavailable $failure) {
            return $this->unavailable($failure);
        }
    }

    /**
     * Carries out the user's decision. Form fields: `request` and `nonce` as the screen gave them, `decision` (allow, deny, or
     * switch to log in as another user; anything else is an error) and `scope`.
     *
     * @param ?User $user the user who is logged in
     * @param list<string> $origins further origins of this server's pages, besides the issuer's
     * @return SwitchUser|ErrorPage|Response the redirect to the client, or a page when the form is not one of ours
     */
    public function decide(Request $post, ?User $user, array $origins = []): SwitchUser|ErrorPage|Response
    {
        try {
            $this->refuseWithoutGrants();
            $form = self::form($post, [EndpointUrls::origin($this->settings->issuer), ...$origins]);
            if ($user === null) {
                throw new PageRefusal(PageError::LoggedOut);
            }
            $query = $form->get('request') ?? '';
            $described = $this->describedClient($query, $user, $post->remoteAddress);
            // The nonce is spent whatever follows, so only one of two submissions of a page passes.
            if (
                !$this->consents->consume(
                    oauth2_token_digest($form->get('nonce') ?? ''),
                    $user->login,
                    self::requestDigest($query, $described?->document()),
                    $this->clock->now(),
                )
            ) {
                throw new PageRefusal(PageError::ConsentUsed);
            }
            $decision = $form->get('decision');
            if ($decision === 'switch') {
                // Nothing was decided, so the client hears nothing.
                return $this->switchUser($query);
            }
            if ($decision !== 'allow' && $decision !== 'deny') {
                throw new PageRefusal(PageError::Malformed);
            }
            $parameters = self::parse($query);
            $target = $described ?? ClientTarget::find($parameters, $this->clients, $this->registration, $user, $post->remoteAddress);
            try {
                $asked = $this->rules->check($parameters, $target, $user);

                return $decision === 'allow'
                    ? $this->grant($asked, $form->get('scope') ?? '', $user)
                    : $this->deny($asked, $user);
            } catch (OAuthError $error) {
                return Response::redirect($target->error($this->settings->issuer, $error));
            }
        } catch (PageRefusal $refusal) {
            return $refusal->page($this->randomness->secret(16));
        } catch (StorageUnavailable $failure) {
            return $this->unavailable($failure);
        }
    }

    /** @throws PageRefusal */
    private function switchUser(string $rawQuery): SwitchUser
    {
        $url = AuthorizeQuery::url($this->settings->endpoints, $rawQuery);
        if (!AuthorizeQuery::isRedirectable($url)) {
            throw new PageRefusal(PageError::TooLong);
        }

        return new SwitchUser($rawQuery, $url);
    }

    private function screen(AuthorizationRequest $asked, string $rawQuery, User $user): ConsentScreen
    {
        $choices = $this->choices($asked, $user);
        $nonce = $this->randomness->secret();
        $this->consents->issue(
            oauth2_token_digest($nonce),
            $user->login,
            self::requestDigest($rawQuery, $asked->target->document()),
            $this->clock->now() + self::CONSENT_TTL,
        );
        $client = $asked->target->client;
        $described = $asked->target->described;

        return new ConsentScreen(
            DisplayText::of($client->name),
            DisplayText::of($client->description, 500),
            $client->clientId,
            DisplayText::of($asked->target->host(), DisplayText::HOST),
            $asked->target->kind(),
            $choices,
            $user->login,
            $user->email === $user->login ? '' : DisplayText::of($user->email),
            $nonce,
            $rawQuery,
            $this->randomness->secret(16),
            $this->settings->serviceName,
            $this->settings->privacyUrl,
            $this->settings->termsUrl,
            $described?->document->address->host,
            $described?->known?->name,
            $client->selfRegistered
                ? SelfRegistration::looksLike($client->name, $asked->target->redirectUri, new KnownAssistants(), $this->settings)
                : $described?->looksLike,
            $client->selfRegistered,
        );
    }

    /**
     * True if a person may be looking at the page. Pictures and scripts of other sites can send requests, too, but browsers tell them
     * apart (Fetch Metadata 2.1).
     */
    private static function isOpened(Request $request): bool
    {
        return $request->method === 'GET' && ($request->header('sec-fetch-dest') ?? 'document') === 'document';
    }

    /** The client and redirect URI of a request. Documents of clients are fetched only for a user who is logged in. */
    private function target(Parameters $parameters, ?User $user, ?string $browser): ClientTarget
    {
        $address = $user === null ? null : ClientTarget::address($parameters);
        if ($user === null || $address === null) {
            return ClientTarget::find($parameters, $this->clients, $this->registration, $user, $browser);
        }

        return ClientTarget::describe($parameters, $address, ($this->assistants)(), $user);
    }

    /**
     * The target of a request whose client describes itself in a document. The nonce is bound to the document that the page
     * showed, so it does not fit another one.
     */
    private function describedClient(string $rawQuery, User $user, string $browser): ?ClientTarget
    {
        try {
            $parameters = self::parse($rawQuery);
        } catch (PageRefusal) {
            // The caller refuses it, too, but first spends the nonce.
            return null;
        }

        return ClientTarget::address($parameters) === null ? null : $this->target($parameters, $user, $browser);
    }

    /** The login before a client's document is read. Its redirect URI is verified afterwards. */
    private function loginForAddress(string $clientId, string $rawQuery): LoginRequired
    {
        $name = DisplayText::of(ClientTarget::admit($clientId, ($this->assistants)()), DisplayText::HOST);
        if (!AuthorizeQuery::isRedirectable(AuthorizeQuery::url($this->settings->endpoints, $rawQuery))) {
            throw new PageRefusal(PageError::TooLong, $name);
        }

        return new LoginRequired($rawQuery, $name, $this->randomness->secret(16));
    }

    /**
     * @return non-empty-list<ScopeChoice>
     * @throws PageRefusal when the user's access reaches none of the scopes
     */
    private function choices(AuthorizationRequest $asked, User $user): array
    {
        if ($asked->choices === []) {
            throw $this->noAccess($asked);
        }
        $selected = ScopePolicy::preselected(
            $asked->choices,
            $asked->asked,
            \count($asked->choices) === 1 ? [] : $this->liveScopes($asked, $user),
        );

        return array_map(
            static fn (Scope $scope): ScopeChoice => new ScopeChoice($scope, $scope === $selected),
            $asked->choices,
        );
    }

    /** True if the client has this access already, or more: the user allows again what was allowed before. */
    private function has(AuthorizationRequest $asked, Scope $granted, User $user): bool
    {
        foreach ($this->liveScopes($asked, $user) as $scope) {
            if ($scope->covers($granted)) {
                return true;
            }
        }

        return false;
    }

    /** @return list<Scope> the scopes of the user's live authorizations for this client and resource */
    private function liveScopes(AuthorizationRequest $asked, User $user): array
    {
        return $this->scopesFor($asked->target->client, $asked->resource, $user);
    }

    /** @return list<Scope> */
    private function scopesFor(ClientRecord $client, string $resource, User $user): array
    {
        return Scope::named($this->authorizations->liveScopes(
            $client->clientId,
            $user->login,
            $resource,
            $client->epoch,
            $this->clock->now(),
        ));
    }

    /**
     * Tells the client about an error. A client that came by itself may have been made by anybody, to lead users from this
     * server's address to another site: unless the user has allowed it something, a page says where its link leads
     * (RFC 9700 4.11.2).
     *
     * @throws PageRefusal
     */
    private function returned(ClientTarget $target, OAuthError $error, User $user): Response
    {
        $url = $target->error($this->settings->issuer, $error);
        if ($this->isKnown($target, $user)) {
            return Response::redirect($url);
        }

        throw new PageRefusal(
            PageError::Malformed,
            $target->client->name,
            redirectUri: $target->redirectUri,
            returnUrl: $url,
            detail: $error->getMessage(),
        );
    }

    /** True for a client of an administrator, a known assistant, and a client that the user has allowed something. */
    private function isKnown(ClientTarget $target, User $user): bool
    {
        if (!$target->client->cameByItself() || $target->described?->known !== null) {
            return true;
        }
        foreach ($this->settings->resources as $resource) {
            if ($this->scopesFor($target->client, $resource, $user) !== []) {
                return true;
            }
        }

        return false;
    }

    /** The page for a user who can grant nothing. It links back to the client, which then learns the reason. */
    private function noAccess(AuthorizationRequest $asked): PageRefusal
    {
        return new PageRefusal(
            PageError::NoAccess,
            $asked->target->client->name,
            scopes: $asked->offered,
            returnUrl: $asked->target->error($this->settings->issuer, RequestRules::noAccess()),
        );
    }

    private function grant(AuthorizationRequest $asked, string $scopeName, User $user): Response
    {
        if ($asked->choices === []) {
            throw $this->noAccess($asked);
        }
        $granted = null;
        foreach ($asked->choices as $scope) {
            $granted = $scope->value === $scopeName ? $scope : $granted;
        }
        if ($granted === null) {
            // Either the form was changed on the way, or the user has less access than when it was shown.
            throw new PageRefusal(PageError::ConsentScope);
        }
        $target = $asked->target;
        if ($target->described !== null && !($this->assistants)()->accept($target->described)) {
            throw new PageRefusal(PageError::ConsentUsed);
        }
        if ($target->isWaiting) {
            try {
                ($this->registration)()->accept($target->client, $user);
            } catch (AssistantRefused $refused) {
                throw ClientTarget::refusal($refused, $target->client->clientId);
            }
        }
        $now = $this->clock->now();
        $id = $this->randomness->hex();
        $code = $id . '.' . $this->randomness->secret();
        $authorization = new AuthorizationRecord(
            id: $id,
            clientId: $target->client->clientId,
            login: $user->login,
            kind: AuthorizationKind::Code,
            scope: $granted->value,
            resource: $asked->resource,
            clientEpoch: $target->client->epoch,
            createdAt: $now,
            expiresAt: $now + $this->settings->seconds(Setting::AuthCodeTtl),
            codeDigest: oauth2_token_digest($code),
            codeExpiresAt: $now + $this->settings->seconds(Setting::AuthCodeTtl),
            codeChallenge: $asked->codeChallenge,
            redirectUri: $target->redirectUri,
            redirectUriSent: $target->redirectUriSent,
            askedScope: Scope::highest($asked->asked)->value,
        );
        $isNew = !$this->has($asked, $granted, $user);
        $this->authorizations->insert($authorization);
        $this->refuseReduced($authorization, $now);
        $this->events->record(new Event('authorization.granted', [
            'client_id' => $target->client->clientId,
            'login' => $user->login,
            'authorization_id' => $id,
            'scope' => $granted->value,
            'requested' => self::names($asked->asked),
            'new' => $isNew,
        ]));

        return Response::redirect($target->success($this->settings->issuer, $code));
    }

    /**
     * Ends the new authorization if an edit or a setting in the meantime took away what it needs: that ended the rows that it found,
     * and this one may have been inserted afterwards.
     *
     * @throws PageRefusal
     */
    private function refuseReduced(#[\SensitiveParameter] AuthorizationRecord $authorization, int $now): void
    {
        $settings = ($this->currentSettings)();
        $client = $this->clients->find($authorization->clientId);
        if ($client?->cameByItself() === true) {
            $client = ($this->assistants)($settings)->settle($client);
        }
        if (
            $client === null
            || !\in_array($authorization->scope, array_column($settings->allowedScopes, 'value'), true)
            || (new Reduction($client, $client->epoch !== $authorization->clientEpoch))
                ->cause(LiveAuthorization::unused($authorization)) !== null
        ) {
            $this->authorizations->end($authorization->id, EndReason::ClientChange->value, $now);
            throw new PageRefusal(PageError::ConsentScope);
        }
    }

    private function deny(AuthorizationRequest $asked, User $user): Response
    {
        $target = $asked->target;
        // Anybody may have made up a client that is not stored, so that a log of it would have no end.
        if ($target->isStored()) {
            $this->events->record(new Event('authorization.denied', [
                'client_id' => $target->client->clientId,
                'login' => $user->login,
                'requested' => self::names($asked->asked),
            ]));
        }
        $error = OAuthError::accessDenied('The user denied the request');

        return Response::redirect($target->error($this->settings->issuer, $error));
    }

    /** @param list<Scope> $scopes */
    private static function names(array $scopes): string
    {
        return implode(' ', array_map(static fn (Scope $scope): string => $scope->value, $scopes));
    }

    /** @throws PageRefusal */
    private static function parse(string $rawQuery): Parameters
    {
        try {
            if (\strlen($rawQuery) > self::MAX_QUERY) {
                throw new MalformedParameters('The query is too long');
            }
            $parameters = Parameters::parse($rawQuery);
        } catch (MalformedParameters) {
            throw new PageRefusal(PageError::Malformed);
        }
        RequestRules::refuseMangledNames($parameters);

        return $parameters;
    }

    /**
     * @param list<string> $origins
     * @throws PageRefusal
     */
    private static function form(Request $post, array $origins): Parameters
    {
        if ($post->method !== 'POST') {
            throw new PageRefusal(PageError::Method);
        }
        // The nonce alone keeps other sites out. A browser that names another site is refused as well.
        if (FormOrigin::isForeign($post, $origins)) {
            throw new PageRefusal(PageError::ConsentForeign);
        }
        try {
            $form = $post->form();
        } catch (MalformedParameters) {
            throw new PageRefusal(PageError::Malformed);
        }
        if (!$post->isForm() || $form->describeRepeated(self::FORM_FIELDS) !== null) {
            throw new PageRefusal(PageError::Malformed);
        }

        return $form;
    }

    /** @throws PageRefusal when every grant type is switched off */
    private function refuseWithoutGrants(): void
    {
        if ($this->settings->grantTypes === []) {
            throw new PageRefusal(PageError::SwitchedOff);
        }
    }

    /**
     * Refuses a request if a redirect to this URL would not fit into a header. After the consent it would be too late: code
     * and nonce would be spent, and the client would hear nothing.
     *
     * @throws PageRefusal
     */
    private static function refuseLong(#[\SensitiveParameter] string $url, ClientTarget $target): void
    {
        if (!AuthorizeQuery::isRedirectable($url)) {
            throw new PageRefusal(PageError::TooLong, $target->client->name);
        }
    }

    /** @param ?string $document {@see ClientTarget::document()} */
    private static function requestDigest(string $rawQuery, ?string $document): string
    {
        return oauth2_token_digest("authorization request\n" . ($document === null ? '' : "$document\n") . $rawQuery);
    }

    private function unavailable(StorageUnavailable $failure): ErrorPage
    {
        ($this->unavailable)($failure);

        return new ErrorPage(PageError::Unavailable, $this->randomness->secret(16));
    }
}
