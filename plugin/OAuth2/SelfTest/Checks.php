<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Access\CapabilitiesProvider;
use Piwik\Config;
use Piwik\Container\StaticContainer;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Access\MethodPolicy;
use Piwik\Plugins\OAuth2\Server\Resource\TrialAuthorization;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Plugins\SitesManager\Model as Sites;

/** Sends the requests of the self-test through the {@see Sandbox} and says what is wrong with their outcomes. */
final class Checks
{
    private const READING = 'isCanaryAlive';

    private const WRITING = 'touchCanary';

    private const WITH_PASSWORD = 'touchCanaryWithPassword';

    private bool $sessionStarted = false;

    private ?TrialTokenAuth $tokenAuth = null;

    /** What is wrong with {@see tokenAuth()}; null if it works. */
    private ?string $tokenAuthProblem = null;

    public function __construct(
        private readonly Sandbox $sandbox,
        private readonly TrialAuthorization $trial,
        private readonly TrialTokenAuths $tokenAuths,
    ) {
    }

    /** @return list<string> what is wrong, in English; empty if the check passes */
    public function problems(Check $check): array
    {
        return match ($check) {
            Check::Recognition => $this->recognition(),
            Check::Roles => $this->roles(),
            Check::SuperUser => $this->superUser(),
            Check::Writing => $this->writing(),
            Check::BadTokens => $this->badTokens(),
            Check::OtherCredentials => $this->otherCredentials(),
            Check::Passwords => $this->passwords(),
            Check::BulkRequests => $this->bulkRequests(),
            Check::TokenAuth => $this->tokenAuths(),
            Check::SessionRequests => $this->sessionRequests(),
            Check::Pages => $this->pages(),
            Check::Sessions => $this->sessionStarted ? ['A request to the API started a session'] : [],
            Check::Traces => [],
        };
    }

    /** @return list<string> */
    private function recognition(): array
    {
        $outcome = $this->call(self::READING, $this->token(Scope::Read));
        if ($outcome->bearerUser !== TrialUsers::USER) {
            return ['The token was not recognised when Matomo posted Request.initAuthenticationObject: ' . $outcome->summary()];
        }
        if ($outcome->ran() !== [self::READING]) {
            return ['A reading method did not run: ' . $outcome->summary()];
        }
        $login = $outcome->sights[0]->login;

        return $login === TrialUsers::USER ? [] : ["The method ran as the user \"$login\""];
    }

    /** @return list<string> */
    private function roles(): array
    {
        $sites = TrialUsers::SITES;
        $problems = [];
        foreach (Scope::cases() as $scope) {
            $expected = match ($scope) {
                Scope::Read => ['view' => array_values($sites), 'write' => [], 'admin' => []],
                Scope::Write => ['view' => [$sites['view']], 'write' => [$sites['write'], $sites['admin']], 'admin' => []],
                default => array_map(static fn (int $site): array => [$site], $sites),
            };
            $outcome = $this->call(self::READING, $this->token($scope));
            array_push($problems, ...self::lowered($outcome, $scope, TrialUsers::USER, $expected, false));
        }

        return $problems;
    }

    /** @return list<string> */
    private function superUser(): array
    {
        $all = array_map(intval(...), array_values((new Sites())->getSitesId()));
        sort($all);
        $problems = [];
        foreach (Scope::cases() as $scope) {
            if ($all === [] && $scope !== Scope::SuperUser) {
                // Without a website there is nothing that a lowered super user may see.
                continue;
            }
            $role = match ($scope) {
                Scope::Read => 'view',
                Scope::Write => 'write',
                Scope::Admin, Scope::SuperUser => 'admin',
            };
            $expected = [$role => $all] + ['view' => [], 'write' => [], 'admin' => []];
            $outcome = $this->call(self::READING, $this->token($scope, TrialUsers::SUPER_USER));
            $isSuperUser = $scope === Scope::SuperUser;
            array_push($problems, ...self::lowered($outcome, $scope, TrialUsers::SUPER_USER, $expected, $isSuperUser));
        }

        return $problems;
    }

    /**
     * @param array<string, list<int>> $expected website ids by role
     * @return list<string>
     */
    private static function lowered(Outcome $outcome, Scope $scope, string $login, array $expected, bool $superUser): array
    {
        $sight = $outcome->sights[0] ?? null;
        if ($sight === null) {
            return ["Under $scope->value a reading method did not run: " . $outcome->summary()];
        }
        $problems = [];
        if ($sight->login !== $login) {
            $problems[] = "Under $scope->value a method ran as the user \"$sight->login\"";
        }
        if ($sight->superUser !== $superUser) {
            $problems[] = "Under $scope->value a user " . ($sight->superUser ? 'has' : 'lacks') . ' super user access';
        }
        foreach ($expected as $role => $sites) {
            if ($sight->sites[$role] !== $sites) {
                $problems[] = "Under $scope->value a user has the role $role at " . \count($sight->sites[$role])
                    . ' websites instead of ' . \count($sites);
            }
        }
        $capabilities = StaticContainer::get(CapabilitiesProvider::class);
        $role = $scope === Scope::Read ? 'view' : ($scope === Scope::Write ? 'write' : 'admin');
        foreach ($superUser ? [] : $sight->capabilities as $id) {
            if ($capabilities->getCapability($id)?->hasRoleCapability($role) !== true) {
                $problems[] = "Under $scope->value a user has the capability $id";
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function writing(): array
    {
        $needed = MethodPolicy::ofMethod('OAuth2', self::WRITING)->scope;
        $problems = $needed === Scope::Read ? ['A writing method needs no more than ' . $needed->value] : [];
        foreach (Scope::cases() as $scope) {
            $outcome = $this->call(self::WRITING, $this->token($scope));
            $ran = $outcome->ran() !== [];
            if ($ran && !$scope->covers($needed)) {
                $problems[] = "A writing method ran under $scope->value";
            } elseif (!$ran && $scope->covers($needed)) {
                $problems[] = "A writing method did not run under $scope->value: " . $outcome->summary();
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function badTokens(): array
    {
        $good = $this->token(Scope::SuperUser);
        [$header, $claims, $signature] = explode('.', $good);
        $tokens = [
            'a wrong signature' => "$header.$claims." . strrev($signature),
            'no signature' => "eyJhbGciOiJub25lIn0.$claims.",
            'the form of a token only' => 'no.real.token',
        ];
        $problems = [];
        foreach ($tokens as $what => $token) {
            $outcome = $this->call(self::READING, $token);
            if ($outcome->ran() !== []) {
                $problems[] = "With $what a method ran as the user \"{$outcome->sights[0]->login}\"";
            } elseif ($outcome->answer?->status !== 401 || !isset($outcome->answer->headers['WWW-Authenticate'])) {
                $problems[] = "A bearer token with $what was not answered with status 401: " . $outcome->summary();
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function otherCredentials(): array
    {
        $problems = [];
        $others = [
            'a token_auth' => ['token_auth' => $this->tokenAuth()->value],
            'a session' => ['token_auth' => $this->tokenAuth()->value, 'force_api_session' => '1'],
        ];
        foreach ($others as $what => $parameters) {
            $outcome = $this->call(self::READING, $this->token(Scope::Read), $parameters);
            if ($outcome->ran() !== [] || $outcome->answer?->status !== 400) {
                $problems[] = "A bearer token with $what was not answered with status 400: " . $outcome->summary();
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function passwords(): array
    {
        $problems = [];
        foreach (['a wrong password' => 'not-the-password', 'an empty password' => ''] as $what => $password) {
            $outcome = $this->call(
                self::WITH_PASSWORD,
                $this->token(Scope::SuperUser, TrialUsers::SUPER_USER),
                ['passwordConfirmation' => $password],
            );
            // A login plugin may exempt users from confirmation, and then Matomo asks nobody.
            if ($outcome->ran() !== [] && Piwik::doesUserRequirePasswordConfirmation(TrialUsers::SUPER_USER)) {
                $problems[] = "A method that confirms the user's password ran with $what";
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function bulkRequests(): array
    {
        $read = 'method=OAuth2.' . self::READING;
        $write = 'method=OAuth2.' . self::WRITING;
        $urls = [
            $write,
            $read,
            "$write&token_auth=" . $this->tokenAuth()->value,
            "$read&token_auth=",
            "$read&token_auth=anonymous",
            $write,
        ];
        // Newer versions of Matomo have this setting: -1 is no limit, and with 0 there are no bulk requests.
        $limit = Config::getInstance()->General['API_bulk_request_limit'] ?? null;
        $limit = is_numeric($limit) && $limit >= 0 ? (int) $limit : \count($urls);
        if ($limit < 1) {
            return [];
        }
        $ran = $sights = $summaries = [];
        foreach (array_chunk($urls, $limit) as $part) {
            $outcome = $this->call('', $this->token(Scope::Read), ['method' => 'API.getBulkRequest', 'urls' => $part]);
            array_push($ran, ...$outcome->ran());
            array_push($sights, ...$outcome->sights);
            $summaries[] = $outcome->summary();
        }
        if ($ran !== array_fill(0, 3, self::READING)) {
            return ['These methods of a bulk request ran: ' . implode(', ', $ran) . '; ' . implode('; ', $summaries)];
        }
        foreach ($sights as $number => $sight) {
            if ($sight->login !== TrialUsers::USER || $sight->superUser || $sight->sites['view'] !== array_values(TrialUsers::SITES)) {
                return ['The access in a bulk request was not limited at its reading request ' . $number + 1];
            }
        }

        return [];
    }

    /** @return list<string> */
    private function tokenAuths(): array
    {
        $tokenAuth = $this->tokenAuth();
        $problems = $this->tokenAuthProblem === null ? [] : [$this->tokenAuthProblem];
        $strangers = ['a wrong token_auth' => ['token_auth' => strrev($tokenAuth->value)], 'no credential' => []];
        foreach ($strangers as $what => $parameters) {
            $outcome = $this->call(self::WRITING, null, $parameters);
            $login = $outcome->sights[0]->login ?? 'anonymous';
            if (!$outcome->coreAuthenticates || $outcome->answer !== null || $login !== 'anonymous') {
                $problems[] = "A request with $what is not left to Matomo: " . $outcome->summary();
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function sessionRequests(): array
    {
        $outcome = $this->sandbox->authenticate(
            ['module' => 'API', 'method' => 'OAuth2.' . self::READING],
            ['force_api_session' => '1', 'token_auth' => $this->tokenAuth()->value],
            null,
        );

        return $outcome->coreAuthenticates && $outcome->answer === null
            ? []
            : ['A request with a session is not left to Matomo: ' . $outcome->summary()];
    }

    /** @return list<string> */
    private function pages(): array
    {
        $problems = [];
        $pages = [['module' => 'CoreHome', 'action' => 'index'], ['module' => 'Widgetize'], ['module' => 'API', 'action' => 'listAllAPI']];
        foreach ($pages as $page) {
            $outcome = $this->sandbox->authenticate($page, [], $this->token(Scope::Read));
            if (!$outcome->coreAuthenticates) {
                $problems[] = "The module $page[module] accepts bearer tokens";
            }
        }

        return $problems;
    }

    /**
     * A token_auth of a super user. It is that of the first one whose token_auth works, because a login plugin may refuse some
     * users; if none works, that of the first.
     */
    private function tokenAuth(): TrialTokenAuth
    {
        if ($this->tokenAuth !== null) {
            return $this->tokenAuth;
        }
        foreach ($this->tokenAuths->each() as $tokenAuth) {
            $outcome = $this->call(self::WRITING, null, ['token_auth' => $tokenAuth->value]);
            $sight = $outcome->sights[0] ?? null;
            if ($outcome->coreAuthenticates && $sight?->login === $tokenAuth->login && $sight->superUser) {
                $this->tokenAuthProblem = null;

                return $this->tokenAuth = $tokenAuth;
            }
            $this->tokenAuth ??= $tokenAuth;
            $this->tokenAuthProblem ??= 'A request with a valid token_auth does not work: ' . $outcome->summary();
        }

        return $this->tokenAuth ?? throw new \RuntimeException('There is no super user.');
    }

    /** @param array<string, mixed> $parameters */
    private function call(string $method, #[\SensitiveParameter] ?string $bearer, #[\SensitiveParameter] array $parameters = []): Outcome
    {
        $outcome = $this->sandbox->call($parameters + ['method' => "OAuth2.$method", 'format' => 'json'], $bearer);
        $this->sessionStarted = $this->sessionStarted || $outcome->sessionStarted;

        return $outcome;
    }

    private function token(Scope $scope, string $login = TrialUsers::USER): string
    {
        return $this->trial->token($login, $scope);
    }
}
