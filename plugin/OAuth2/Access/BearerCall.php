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

/** A Reporting API request that a bearer token was accepted for: who acts, and under which ceiling. */
final class BearerCall
{
    private const MCP_METHOD = 'McpServer.mcp';

    private ?Scope $refused = null;

    /** @var array<string, list<int|string>> the user's own access, as it was when it was last lowered */
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
     * Accepts the request's bearer token and makes its user Matomo's.
     *
     * @param string $credential {@see ApiRequest::bearer()}'s
     * @throws BearerError when the token is refused, or another credential comes with it
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
        $auth = new BearerAuthAdapter(StaticContainer::get(Auth::class), $token->login, $superUser);
        StaticContainer::getContainer()->set(Auth::class, $auth);

        return new self($token, $credential, $auth, $authenticator, $factory->users(), $resources[0]);
    }

    /**
     * The WWW-Authenticate header of an answer to a Reporting API request without a bearer token (RFC 9728 5.1).
     *
     * @param ?string $error null when it has shown no credential at all
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
     * Core authenticates once more: for a sub-request, or after one. It takes what follows "Bearer " in the header for a
     * token_auth, blanks included.
     *
     * @throws ConflictingCredentials when that one names another user
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
     * Whether the token's scope lets the method run; the user's own access is asked by the method itself. What core
     * does as super user on its own behalf (archiving on demand, say) is none of the token's doing.
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
        if (!$this->token->scope->covers($needed) && !MethodPolicy::isOnTheWay($plugin, $method)) {
            $this->refused = $needed;
            throw new InsufficientScope($needed);
        }
        if (!Access::getInstance()->hasSuperUserAccess()) {
            // Core looks capabilities up without loading them, and forgets them after each doAsSuperUser().
            Access::getInstance()->getSitesIdWithAtLeastViewAccess();
        }
    }

    /**
     * A user's access lowered to the ceiling.
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
     * What to tell a client whose call was refused: the scope that the method needs, whoever its user is, or where the
     * method leaves that open, the one that his own access at the websites in question would let him use. Null where no
     * scope would help: his own access ends here, or his address is kept out.
     */
    public function refusal(): ?BearerError
    {
        $scope = $this->refused ?? (self::isKeptOut() ? null : $this->wanted());

        return $scope === null ? null : $this->authenticator->insufficientScope($scope, $this->resource);
    }

    /** Whether core refuses the sender's address, which it does before it looks at anything else. */
    private static function isKeptOut(): bool
    {
        $list = new LoginAllowlist();

        return $list->shouldCheckAllowlist() && $list->shouldAllowlistApplyToAPI()
            && !$list->isIpAllowed(IP::getIpFromHeader());
    }

    /** Core does not say which access it missed: what is known of the method, else the next scope that helps. */
    private function wanted(): ?Scope
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

    /** @return non-empty-list<string> the identifiers that a token for this request may be made for */
    private static function resources(ServerFactory $factory): array
    {
        $issuer = $factory->settings()->issuer;

        return ApiRequest::method() === self::MCP_METHOD
            ? [SettingsFactory::mcpResource($issuer), $issuer]
            : [$issuer];
    }
}
