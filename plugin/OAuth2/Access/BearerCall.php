<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Access;
use Piwik\Access\CapabilitiesProvider;
use Piwik\Auth;
use Piwik\Container\StaticContainer;
use Piwik\NoAccessException;
use Piwik\Plugins\OAuth2\Matomo\CoreAuthentication;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\SelfTest\Clearance;
use Piwik\Plugins\OAuth2\SelfTest\Gate;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\Plugins\OAuth2\Server\Resource\Challenge;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\OAuth2\Server\Setting;
use Piwik\Plugins\ScheduledReports\API as ScheduledReports;
use Piwik\Plugins\SitesManager\Model as Sites;
use Piwik\Plugins\UsersManager\Model as Users;

/** A Reporting API request with a valid bearer token: the user that it acts for, and the limits of its scope. */
final class BearerCall
{
    private const MCP_PLUGIN = 'McpServer';
    private const MCP_METHOD = 'mcp';

    private ?NoAccessException $refused = null;

    /** @var list<string> the websites that the refused call names */
    private array $websites = [];

    /** @var array<string, list<int|string>> the user's own access, before the last {@see lower()} */
    private array $own = [];

    private function __construct(
        public readonly AccessToken $token,
        private readonly string $credential,
        private readonly BearerAuthAdapter $auth,
        private readonly BearerTokenVerifier $authenticator,
        private readonly ServerFactory $factory,
        private readonly string $resource,
        private readonly bool $superUser,
    ) {
    }

    /**
     * Verifies the request's bearer token and authenticates its user in Matomo.
     *
     * @param string $credential from {@see ApiRequest::bearer()}
     * @throws BearerError if the token is refused, or the request also has another credential
     */
    public static function begin(#[\SensitiveParameter] string $credential): self
    {
        $factory = ServerFactory::instance();
        try {
            $resource = self::resource($factory);
            $authenticator = $factory->server()->bearer();
        } catch (ExtensionMissing | NotConfigured $missing) {
            throw BearerError::unavailable($missing->getMessage());
        }
        if (ApiRequest::hasOtherCredential()) {
            $conflict = (new ConflictingCredentials())->getMessage();
            throw new BearerError(400, 'invalid_request', $conflict, self::challenge('invalid_request', $conflict));
        }
        $mark = $factory->needsClearance() ? Clearance::mark() : null;
        $token = $authenticator->authenticate(Request::withBearer(), [$resource], $mark);
        if ($mark !== null && !$token->marked) {
            throw Gate::refusal();
        }
        $superUser = $token->scope === Scope::SuperUser
            && $factory->users()->isSuperUser($token->login);
        $auth = new BearerAuthAdapter(StaticContainer::get(Auth::class), $token->login, $superUser, $token->scope);
        CoreAuthentication::put($auth);

        return new self($token, $credential, $auth, $authenticator, $factory, $resource, $superUser);
    }

    /**
     * The WWW-Authenticate header of a response to a Reporting API request without a bearer token (RFC 9728 5.1).
     *
     * @param ?string $error null if the request has no credential at all
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    public static function challenge(?string $error = null, string $description = ''): string
    {
        $factory = ServerFactory::instance();

        return Challenge::bearer(
            Scope::Read->value,
            $error,
            $description,
            ResourceMetadata::url($factory->settings(), self::resource($factory)),
        );
    }

    /**
     * Keeps the bearer's user when core authenticates again, for a sub-request or after one. Core then passes the text
     * after "Bearer " as token_auth, without trimming it.
     *
     * @throws ConflictingCredentials if the token_auth is another credential
     */
    public function reauthenticate(#[\SensitiveParameter] mixed $tokenAuth): void
    {
        $given = \is_string($tokenAuth) ? trim($tokenAuth, " \t") : $tokenAuth;
        if (!ApiRequest::isNobody($tokenAuth) && $given !== $this->credential) {
            throw new ConflictingCredentials();
        }
        $this->auth->expectToken();
    }

    /**
     * Checks that the token allows the call; the method itself checks the user's access. Calls that core makes as super
     * user on its own behalf, such as archiving on demand, are exempt.
     *
     * @param list<string> $names the names of the method's parameters
     * @param array<array-key, mixed> $values the values of those that are given
     * @throws InsufficientScope
     * @throws NotForTokens
     * @throws WrongAudience
     */
    public function allow(string $plugin, string $method, array $names, array $values): void
    {
        $access = Access::getInstance();
        if (!$this->superUser && $access->hasSuperUserAccess()) {
            return;
        }
        if (self::isMcp($plugin, $method) && $this->resource !== SettingsFactory::mcpResource($this->issuer())) {
            throw new WrongAudience();
        }
        $call = new MethodCall($plugin, $method, $names, $values, $this->token->login, $this->email(...), self::report(...));
        $needed = MethodPolicy::requirement($call);
        if (!MethodPolicy::isInternalCall($plugin, $method)) {
            $this->require($needed, $call->name());
        }
        if (!$access->hasSuperUserAccess()) {
            // Loads the capabilities: core reads them without loading them, and drops them after each doAsSuperUser().
            $access->getSitesIdWithAtLeastViewAccess();
        }
    }

    /**
     * Notes why a method was refused; the last one, which is the outermost, decides about the answer.
     *
     * @param array<array-key, mixed> $parameters of the call
     */
    public function note(NoAccessException $refused, array $parameters): void
    {
        $this->refused = $refused;
        $this->websites = ApiRequest::websites($parameters);
    }

    /**
     * Limits a user's access to the token's scope.
     *
     * @param array<string, list<int|string>> $access website ids by role or capability
     * @return array<string, list<int|string>>
     */
    public function lower(array $access, string $login): array
    {
        if ($this->token->scope === Scope::SuperUser || $this->factory->users()->isAsking()) {
            return $access;
        }
        $this->own = $access;
        $ceiling = new AccessCeiling(StaticContainer::get(CapabilitiesProvider::class));
        if ($this->factory->users()->isSuperUser($login)) {
            return $ceiling->ofSuperUser(array_values((new Sites())->getSitesId()), $this->token->scope);
        }

        return $ceiling->lower($access, $this->token->scope);
    }

    /**
     * The error for a refused call, with the scope that the call needs. Null if no scope would help, because no token may
     * make the call, the user lacks the access or core refuses the IP address.
     */
    public function refusal(): ?BearerError
    {
        if ($this->refused instanceof WrongAudience) {
            return $this->refused->toError($this->factory->settings());
        }
        $scope = match (true) {
            $this->refused === null, $this->refused instanceof NotForTokens => null,
            $this->refused instanceof InsufficientScope => $this->refused->needed,
            default => $this->missingScope($this->refused),
        };

        return $scope === null ? null : $this->authenticator->insufficientScope($scope, $this->resource);
    }

    /** @throws NoAccessException */
    private function require(Requirement $needed, string $method): void
    {
        if ($needed->never) {
            throw NotForTokens::ever($method);
        }
        if ($needed->setting && !$this->factory->settings()->isOn(Setting::UserManagement)) {
            throw NotForTokens::bySetting($method);
        }
        if (!$this->token->scope->covers($needed->scope)) {
            throw new InsufficientScope($needed->scope);
        }
    }

    /**
     * The scope with which core's own check would succeed; if that is not known, the highest that the user can use. Null if
     * the user's own access does not suffice either.
     */
    private function missingScope(NoAccessException $refused): ?Scope
    {
        $missing = MissingAccess::of($refused, StaticContainer::get(CapabilitiesProvider::class)->getAllCapabilities());
        $own = $this->factory->users()->find($this->token->login)?->highestScope;
        if ($own !== Scope::SuperUser && $this->websites !== []) {
            $own = AccessCeiling::scopeAt($this->own, $this->websites);
            if ($missing->capability !== null && AccessCeiling::reaches($this->own, $missing->capability, $this->websites)) {
                $own = Scope::SuperUser;
            }
        }
        $needed = $missing->scope ?? $own;

        return $needed === null || $own === null || !$own->covers($needed) || $this->token->scope->covers($needed)
            ? null
            : $needed;
    }

    private function issuer(): string
    {
        return $this->factory->settings()->issuer;
    }

    /** The e-mail address of the token's user. */
    private function email(): string
    {
        /** @var array<string, scalar|null> $user */
        $user = (array) (new Users())->getUser($this->token->login);

        return (string) ($user['email'] ?? '');
    }

    /**
     * A stored report; null if the method itself will not find it. ScheduledReports keeps it for the method, so that there is
     * no additional query. Its database reads the id as a number, and without one the first report is meant.
     *
     * @return ?array{type: mixed, parameters: mixed}
     */
    private static function report(mixed $id): ?array
    {
        try {
            /** @var list<array<string, mixed>> $reports */
            $reports = ScheduledReports::getInstance()->getReports(false, false, \is_scalar($id) ? (int) $id : 0);
        } catch (\Exception) {
            return null;
        }

        return isset($reports[0]) ? [
            'type' => $reports[0]['type'] ?? '',
            'parameters' => $reports[0]['parameters'] ?? [],
        ] : null;
    }

    private static function isMcp(string $plugin, string $method): bool
    {
        return $plugin === self::MCP_PLUGIN && strcasecmp($method, self::MCP_METHOD) === 0;
    }

    /** The resource that is called: a token for another one is refused (RFC 9068 4, RFC 8707 2). */
    private static function resource(ServerFactory $factory): string
    {
        $settings = $factory->settings();
        $mcp = SettingsFactory::mcpResource($settings->issuer);
        $called = explode('.', ApiRequest::method());

        return \count($called) === 2 && self::isMcp(...$called) && \in_array($mcp, $settings->resources, true)
            ? $mcp
            : $settings->resources[0];
    }
}
