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
use Piwik\Plugins\OAuth2\Access\GuardedProxy;
use Piwik\Plugins\OAuth2\Access\RefusalHeaders;
use Piwik\Plugins\OAuth2\Diagnostic\SystemCheck;
use Piwik\Plugins\OAuth2\Matomo\ClassLoader;
use Piwik\Plugins\OAuth2\Matomo\DeletedUser;
use Piwik\Plugins\OAuth2\Matomo\Installation;
use Piwik\Plugins\OAuth2\Matomo\NewUser;
use Piwik\Plugins\OAuth2\Matomo\SchemaAdvice;
use Piwik\Plugins\OAuth2\Matomo\ScreenTexts;
use Piwik\Plugins\OAuth2\Matomo\StaticDocuments;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Resource\BearerError;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Piwik\Plugins\OAuth2\Web\CleanRoute;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;
use Piwik\Plugins\OAuth2\Web\PendingCookie;
use Piwik\Session;
use Piwik\SettingsServer;
use Piwik\Url;
use Piwik\Version;

/** The plugin's class: listens to Matomo's events and passes them on to the authorization server. */
class OAuth2 extends Plugin
{
    /** @var ?\Closure(Response): never receives the plugin's responses in place of the client, during the self-test */
    public static ?\Closure $receiver = null;

    private ?BearerCall $bearer = null;

    private bool $conditionsHold = false;

    private bool $watches = false;

    private bool $offersChecks = false;

    /**
     * Registers only the listeners that this request may need, because each one costs time even if it does nothing.
     * {@see acceptBearer()} adds those for a bearer token.
     *
     * @return array<string, string|array<string, string|bool>>
     */
    public function registerEvents(): array
    {
        $target = $_SERVER['REQUEST_URI'] ?? '';
        // Before the class that knows the routes is loaded: this runs on every request of Matomo.
        if (\is_string($target) && preg_match('~/oauth2/|(?:\.|%2e)well-known~i', $target) === 1) {
            self::orNull(CleanRoute::adopt(...));
        }
        $events = [
            'API.UsersManager.addUser' => 'checkNewUser',
            'API.UsersManager.inviteUser' => 'checkNewUser',
            'UsersManager.addUser.end' => 'beginUser',
            'UsersManager.inviteUser.end' => 'beginUser',
            'UsersManager.deleteUser' => 'forgetUser',
            // The metadata depend on the MCP server's plugin, on settings of others, and on their listeners.
            'PluginManager.pluginActivated' => 'refreshDocuments',
            'PluginManager.pluginDeactivated' => 'refreshDocuments',
            'SystemSettings.updated' => 'refreshDocuments',
            'Db.getTablesInstalled' => 'addTables',
            'AssetManager.getStylesheetFiles' => 'addStylesheets',
            'Translate.getClientSideTranslationKeys' => 'addScreenTexts',
        ];
        $module = self::module();
        if ($module !== 'API') {
            $events['Request.dispatch'] = ['function' => 'beforeController', 'before' => true];
            $events['CoreUpdater.update.end'] = 'migrateTables';
        } elseif (!self::hasTokenAuthOnly() && !SettingsServer::isTrackerApiRequest()) {
            // Matomo loads every plugin that listens to this event on tracking requests, which do not need this plugin.
            $events['Request.initAuthenticationObject'] = ['function' => 'acceptBearer', 'after' => true];
        }
        if ($module === 'OAuth2') {
            $events['Db.cannotConnectToDb'] = $events['Config.badConfigurationFile'] = ['function' => 'answerWithoutDatabase', 'before' => true];
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
        SelfTest::schedule();
    }

    public function deactivate(): void
    {
        StaticDocuments::withdraw();
    }

    public function uninstall(): void
    {
        Installation::uninstall();
    }

    /**
     * Brings the metadata that are files up to date. Changes of this plugin itself do that without this event.
     *
     * @param mixed $changed the name of a plugin, or its settings
     */
    public function refreshDocuments(mixed $changed): void
    {
        if ($changed !== 'OAuth2' && !$changed instanceof SystemSettings) {
            StaticDocuments::refresh();
        }
    }

    /** Migrates the tables after Matomo's updater, which compares only the plugin's version and not the schema. */
    public function migrateTables(): void
    {
        SelfTest::schedule();
        try {
            Installation::migrate();
        } catch (StorageException $failure) {
            StaticContainer::get(LoggerInterface::class)->error('OAuth2 could not migrate its tables: {why}. Run {command}.', [
                'why' => $failure->getMessage(),
                'command' => SchemaAdvice::COMMAND,
            ]);
        }
    }

    /**
     * Caches that the requirements of plugin.json are met, for these versions of PHP and Matomo. Matomo checks them twice
     * on every request, which would cost more than the rest of this plugin.
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

    /** Answers endpoints and preflights that need neither session nor authentication, before Matomo starts them. */
    public function answerEarly(): void
    {
        $response = null;
        if (self::module() === 'OAuth2') {
            $endpoint = Endpoint::ofAction((string) Piwik::getAction());
            if ($endpoint === null && CleanRoute::mendQuery()) {
                $endpoint = Endpoint::ofAction((string) Piwik::getAction());
            }
            $response = match ($endpoint?->usesSession()) {
                false => ClassLoader::during(static fn (): Response => EndpointDispatcher::answer($endpoint)),
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

    /** Answers endpoints while the database is unreachable, in place of Matomo's page for people. */
    public function answerWithoutDatabase(\Throwable $failure): void
    {
        $action = $_GET['action'] ?? $_POST['action'] ?? '';
        $endpoint = \is_string($action) ? EndpointDispatcher::find($action) : null;
        if ($endpoint !== null) {
            self::send(EndpointDispatcher::notStarted($endpoint, $failure));
        }
    }

    /** Authenticates the request by its bearer token, if it has one of ours; sends the error if the token is refused. */
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
        $crossOrigin = isset($_SERVER['HTTP_ORIGIN']) ? self::orNull(CrossOrigin::headers(...)) ?? [] : [];
        try {
            $this->bearer = ClassLoader::during(static fn (): BearerCall => BearerCall::begin($credential), ClassLoader::BEARER);
        } catch (BearerError $error) {
            // An exception would not do: core answers a POST with an HTML page, and elsewhere continues as anonymous.
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
        GuardedProxy::install($this->bearer);
        $this->watchOverBearer();
    }

    /** Registers the listeners that only a request with a bearer token needs. */
    private function watchOverBearer(): void
    {
        if (!$this->watches) {
            $this->watches = true;
            Piwik::addAction('API.Request.authenticate', ['function' => $this->keepBearer(...), 'before' => true]);
            Piwik::addAction('API.Request.dispatch', ['function' => $this->allowMethod(...), 'before' => true]);
            Piwik::addAction('Access.modifyUserAccess', ['function' => $this->lowerAccess(...), 'after' => true]);
        }
    }

    /** Keeps the bearer's user when core authenticates again, for example for a sub-request. */
    public function keepBearer(#[\SensitiveParameter] mixed $tokenAuth): void
    {
        $this->bearer?->reauthenticate($tokenAuth);
    }

    /** @param array<string, mixed> $parameters */
    public function allowMethod(array &$parameters, string $plugin, string $method): void
    {
        $this->bearer?->allow($plugin, $method, array_map(strval(...), array_keys($parameters)), $parameters);
    }

    /** @param array<string, list<int|string>> $access */
    public function lowerAccess(array &$access, ?string $login): void
    {
        if ($this->bearer !== null) {
            $access = $this->bearer->lower($access, (string) $login);
        }
    }

    public function beforeController(mixed &$module, mixed &$action): void
    {
        if (!$this->offersChecks) {
            $this->offersChecks = true;
            SystemCheck::offer();
        }
        self::resumeRequest($module, $action);
    }

    /** Redirects from a page where a login may end back to the pending authorization request. */
    private static function resumeRequest(mixed $module, mixed $action): void
    {
        if (
            ($_SERVER['REQUEST_METHOD'] ?? '') !== 'GET'
            || !\in_array($action, [null, false, '', 'index', 'login'], true)
            // Not a part of a page that a script loads.
            || ($_SERVER['HTTP_SEC_FETCH_DEST'] ?? 'document') !== 'document'
            || isset($_SERVER['HTTP_X_REQUESTED_WITH'])
            || !\in_array($module, ['CoreHome', 'MultiSites', Piwik::getLoginPluginName()], true)
            || !Session::isStarted()
            || Piwik::isUserIsAnonymous()
        ) {
            return;
        }
        $query = self::orNull(PendingCookie::resume(...));
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

    /** Removes leftovers of an earlier user with the same login. */
    public function beginUser(string $login): void
    {
        NewUser::begin($login);
    }

    /** Deletes the authorizations of a deleted user and removes the login from clients. */
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
     * Adds the texts of the screens to this plugin's own pages only, because they increase the size of a page.
     *
     * @param list<string> $keys
     */
    public function addScreenTexts(array &$keys): void
    {
        if (self::module() === 'OAuth2') {
            Texts::load();
            array_push($keys, ...ScreenTexts::KEYS);
        }
    }

    /** The module of the request. Piwik::getModule() also sanitizes it, which costs time on every request of Matomo. */
    private static function module(): mixed
    {
        return $_GET['module'] ?? $_POST['module'] ?? null;
    }

    /**
     * True if an API request has a token_auth and no Authorization header, the usual case, which needs no further class.
     * Outside FastCGI this is false: there, a header may be in no variable, and {@see ApiRequest} decides.
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
        if (self::$receiver !== null) {
            (self::$receiver)($response);
        }
        $response->emit();
        exit;
    }

    /**
     * Runs something optional, such as cross-origin headers, and returns null if it fails: the next step reports the
     * failure.
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
