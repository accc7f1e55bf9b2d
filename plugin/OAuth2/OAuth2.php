<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Common;
use Piwik\Piwik;
use Piwik\Plugin;
use Piwik\Plugins\OAuth2\Access\ApiRequest;
use Piwik\Plugins\OAuth2\Access\BearerAccess;
use Piwik\Plugins\OAuth2\Access\CrossOrigin;
use Piwik\Plugins\OAuth2\Access\RefusalHeaders;
use Piwik\Plugins\OAuth2\Matomo\DeletedUser;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\NewUser;
use Piwik\Plugins\OAuth2\Matomo\ScreenTexts;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Web\CleanRoute;
use Piwik\Plugins\OAuth2\Web\Endpoints;
use Piwik\Plugins\OAuth2\Web\PendingRequest;
use Piwik\Url;
use Piwik\Version;

/** Where Matomo meets the authorization server: every event that the plugin listens to. */
class OAuth2 extends Plugin
{
    private ?BearerAccess $bearer = null;

    /** @return array<string, string|array<string, string|bool>> */
    public function registerEvents(): array
    {
        return [
            'Request.dispatchCoreAndPluginUpdatesScreen' => ['function' => 'answerEarly', 'before' => true],
            'Request.initAuthenticationObject' => ['function' => 'acceptBearer', 'after' => true],
            'API.Request.authenticate' => ['function' => 'keepBearer', 'before' => true],
            'API.Request.dispatch' => ['function' => 'allowMethod', 'before' => true],
            'Access.modifyUserAccess' => ['function' => 'lowerAccess', 'after' => true],
            'Login.authenticate.processSuccessfulSession.end' => 'rememberLogin',
            'Request.dispatch' => ['function' => 'resumeRequest', 'before' => true],
            'API.UsersManager.addUser' => 'checkNewUser',
            'API.UsersManager.inviteUser' => 'checkNewUser',
            'UsersManager.addUser.end' => 'beginUser',
            'UsersManager.inviteUser.end' => 'beginUser',
            'UsersManager.deleteUser' => 'forgetUser',
            'Db.getTablesInstalled' => 'addTables',
            'AssetManager.getStylesheetFiles' => 'addStylesheets',
            'Translate.getClientSideTranslationKeys' => 'addScreenTexts',
        ];
    }

    public function install(): void
    {
        Installation::install();
    }

    public function activate(): void
    {
        Installation::activate();
    }

    public function uninstall(): void
    {
        Installation::uninstall();
    }

    /**
     * Matomo asks this on every request, and reads the conditions of plugin.json with a library that costs a request more
     * than all the rest of this plugin. Plain comparisons say the same; anything else is left to that library.
     *
     * @param ?string $piwikVersion
     * @return array<mixed>
     */
    public function getMissingDependencies($piwikVersion = null)
    {
        foreach ($this->getInformation()['require'] ?? [] as $name => $conditions) {
            $version = match ($name) {
                'php' => PHP_VERSION,
                'matomo' => $piwikVersion ?? Version::VERSION,
                default => '',
            };
            foreach (explode(',', $conditions) as $condition) {
                $holds = sscanf($condition, '%[<>=]%s', $operator, $bound) === 2
                    && \in_array($operator, ['<', '>='], true)
                    && version_compare($version, (string) $bound, $operator);
                if (!$holds) {
                    return parent::getMissingDependencies($piwikVersion);
                }
            }
        }

        return [];
    }

    /** Before sessions and authentication: what needs neither is answered here, and nothing is left behind by it. */
    public function answerEarly(): void
    {
        $response = null;
        if (self::module() === 'OAuth2') {
            $action = (string) Piwik::getAction();
            $response = match (true) {
                Endpoints::has($action) => Endpoints::answer($action),
                $action === 'authorize' => self::orNull(CleanRoute::toIndex(...)),
                default => null,
            };
        } elseif (($_SERVER['REQUEST_METHOD'] ?? '') === 'OPTIONS') {
            $response = self::orNull(CrossOrigin::preflight(...));
        }
        if ($response !== null) {
            self::send($response);
        }
    }

    /** When core makes its authentication object: a bearer token of ours is accepted here, or the request ends. */
    public function acceptBearer(): void
    {
        $this->bearer = null;
        if (self::module() !== 'API' || !ApiRequest::isReportingApi()) {
            return;
        }
        $credential = ApiRequest::bearer();
        if ($credential === null) {
            if (!ApiRequest::hasOtherCredential()) {
                RefusalHeaders::forNobody();
            }

            return;
        }
        $crossOrigin = self::orNull(CrossOrigin::headers(...)) ?? [];
        try {
            $this->bearer = BearerAccess::begin($credential);
        } catch (BearerError $error) {
            // Core would show an HTML page to a POST, and go on as anonymous at other places.
            self::send(Response::json($error->status, [
                'result' => 'error',
                'message' => $error->description,
                'error' => $error->error ?? 'invalid_token',
                'error_description' => $error->description,
            ], $crossOrigin + $error->headers()));
        }
        foreach ($crossOrigin as $name => $value) {
            Common::sendHeader("$name: $value");
        }
        RefusalHeaders::forBearer($this->bearer);
    }

    /** When core authenticates once more, for a sub-request say: it stays the bearer's. */
    public function keepBearer(#[\SensitiveParameter] mixed $tokenAuth): void
    {
        $this->bearer?->reauthenticate($tokenAuth);
    }

    /** @param array<string, mixed> $parameters */
    public function allowMethod(array &$parameters, string $plugin, string $method): void
    {
        $this->bearer?->allow($plugin, $method, array_keys($parameters));
    }

    /** @param array<string, list<int|string>> $access */
    public function lowerAccess(array &$access, ?string $login): void
    {
        if ($this->bearer !== null) {
            $access = $this->bearer->lower($access, (string) $login);
        }
    }

    /** After a login, which may have been for an authorization request. */
    public function rememberLogin(): void
    {
        PendingRequest::loggedIn();
    }

    /** Leads from the start page, where some logins end, back to the application's request. */
    public function resumeRequest(mixed &$module): void
    {
        if (
            !\in_array($module, ['CoreHome', 'MultiSites'], true)
            || ($_SERVER['REQUEST_METHOD'] ?? '') !== 'GET'
            || Piwik::isUserIsAnonymous()
        ) {
            return;
        }
        $query = PendingRequest::take();
        if ($query !== null) {
            Url::redirectToUrl('index.php?' . $query);
        }
    }

    /** @param array<string, mixed> $parameters */
    public function checkNewUser(array &$parameters): void
    {
        $login = $parameters['userLogin'] ?? null;
        if (\is_string($login)) {
            NewUser::check($login);
        }
    }

    /** When a login is given to somebody. */
    public function beginUser(string $login): void
    {
        NewUser::begin($login);
    }

    /** After a user was deleted. */
    public function forgetUser(string $login): void
    {
        DeletedUser::forget($login);
    }

    /** @param list<string> $tables */
    public function addTables(array &$tables): void
    {
        array_push($tables, ...Installation::tables());
    }

    /** @param list<string> $stylesheets */
    public function addStylesheets(array &$stylesheets): void
    {
        $stylesheets[] = 'plugins/OAuth2/stylesheets/oauth2.less';
    }

    /** @param list<string> $keys */
    public function addScreenTexts(array &$keys): void
    {
        array_push($keys, ...ScreenTexts::KEYS);
    }

    /** As Piwik::getModule() has it, without cleaning what is only compared: this runs on every request of Matomo. */
    private static function module(): mixed
    {
        return $_GET['module'] ?? $_POST['module'] ?? null;
    }

    private static function send(Response $response): never
    {
        $response->emit();
        exit;
    }

    /**
     * For courtesies, such as cross-origin headers: what keeps them from being made is told by what comes next.
     *
     * @template T
     * @param \Closure(): T $make
     * @return ?T
     */
    private static function orNull(\Closure $make): mixed
    {
        try {
            return $make();
        } catch (\Throwable) {
            return null;
        }
    }
}
