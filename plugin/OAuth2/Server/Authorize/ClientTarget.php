<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

use Piwik\Plugins\OAuth2\Server\Assistant\AssistantProblem;
use Piwik\Plugins\OAuth2\Server\Assistant\AssistantRefused;
use Piwik\Plugins\OAuth2\Server\Assistant\Assistants;
use Piwik\Plugins\OAuth2\Server\Assistant\DescribedClient;
use Piwik\Plugins\OAuth2\Server\Assistant\DocumentAddress;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUri;
use Piwik\Plugins\OAuth2\Server\Client\RedirectUriKind;
use Piwik\Plugins\OAuth2\Server\Fetch\FetchProblem;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\OAuthError;
use Piwik\Plugins\OAuth2\Server\Port\User;
use Piwik\Plugins\OAuth2\Server\Registration\SelfRegistration;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;
use Piwik\Plugins\OAuth2\Storage\ClientTable;

/**
 * The client and redirect URI of an authorization request, both verified, so that responses may be redirected there.
 */
final readonly class ClientTarget
{
    /** @param bool $isWaiting true if the client registered itself, and consent stores it */
    private function __construct(
        public ClientRecord $client,
        public string $redirectUri,
        public bool $redirectUriSent,
        public ?string $state,
        public ?DescribedClient $described,
        public bool $isWaiting,
    ) {
    }

    /**
     * Finds the client of a request and verifies the redirect URI.
     *
     * @param \Closure(): SelfRegistration $registration called if the client registered itself, or may have done so
     * @param ?User $user the user who is logged in
     * @param ?string $address the IP address of a browser in which somebody opens the page; null for other requests
     * @throws PageRefusal when the client is unknown or paused, or the redirect URI is missing or not registered
     *                     (RFC 6749 4.1.2.1)
     */
    public static function find(
        Parameters $parameters,
        ClientTable $clients,
        \Closure $registration,
        ?User $user,
        ?string $address,
    ): self {
        $clientId = $parameters->get('client_id');
        if ($clientId === null) {
            throw new PageRefusal(PageError::ClientMissing);
        }
        $client = $clients->findForRequest($clientId);
        if ($client?->active === true) {
            return self::of($client, $parameters);
        }
        if ($client?->selfRegistered === false) {
            throw new PageRefusal(PageError::ClientPaused, $client->name);
        }
        try {
            return self::of($registration()->waiting($clientId, $client, $user, $address), $parameters, isWaiting: true);
        } catch (AssistantRefused $refused) {
            // Another user may have allowed it between the two queries, and so taken it from those that wait.
            $allowed = $refused->problem === AssistantProblem::Gone ? $clients->find($clientId) : null;
            if ($allowed?->active === true) {
                return self::of($allowed, $parameters);
            }
            throw self::refusal($refused, $clientId);
        }
    }

    /** The client ID of a request, if it is the address of a document that describes the client; otherwise null. */
    public static function address(Parameters $parameters): ?string
    {
        $clientId = $parameters->get('client_id');

        return $clientId !== null && DocumentAddress::isMeant($clientId) ? $clientId : null;
    }

    /**
     * Checks a client that describes itself in a document, for a request without a user: nothing is fetched or stored.
     *
     * @return string the name to show
     * @throws PageRefusal
     */
    public static function admit(string $clientId, Assistants $assistants): string
    {
        try {
            return $assistants->admit($clientId);
        } catch (AssistantRefused $refused) {
            throw self::refusal($refused, $clientId);
        }
    }

    /**
     * Finds a client that describes itself in a document, and verifies the redirect URI.
     *
     * @param User $user the user who is logged in
     * @throws PageRefusal
     */
    public static function describe(Parameters $parameters, string $clientId, Assistants $assistants, User $user): self
    {
        try {
            $described = $assistants->describe($clientId, $user->login);
        } catch (AssistantRefused $refused) {
            throw self::refusal($refused, $clientId, self::detail($refused, $user));
        }
        if (!$described->client->active) {
            throw new PageRefusal(PageError::ClientPaused, $described->client->name);
        }

        return self::of($described->client, $parameters, $described);
    }

    private static function of(
        ClientRecord $client,
        Parameters $parameters,
        ?DescribedClient $described = null,
        bool $isWaiting = false,
    ): self {
        $given = $parameters->get('redirect_uri');
        $redirectUri = self::redirectUri($client, $parameters, $given);
        $state = $parameters->repeated('state') ? null : $parameters->get('state');

        return new self($client, $redirectUri, $given !== null, $state, $described, $isWaiting);
    }

    /**
     * The cause in a word. A host with an internal address and one without any have the same word, so that users cannot find out
     * which names the internal network has. Administrators see which it is.
     */
    private static function detail(AssistantRefused $refused, User $user): ?string
    {
        $isHidden = $refused->detail === FetchProblem::Address->value && $user->highestScope !== Scope::SuperUser;

        return $isHidden ? FetchProblem::Name->value : $refused->detail;
    }

    /** The page for a client that came by itself and is refused. */
    public static function refusal(AssistantRefused $refused, string $clientId, ?string $detail = null): PageRefusal
    {
        return new PageRefusal(match ($refused->problem) {
            AssistantProblem::Off => PageError::AssistantsOff,
            AssistantProblem::Address => PageError::ClientUnknown,
            AssistantProblem::NotAllowed => PageError::AssistantNotAllowed,
            AssistantProblem::Blocked => PageError::AssistantBlocked,
            AssistantProblem::Paused => PageError::ClientPaused,
            AssistantProblem::Gone => PageError::RegistrationGone,
            AssistantProblem::Pending => PageError::AssistantPending,
            AssistantProblem::TooMany => PageError::AssistantTooMany,
            AssistantProblem::TooManyOfUser => PageError::AppsTooMany,
            AssistantProblem::Unreachable => PageError::DocumentUnreachable,
            AssistantProblem::Document => PageError::DocumentRefused,
        }, $refused->name, $clientId, detail: $detail);
    }

    /** True if a user has allowed the client something, or an administrator created it; false if a consent would store it first. */
    public function isStored(): bool
    {
        return !$this->isWaiting && $this->described?->isNew !== true;
    }

    /** What the document of the client says that consent is bound to, as a digest; null for a registered client. */
    public function document(): ?string
    {
        $document = $this->described?->document;

        return $document === null ? null : oauth2_token_digest($document->digest() . "\n" . $document->name . "\n" . $document->jwks);
    }

    /** The redirect URI with the parameters of a successful response (RFC 6749 4.1.2, RFC 9207). */
    public function success(string $issuer, #[\SensitiveParameter] string $code): string
    {
        return $this->with(['code' => $code, 'state' => $this->state, 'iss' => $issuer]);
    }

    /**
     * The redirect URI with the parameters of an error response (RFC 6749 4.1.2.1, RFC 9207), without the description if it
     * would be too long for a header.
     */
    public function error(string $issuer, OAuthError $error): string
    {
        $parameters = [
            'error' => $error->error,
            'error_description' => $error->description,
            'state' => $this->state,
            'iss' => $issuer,
        ];
        $answer = $this->with($parameters);

        return AuthorizeQuery::isRedirectable($answer)
            ? $answer
            : $this->with(['error_description' => null] + $parameters);
    }

    /** The destination of the redirect for display on pages. */
    public function host(): string
    {
        return RedirectUri::of($this->redirectUri)->destination();
    }

    /** @return ConsentScreen::TARGET_* */
    public function kind(): string
    {
        return match (RedirectUri::of($this->redirectUri)->kind) {
            RedirectUriKind::PrivateUse => ConsentScreen::TARGET_APP,
            RedirectUriKind::Loopback => ConsentScreen::TARGET_LOOPBACK,
            // For null, host() returns the whole URI.
            RedirectUriKind::Https, RedirectUriKind::Http, null => ConsentScreen::TARGET_WEB,
        };
    }

    private static function redirectUri(ClientRecord $client, Parameters $parameters, ?string $given): string
    {
        if ($parameters->repeated('redirect_uri')) {
            throw new PageRefusal(PageError::RedirectUriMissing, $client->name);
        }
        if ($given === null) {
            // With several registered URIs, the request must name one (RFC 6749 3.1.2.3).
            if (\count($client->redirectUris) !== 1) {
                throw new PageRefusal(PageError::RedirectUriMissing, $client->name);
            }

            $given = $client->redirectUris[0];
        }
        if (!RedirectUri::isRegistered($given, $client->redirectUris)) {
            throw new PageRefusal(PageError::RedirectUriMismatch, $client->name, $client->clientId, $given);
        }

        return $given;
    }

    /** @param array<string, ?string> $parameters */
    private function with(#[\SensitiveParameter] array $parameters): string
    {
        $query = http_build_query(
            array_filter($parameters, static fn (?string $value): bool => $value !== null),
            '',
            '&',
            PHP_QUERY_RFC3986,
        );
        $join = match (true) {
            !str_contains($this->redirectUri, '?') => '?',
            str_ends_with($this->redirectUri, '?') => '',
            default => '&',
        };

        return $this->redirectUri . $join . $query;
    }
}
