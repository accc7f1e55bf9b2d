<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\SelfTest;

use Piwik\Access\CapabilitiesProvider;
use Piwik\API\Proxy;
use Piwik\Application\Environment;
use Piwik\Auth;
use Piwik\Common;
use Piwik\Container\StaticContainer;
use Piwik\Db;
use Piwik\DI;
use Piwik\FrontController;
use Piwik\Log;
use Piwik\Log\LoggerInterface;
use Piwik\Log\NullLogger;
use Piwik\Piwik;
use Piwik\Plugin\API;
use Piwik\Plugin\Manager;
use Piwik\Plugins\OAuth2\Access\BearerAuthAdapter;
use Piwik\Plugins\OAuth2\Matomo\CoreContainer;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\OAuth2;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;

/**
 * Runs requests to the Reporting API in this process as Matomo's index.php runs them: in a container of their own, with
 * all plugins loaded anew. No HTTP request is sent, because many hosts forbid requests to themselves.
 *
 * The requests use the database connection that they are given, whose transaction the caller rolls back, and log nothing.
 */
final class Sandbox
{
    /** An address of nobody (RFC 5737), so that neither lists of addresses nor blocked ones decide. */
    private const ADDRESS = '192.0.2.1';

    public function __construct(private readonly object $database)
    {
    }

    /**
     * Runs a request of the Reporting API.
     *
     * @param array<string, mixed> $post the parameters of the body
     * @param ?string $bearer the credential of the Authorization header; null: no such header
     */
    public function call(array $post, #[\SensitiveParameter] ?string $bearer): Outcome
    {
        return $this->run(['module' => 'API'], $post, $bearer, static function (): void {
            FrontController::unsetInstance();
            $controller = FrontController::getInstance();
            $controller->init();
            echo $controller->dispatch();
        });
    }

    /**
     * Prepares authentication as Matomo does for any request, and nothing more.
     *
     * @param array<string, string> $get the parameters of the URL
     * @param array<string, mixed> $post
     */
    public function authenticate(array $get, array $post, #[\SensitiveParameter] ?string $bearer): Outcome
    {
        return $this->run($get, $post, $bearer, static function (): void {
            self::loadPlugins();
            Piwik::postEvent('Request.initAuthenticationObject');
        });
    }

    /**
     * The fingerprint of this Matomo, with its plugins as the next request will load them.
     *
     * @throws NotRunnable
     */
    public function fingerprint(): Fingerprint
    {
        $found = null;
        $outcome = $this->run([], [], null, static function () use (&$found): void {
            self::loadPlugins();
            $found = Fingerprint::current();
        });

        return $found ?? throw new NotRunnable('Matomo could not load its plugins: ' . $outcome->summary());
    }

    private static function loadPlugins(): void
    {
        $plugins = Manager::getInstance();
        $plugins->loadPluginTranslations();
        $plugins->loadActivatedPlugins();
    }

    /**
     * @param array<string, string> $get
     * @param array<string, mixed> $post
     * @param \Closure(): void $request
     */
    private function run(array $get, array $post, #[\SensitiveParameter] ?string $bearer, \Closure $request): Outcome
    {
        $outcome = new Outcome();
        $restore = self::remember();
        $_GET = $get;
        $_POST = $post;
        $_REQUEST = $post + $get;
        $_COOKIE = $_FILES = [];
        $_SERVER = self::server($get, $bearer);
        Common::$isCliMode = false;
        FrontController::$enableDispatch = true;
        ServerFactory::$isReplaced = true;
        OAuth2::$receiver = static function (Response $response) use ($outcome): never {
            $outcome->answer = $response;
            throw new Answered();
        };
        Canary::listen(static function (string $method) use ($outcome): void {
            if ($outcome->answer === null) {
                $outcome->sights[] = Sight::now($method);
            }
        });
        $level = ob_get_level();
        ob_start();
        try {
            $environment = new Environment(null, self::definitions());
            $environment->init();
            try {
                $this->watch($outcome);
                $request();
            } finally {
                $outcome->sessionStarted = $outcome->sessionStarted || session_status() === PHP_SESSION_ACTIVE;
                $environment->destroy();
            }
        } catch (Answered) {
            // The outcome has the response.
        } catch (\Throwable $failure) {
            $outcome->failure = $failure;
        } finally {
            while (ob_get_level() > $level) {
                $outcome->output = ob_get_clean() . $outcome->output;
            }
            Canary::listen(null);
            OAuth2::$receiver = null;
            ServerFactory::$isReplaced = false;
            $restore();
        }

        return $outcome;
    }

    /** @return array<string, mixed> definitions for the container of the request */
    private static function definitions(): array
    {
        return array_fill_keys(CoreContainer::names(LoggerInterface::class), DI::create(NullLogger::class)) + [
            ServerFactory::class => DI::create(TrialServerFactory::class),
            // The list is for people; the self-test has no address.
            'login.allowlist.ips' => DI::value([]),
        ];
    }

    /** Observes what Matomo does with the request, from the first event on. */
    private function watch(Outcome $outcome): void
    {
        // Matomo has just opened another connection, which would not see the transaction.
        $connect = fn () => Db::setDatabaseObject($this->database);
        $before = static fn (\Closure $do): array => ['function' => $do, 'before' => true];
        Piwik::addAction('Request.dispatchCoreAndPluginUpdatesScreen', $before($connect));
        Piwik::addAction('Session.beforeSessionStart', static function () use ($outcome): void {
            $outcome->sessionStarted = true;
        });
        Piwik::addAction('Access.modifyUserAccess', $before(static function (array &$access, ?string $login): void {
            if ($login === TrialUsers::USER) {
                $access = TrialUsers::access(StaticContainer::get(CapabilitiesProvider::class));
            }
        }));
        Piwik::addAction('Request.initAuthenticationObject', ['after' => true, 'function' => static function () use ($outcome): void {
            $auth = StaticContainer::get(Auth::class);
            $isOurs = $auth instanceof BearerAuthAdapter;
            $outcome->bearerUser = $isOurs ? $auth->authenticate()->getIdentity() : null;
            $outcome->coreAuthenticates = !$isOurs;
            // The canary's methods carry @ignore, so that no other request can call them.
            Proxy::getInstance()->setHideIgnoredFunctions(false);
        }]);
    }

    /**
     * @param array<string, string> $get
     * @return array<mixed> the variables of the web server
     */
    private static function server(array $get, #[\SensitiveParameter] ?string $bearer): array
    {
        $query = http_build_query($get);

        return [
            'REQUEST_METHOD' => 'POST',
            'QUERY_STRING' => $query,
            'REQUEST_URI' => "/index.php?$query",
            'SCRIPT_NAME' => '/index.php',
            'PHP_SELF' => '/index.php',
            'SERVER_PROTOCOL' => 'HTTP/1.1',
            'CONTENT_TYPE' => 'application/x-www-form-urlencoded',
            // Otherwise Matomo may redirect.
            'HTTPS' => 'on',
            'REMOTE_ADDR' => self::ADDRESS,
            // Never absent, because PHP offers the header of the real request in another place, too.
            Request::AUTHORIZATION_VARIABLES[0] => $bearer === null ? 'None' : "Bearer $bearer",
        ] + ServerVariables::withoutRequest($_SERVER);
    }

    /** @return \Closure(): void restores the global state that a request changes */
    private static function remember(): \Closure
    {
        $variables = [$_GET, $_POST, $_REQUEST, $_COOKIE, $_FILES, $_SERVER];
        $modes = [Common::$isCliMode, FrontController::$enableDispatch];
        $database = Db::get();
        $controller = FrontController::getInstance();
        Log::unsetInstance();
        API::unsetAllInstances();

        return static function () use ($variables, $modes, $database, $controller): void {
            [$_GET, $_POST, $_REQUEST, $_COOKIE, $_FILES, $_SERVER] = $variables;
            [Common::$isCliMode, FrontController::$enableDispatch] = $modes;
            Db::setDatabaseObject($database);
            FrontController::setSingletonInstance($controller);
            Log::unsetInstance();
            API::unsetAllInstances();
        };
    }
}
