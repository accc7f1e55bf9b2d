<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Cache;
use Piwik\Common;
use Piwik\Container\StaticContainer;
use Piwik\Log\LoggerInterface;
use Piwik\Piwik;
use Piwik\Plugin;
use Piwik\Plugins\OAuth2\Access\ApiRequest;
use Piwik\Plugins\OAuth2\Access\BearerCall;
use Piwik\Plugins\OAuth2\Access\CrossOrigin;
use Piwik\Plugins\OAuth2\Access\RefusalHeaders;
use Piwik\Plugins\OAuth2\Diagnostic\SystemCheck;
use Piwik\Plugins\OAuth2\Matomo\DeletedUser;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\NewUser;
use Piwik\Plugins\OAuth2\Matomo\SchemaAdvice;
use Piwik\Plugins\OAuth2\Matomo\ScreenTexts;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Web\CleanRoute;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;
use Piwik\Plugins\OAuth2\Web\PendingRequest;
use Piwik\SettingsServer;
use Piwik\Url;
use Piwik\Version;

/** Where Matomo meets the authorization server: every event that the plugin listens to. */
class OAuth2 extends Plugin
{
    private ?BearerCall $bearer = null;

    private bool $conditionsHold = false;

    private bool $watches = false;

    private bool $offersChecks = false;

    /**
     * Matomo asks once a request and then looks each listener up at its event, one that has nothing to do, too. So this
     * names only those that the request may need; {@see acceptBearer()} adds what a bearer token needs.
     *
     * @return array<string, string|array<string, string|bool>>
     */
    public function registerEvents(): array
    {
        $events = [
            'Login.authenticate.processSuccessfulSession.end' => 'rememberLogin',
            'API.UsersManager.addUser' => 'checkNewUser',
            'API.UsersManager.inviteUser' => 'checkNewUser',
            'UsersManager.addUser.end' => 'beginUser',
            'UsersManager.inviteUser.end' => 'beginUser',
            'UsersManager.deleteUser' => 'forgetUser',
            'Db.getTablesInstalled' => 'addTables',
            'AssetManager.getStylesheetFiles' => 'addStylesheets',
            'Translate.getClientSideTranslationKeys' => 'addScreenTexts',
        ];
        $module = self::module();
        if ($module !== 'API') {
            $events['Request.dispatch'] = ['function' => 'beforeController', 'before' => true];
            $events['CoreUpdater.update.end'] = 'migrateTables';
        } elseif (!self::hasTokenAuthOnly() && !SettingsServer::isTrackerApiRequest()) {
            // By this event Matomo knows the plugins that every tracking request loads. None of them needs this one.
            $events['Request.initAuthenticationObject'] = ['function' => 'acceptBearer', 'after' => true];
        }
        if ($module === 'OAuth2' || ($_SERVER['REQUEST_METHOD'] ?? '') === 'OPTIONS') {
            $events['Request.dispatchCoreAndPluginUpdatesScreen'] = ['function' => 'answerEarly', 'before' => true];
        }

        return $events;
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

    /** After Matomo's updater, which asks for the plugin's version only: what decides here is the schema of the tables. */
    public function migrateTables(): void
    {
        try {
            Installation::migrate();
        } catch (StorageException $failure) {
            StaticContainer::get(LoggerInterface::class)->error('OAuth2 did not migrate its tables: {why}. Run {command}.', [
                'why' => $failure->getMessage(),
                'command' => SchemaAdvice::COMMAND,
            ]);
        }
    }

    /**
     * Matomo asks this twice on every request, and reads the conditions of plugin.json with a library that costs a request
     * more than all the rest of this plugin. That they hold is remembered where Matomo keeps those conditions themselves,
     * for these versions of PHP and Matomo.
     *
     * @param ?string $piwikVersion
     * @return array<mixed>
     */
    public function getMissingDependencies($piwikVersion = null)
    {
        if ($piwikVersion !== null) {
            return parent::getMissingDependencies($piwikVersion);
        }
        if ($this->conditionsHold) {
            return [];
        }
        $cache = Cache::getEagerCache();
        $id = 'OAuth2ConditionsHold' . PHP_VERSION . Version::VERSION;
        $this->conditionsHold = $cache->contains($id);
        if ($this->conditionsHold) {
            return [];
        }
        $missing = parent::getMissingDependencies();
        if ($missing === []) {
            $cache->save($id, true);
        }

        return $missing;
    }

    /** Before sessions and authentication: what needs neither is answered here, and nothing is left behind by it. */
    public function answerEarly(): void
    {
        $response = null;
        if (self::module() === 'OAuth2') {
            $endpoint = Endpoint::ofAction((string) Piwik::getAction());
            $response = match ($endpoint?->usesSession()) {
                false => EndpointDispatcher::answer($endpoint),
                true => self::orNull(CleanRoute::toIndex(...)),
                null => null,
            };
        } else {
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
        if (!ApiRequest::isReportingApi()) {
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
            $this->bearer = BearerCall::begin($credential);
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
        $this->watchOverBearer();
    }

    /** What a request without a bearer token never hears of. */
    private function watchOverBearer(): void
    {
        if (!$this->watches) {
            $this->watches = true;
            Piwik::addAction('API.Request.authenticate', ['function' => $this->keepBearer(...), 'before' => true]);
            Piwik::addAction('API.Request.dispatch', ['function' => $this->allowMethod(...), 'before' => true]);
            Piwik::addAction('Access.modifyUserAccess', ['function' => $this->lowerAccess(...), 'after' => true]);
        }
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

    public function beforeController(mixed &$module): void
    {
        if (!$this->offersChecks) {
            $this->offersChecks = true;
            SystemCheck::offer();
        }
        self::resumeRequest($module);
    }

    /** Leads from the start page, where some logins end, back to the application's request. */
    private static function resumeRequest(mixed $module): void
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

    /**
     * The texts stand in each page that is sent: in those of this plugin only.
     *
     * @param list<string> $keys
     */
    public function addScreenTexts(array &$keys): void
    {
        if (self::module() === 'OAuth2') {
            array_push($keys, ...ScreenTexts::KEYS);
        }
    }

    /** As Piwik::getModule() has it, without cleaning what is only compared: this runs on every request of Matomo. */
    private static function module(): mixed
    {
        return $_GET['module'] ?? $_POST['module'] ?? null;
    }

    /**
     * Whether a call of the API shows a token_auth and no Authorization header, as most do: told without reading a
     * further file. Other servers than FastCGI's may have a header that stands in no variable; there, ask
     * {@see ApiRequest}.
     */
    private static function hasTokenAuthOnly(): bool
    {
        return ($_GET['token_auth'] ?? $_POST['token_auth'] ?? '') !== ''
            && !isset($_SERVER['HTTP_AUTHORIZATION'])
            && !isset($_SERVER['REDIRECT_HTTP_AUTHORIZATION'])
            && !isset($_SERVER['REDIRECT_REDIRECT_HTTP_AUTHORIZATION'])
            && \in_array(PHP_SAPI, ['fpm-fcgi', 'cgi-fcgi'], true);
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
