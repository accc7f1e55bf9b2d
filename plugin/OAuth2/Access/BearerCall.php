<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Access;
use Piwik\Access\CapabilitiesProvider;
use Piwik\Auth;
use Piwik\Container\StaticContainer;
use Piwik\IP;
use Piwik\Plugins\CoreHome\LoginAllowlist;
use Piwik\Plugins\OAuth2\Matomo\CoreAuthentication;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\MatomoUsers;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Metadata\ResourceMetadata;
use Piwik\Plugins\OAuth2\Server\Resource\AccessToken;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\Plugins\OAuth2\Server\Resource\Challenge;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\SitesManager\Model as Sites;

/** A Reporting API request with a valid bearer token: the user that it acts for, and the limits of its scope. */
final class BearerCall
{
    private const MCP_METHOD = 'McpServer.mcp';

    private ?Scope $refused = null;

    /** @var array<string, list<int|string>> the user's own access, before the last {@see lower()} */
    private array $own = [];

    private function __construct(
        public readonly AccessToken $token,
        private readonly string $credential,
        private readonly BearerAuthAdapter $auth,
        private readonly BearerTokenVerifier $authenticator,
        private readonly MatomoUsers $users,
        private readonly string $resource,
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
            $resources = self::resources($factory);
            $authenticator = $factory->server()->bearer();
        } catch (ExtensionMissing | NotConfigured $missing) {
            throw new BearerError(503, 'temporarily_unavailable', $missing->getMessage(), null);
        }
        if (ApiRequest::hasOtherCredential()) {
            $conflict = (new ConflictingCredentials())->getMessage();
            throw new BearerError(400, 'invalid_request', $conflict, self::challenge('invalid_request', $conflict));
        }
        $token = $authenticator->authenticate(Request::fromGlobals(), $resources);
        $superUser = $token->scope === Scope::SuperUser
            && $factory->users()->isSuperUser($token->login);
        $auth = new BearerAuthAdapter(StaticContainer::get(Auth::class), $token->login, $superUser, $token->scope);
        CoreAuthentication::put($auth);

        return new self($token, $credential, $auth, $authenticator, $factory->users(), $resources[0]);
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
            ResourceMetadata::url($factory->settings(), self::resources($factory)[0]),
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
     * Checks that the token's scope allows the method; the method itself checks the user's access. Calls that core makes
     * as super user on its own behalf, such as archiving on demand, are exempt.
     *
     * @param list<string> $parameters the names of its parameters
     * @throws InsufficientScope
     */
    public function allow(string $plugin, string $method, array $parameters): void
    {
        if ($this->token->scope !== Scope::SuperUser && Access::getInstance()->hasSuperUserAccess()) {
            return;
        }
        $needed = MethodPolicy::needed($plugin, $method, $parameters);
        if (!$this->token->scope->covers($needed) && !MethodPolicy::isInternalCall($plugin, $method)) {
            $this->refused = $needed;
            throw new InsufficientScope($needed);
        }
        if (!Access::getInstance()->hasSuperUserAccess()) {
            // Loads the capabilities: core reads them without loading them, and drops them after each doAsSuperUser().
            Access::getInstance()->getSitesIdWithAtLeastViewAccess();
        }
    }

    /**
     * Limits a user's access to the token's scope.
     *
     * @param array<string, list<int|string>> $access website ids by role or capability
     * @return array<string, list<int|string>>
     */
    public function lower(array $access, string $login): array
    {
        if ($this->token->scope === Scope::SuperUser || $this->users->isAsking()) {
            return $access;
        }
        $this->own = $access;
        $ceiling = new AccessCeiling(StaticContainer::get(CapabilitiesProvider::class));
        if ($this->users->isSuperUser($login)) {
            return $ceiling->ofSuperUser(array_values((new Sites())->getSitesId()), $this->token->scope);
        }

        return $ceiling->lower($access, $this->token->scope);
    }

    /**
     * The error for a refused call, with the scope that would help: the one that the method needs or, if the method
     * leaves that open, the one that the user's own access allows. Null if no scope would help, because the user lacks
     * the access or core refuses the IP address.
     */
    public function refusal(): ?BearerError
    {
        $scope = $this->refused ?? (self::isAddressRefused() ? null : $this->helpfulScope());

        return $scope === null ? null : $this->authenticator->insufficientScope($scope, $this->resource);
    }

    /** True if core's allowlist refuses the IP address, which core checks before everything else. */
    private static function isAddressRefused(): bool
    {
        $list = new LoginAllowlist();

        return $list->shouldCheckAllowlist() && $list->shouldAllowlistApplyToAPI()
            && !$list->isIpAllowed(IP::getIpFromHeader());
    }

    /** The method's scope, or the next higher one that the user can use: core does not say which access is missing. */
    private function helpfulScope(): ?Scope
    {
        $own = $this->users->find($this->token->login)?->highestScope;
        $websites = ApiRequest::websites();
        if ($own !== Scope::SuperUser && $websites !== []) {
            $own = AccessCeiling::scopeAt($this->own, $websites);
        }
        if ($own === null || $this->token->scope->covers($own)) {
            return null;
        }
        [$plugin, $method] = explode('.', ApiRequest::method() . '.', 3);
        $needed = MethodPolicy::needed($plugin, $method);
        if (!$this->token->scope->covers($needed)) {
            return $needed;
        }
        foreach (Scope::cases() as $scope) {
            if (!$this->token->scope->covers($scope)) {
                return $scope;
            }
        }

        return null;
    }

    /** @return non-empty-list<string> the resource identifiers that a token for this request may have as its audience */
    private static function resources(ServerFactory $factory): array
    {
        $issuer = $factory->settings()->issuer;

        return ApiRequest::method() === self::MCP_METHOD
            ? [SettingsFactory::mcpResource($issuer), $issuer]
            : [$issuer];
    }
}
