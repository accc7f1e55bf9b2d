<?php

// SPDX-License-Identifier: GPL-3.0-or-later

// Thin stand-ins for the classes of Matomo that a file under test needs and that the folder of script/test-core does not
// have. Each class is declared only if it was not loaded from there.

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Core;

/** What the stand-ins know: the users of the tests, the listeners of events, and how often core asked for its own tokens. */
final class World
{
    /** @var array<string, list<array{access: string, idsite: int}>> rows of the table access by login */
    public static array $access = [];

    /** @var list<int> */
    public static array $sites = [1, 2, 3];

    /** @var array<string, list<callable>> */
    public static array $listeners = [];

    /** @var array<string, object> entries of the container */
    public static array $entries = [];

    /** Whether core is answering an API request already. */
    public static bool $isSubRequest = true;

    public static int $tokenQueries = 0;

    /** @var list<array{string, ?string, bool}> the calls of API methods: method, login, super user */
    public static array $calls = [];

    /** @var ?\Closure(): void what the called API method does */
    public static ?\Closure $work = null;

    public static string $url = 'https://matomo.example/';

    /** @param list<mixed> $arguments */
    public static function post(string $event, array $arguments): void
    {
        foreach (self::$listeners[$event] ?? [] as $listener) {
            $listener(...$arguments);
        }
    }
}

/** Declares the stand-in of a class, if it has one. */
final class StandIns
{
    public static function declare(string $class): bool
    {
        $code = self::code()[$class] ?? null;
        if ($code === null) {
            return false;
        }
        $at = (int) strrpos($class, '\\');
        eval('namespace ' . substr($class, 0, $at) . '; use Piwik\Plugins\OAuth2\tests\Core\World; ' . $code);

        return true;
    }

    /** @return array<string, string> */
    private static function code(): array
    {
        $role = static fn (string $name): string => 'final class ' . ucfirst($name) . " { public const ID = '$name'; }";

        return [
            'Piwik\Access\Role\View' => $role('view'),
            'Piwik\Access\Role\Write' => $role('write'),
            'Piwik\Access\Role\Admin' => $role('admin'),
            'Piwik\Access\RolesProvider' => 'class RolesProvider { public function isValidRole($role) { return in_array($role, ["view", "write", "admin"], true); } }',
            'Piwik\Access\Capability' => 'class Capability {
                public function __construct(private string $id, private array $roles) {}
                public function getId() { return $this->id; }
                public function getIncludedInRoles() { return $this->roles; }
                public function hasRoleCapability($role) { return in_array($role, $this->roles, true); } }',
            'Piwik\Access\CapabilitiesProvider' => 'class CapabilitiesProvider {
                public function getAllCapabilities() { return [new Capability("publish", ["admin"]), new Capability("edit", ["write", "admin"])]; }
                public function getAllCapabilityIds() { return ["publish", "edit"]; } }',
            'Piwik\Access' => 'class Access {
                public static function getInstance() { return World::$entries["Piwik\\\\Access"] ??= new self; }
                private ?\Piwik\AuthResult $result = null; private ?\Piwik\Auth $auth = null;
                public function reloadAccess($auth = null) { $this->auth = $auth ?? $this->auth; $this->result = $this->auth->authenticate(); return $this->result->wasAuthenticationSuccessful(); }
                public function getLogin() { return $this->result?->getIdentity(); }
                public function getTokenAuth() { return $this->result?->getTokenAuth(); }
                public function hasSuperUserAccess() { return (bool) $this->result?->hasSuperUserAccess(); }
                public function setSuperUserAccess($bool = true) {} }',
            'Piwik\Auth' => 'interface Auth { public function getName(); public function setTokenAuth($token_auth); public function getLogin();
                public function getTokenAuth(); public function getTokenAuthSecret(); public function setLogin($login); public function setPassword($password);
                public function setPasswordHash($passwordHash); public function authenticate(); }',
            'Piwik\AuthResult' => 'class AuthResult { public const FAILURE = 0; public const SUCCESS = 1; public const SUCCESS_SUPERUSER_AUTH_CODE = 42;
                public function __construct(private $code, private $login, private $tokenAuth) {}
                public function getIdentity() { return $this->login; } public function getTokenAuth() { return $this->tokenAuth; } public function getCode() { return $this->code; }
                public function hasSuperUserAccess() { return $this->code === self::SUCCESS_SUPERUSER_AUTH_CODE; }
                public function wasAuthenticationSuccessful() { return $this->code > 0; } }',
            'Piwik\NoAccessException' => 'class NoAccessException extends \Exception {}',
            'Piwik\Http\HttpCodeException' => 'interface HttpCodeException {}',
            'Piwik\Http\BadRequestException' => 'class BadRequestException extends \Exception implements HttpCodeException { protected $code = 400; }',
            'Piwik\Exception\AuthenticationFailedException' => 'class AuthenticationFailedException extends \Exception {}',
            'Piwik\Exception\PluginDeactivatedException' => 'class PluginDeactivatedException extends \Exception {}',
            'Piwik\Exception\DI\NotFoundException' => 'class NotFoundException extends \Exception {}',
            'Piwik\Exception\DI\DependencyException' => 'class DependencyException extends \Exception {}',
            'Matomo\Exception\DI\NotFoundException' => 'class NotFoundException extends \Exception {}',
            'Matomo\Exception\DI\DependencyException' => 'class DependencyException extends \Exception {}',
            'Piwik\Log\LoggerInterface' => 'class LoggerInterface { public function __call($name, $arguments) {} }',
            'Piwik\Container\StaticContainer' => 'class StaticContainer {
                public static function get($name) { return World::$entries[$name] ??= new $name; }
                public static function getContainer() { return World::$entries["container"] ??= new class { public function set($name, $value) { World::$entries[$name] = $value; } }; } }',
            'Piwik\Piwik' => 'class Piwik {
                public static function postEvent($name, $arguments = [], $pending = false, $plugins = null) { World::post($name, $arguments); }
                public static function translate($key, $arguments = []) { return $key; }
                public static function getModule() { return $_GET["module"] ?? ""; } public static function getAction() { return $_GET["action"] ?? ""; }
                public static function isUserIsAnonymous() { return in_array(Access::getInstance()->getLogin(), [null, "", "anonymous"], true); } }',
            'Piwik\Common' => 'class Common {
                public static function prefixTable($name) { return "matomo_$name"; } public static function isPhpCliMode() { return false; }
                public static function sendHeader($header) { header($header); }
                public static function getRequestVar($name, $default = null, $type = null, $from = null) {
                    $value = ($from ?? $_GET + $_POST)[$name] ?? $default;
                    return $type === "string" && !is_string($value) ? (string) $default : $value; } }',
            'Piwik\Request' => 'class Request { public function __construct(private array $values) {}
                public static function fromGet() { return new self($_GET); } public static function fromPost() { return new self($_POST); }
                public function getStringParameter($name, $default = null) { return is_string($this->values[$name] ?? null) ? $this->values[$name] : $default; }
                public function getBoolParameter($name, $default = null) { return filter_var($this->values[$name] ?? $default, FILTER_VALIDATE_BOOL); } }',
            'Piwik\Request\AuthenticationToken' => 'class AuthenticationToken {
                public function getAuthToken($request = null) { return $request === null ? substr($_SERVER["HTTP_AUTHORIZATION"] ?? "", 7) : (string) ($request["token_auth"] ?? ""); }
                public function isSessionToken() { return false; } public function wasTokenAuthProvidedSecurely() { return true; } public function clearTokenMetadataCache() {} }',
            'Piwik\API\Request' => 'class Request { public static function getMethodIfApiRequest($request) { return $_GET["method"] ?? null; } public static function isApiHttpRequest() { return true; }
                public static function isRootRequestApiRequest() { return World::$isSubRequest; } public static function isCurrentApiRequestTheRootApiRequest() { return true; } }',
            'Piwik\API\Proxy' => 'class Proxy { public static function getInstance() { return new self; }
                public function call($class, $method, $request) { $access = \Piwik\Access::getInstance();
                    World::$calls[] = [$method, $access->getLogin(), $access->hasSuperUserAccess()]; $work = World::$work; World::$work = null; $work === null || $work(); return "called"; } }',
            'Piwik\API\ResponseBuilder' => 'class ResponseBuilder { public function __construct($format, $request = []) {} public function disableSendHeader() {} public function disableDataTablePostProcessor() {}
                public function getResponse($value, $module = "", $method = "") { return $value; } public function getResponseException($exception) { return $exception; } }',
            'Piwik\API\CORSHandler' => 'class CORSHandler { public function handle() {} }',
            'Piwik\Cache' => 'class Cache { public static function getTransientCache() { return new self; } public function fetch($id) { return World::$isSubRequest ? "API.getMatomoVersion" : false; } public function save($id, $value) {} }',
            'Piwik\Context' => 'class Context { public static function executeWithQueryParameters($parameters, $callback) { return $callback(); } }',
            'Piwik\Plugin\Manager' => 'class Manager { public static function getInstance() { return new self; } public function checkIsPluginActivated($name) {} }',
            'Piwik\Plugin\ControllerAdmin' => 'class ControllerAdmin {}',
            'Piwik\Plugins\CoreHome\LoginAllowlist' => 'class LoginAllowlist { public function shouldCheckAllowlist() { return false; } }',
            'Piwik\Plugins\SitesManager\API' => 'class API { public static function getInstance() { return new self; } public function getAllSitesId() { return World::$sites; } }',
            'Piwik\Plugins\SitesManager\Model' => 'class Model { public function getSitesId() { return World::$sites; } }',
            'Piwik\Plugins\UsersManager\Model' => 'class Model {
                public function getTokenMetadataByTokenAuth($token) { World::$tokenQueries++; return null; }
                public function getTokenMetadataByTokenAuthWithSecurityState($token, $secure) { return $this->getTokenMetadataByTokenAuth($token); } }',
            'Piwik\Plugins\McpServer\SystemSettings' => 'class SystemSettings { public function isOAuth2PluginEnabled() { return true; } }',
            'Piwik\Session' => 'class Session { public static function start() { throw new \LogicException("a session was started"); } public static function close() {} }',
            'Piwik\Session\SessionAuth' => 'class SessionAuth {}',
            'Piwik\SettingsPiwik' => 'class SettingsPiwik { public static function getPiwikUrl() { return World::$url; } }',
            'Piwik\SettingsServer' => 'class SettingsServer { public static function isTrackerApiRequest() { return false; } public static function raiseMemoryLimitIfNecessary() {} }',
            'Piwik\Site' => 'class Site { public static function getIdSitesFromIdSitesString($sites) { return (array) $sites; } }',
            'Piwik\Db' => 'class Db { public static function fetchAll($sql, $login = []) { return World::$access[$login] ?? []; } }',
            'Piwik\Plugin\ConsoleCommand' => 'class ConsoleCommand extends \Symfony\Component\Console\Command\Command {
                final protected function execute(\Symfony\Component\Console\Input\InputInterface $input, \Symfony\Component\Console\Output\OutputInterface $output): int { return $this->doExecute(); }
                protected function doExecute(): int { return 0; }
                public function addNoValueOption(string $name, $shortcut = null, string $description = "", $default = null) { return parent::addOption($name, $shortcut, \Symfony\Component\Console\Input\InputOption::VALUE_NONE, $description, $default); }
                public function addOptionalValueOption(string $name, $shortcut = null, string $description = "", $default = null, bool $acceptArrays = false) { return parent::addOption($name, $shortcut, \Symfony\Component\Console\Input\InputOption::VALUE_OPTIONAL | ($acceptArrays ? \Symfony\Component\Console\Input\InputOption::VALUE_IS_ARRAY : 0), $description, $default); }
                public function addRequiredValueOption(string $name, $shortcut = null, string $description = "", $default = null, bool $acceptArrays = false) { return parent::addOption($name, $shortcut, \Symfony\Component\Console\Input\InputOption::VALUE_REQUIRED | ($acceptArrays ? \Symfony\Component\Console\Input\InputOption::VALUE_IS_ARRAY : 0), $description, $default); }
                public function addOptionalArgument(string $name, string $description = "", $default = null, bool $acceptArrays = false) { return parent::addArgument($name, \Symfony\Component\Console\Input\InputArgument::OPTIONAL, $description, $default); }
                public function addRequiredArgument(string $name, string $description = "", $default = null, bool $acceptArrays = false) { return parent::addArgument($name, \Symfony\Component\Console\Input\InputArgument::REQUIRED, $description, $default); }
                protected function getOutput(): \Symfony\Component\Console\Output\OutputInterface { return new \Symfony\Component\Console\Output\NullOutput(); }
                protected function getInput(): \Symfony\Component\Console\Input\InputInterface { return new \Symfony\Component\Console\Input\ArrayInput([]); }
                public function addOption(string $name, string|array|null $shortcut = null, ?int $mode = null, string $description = "", mixed $default = null, array|\Closure $suggestedValues = []): static { throw new \LogicException("addOption"); }
                public function addArgument(string $name, ?int $mode = null, string $description = "", mixed $default = null, array|\Closure $suggestedValues = []): static { throw new \LogicException("addArgument"); }
                public function getHelper(string $name): mixed { throw new \LogicException("getHelper"); } }',
        ];
    }
}
