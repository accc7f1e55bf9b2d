<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Core;

use Piwik\Access;
use Piwik\Access\CapabilitiesProvider;
use Piwik\API\Request as ApiRequest;
use Piwik\Auth;
use Piwik\AuthResult;
use Piwik\Config\IniFileChain;
use Piwik\Http\BadRequestException;
use Piwik\Plugins\McpServer\Support\Auth\ProtectedResourceMetadataProvider;
use Piwik\Plugins\McpServer\SystemSettings;
use Piwik\Plugins\OAuth2\Access\AccessCeiling;
use Piwik\Plugins\OAuth2\Access\BearerAuthAdapter;
use Piwik\Plugins\OAuth2\Access\BearerCall;
use Piwik\Plugins\OAuth2\Access\ConflictingCredentials;
use Piwik\Plugins\OAuth2\Access\GuardedProxy;
use Piwik\Plugins\OAuth2\Controller;
use Piwik\Plugins\OAuth2\Matomo\ConfigurationFile;
use Piwik\Plugins\OAuth2\Matomo\ControllerResponse;
use Piwik\Plugins\OAuth2\Matomo\CoreAuthentication;
use Piwik\Plugins\OAuth2\Matomo\CoreContainer;
use Piwik\Plugins\OAuth2\Matomo\Kernel;
use Piwik\Plugins\OAuth2\Matomo\LightDefaults;
use Piwik\Plugins\OAuth2\Matomo\LightEnvironment;
use Piwik\Plugins\OAuth2\Matomo\QuickConfiguration;
use Piwik\Plugins\OAuth2\Matomo\SettingsFactory;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Scope;
use Piwik\Request\AuthenticationToken;

const BEARER = 'aaaa.bbbb.cccc';

/** The login plugin's object: one user whose password is "right". */
function login(): Auth
{
    return new class () implements Auth {
        private mixed $login = null;

        private mixed $password = null;

        public function getName()
        {
            return 'Login';
        }

        public function setTokenAuth(#[\SensitiveParameter] $token_auth)
        {
        }

        public function getLogin()
        {
            return $this->login;
        }

        public function getTokenAuth()
        {
            return null;
        }

        public function getTokenAuthSecret()
        {
            return '';
        }

        public function setLogin($login)
        {
            $this->login = $login;
        }

        public function setPassword(#[\SensitiveParameter] $password)
        {
            $this->password = $password;
        }

        public function setPasswordHash(#[\SensitiveParameter] $passwordHash)
        {
        }

        public function authenticate()
        {
            $right = $this->login === 'anna' && $this->password === 'right';

            return new AuthResult($right ? AuthResult::SUCCESS_SUPERUSER_AUTH_CODE : AuthResult::FAILURE, $this->login, '');
        }
    };
}

/** A call with a bearer token, with the listeners that OAuth2::watchOverBearer() registers. */
function call(string $login, Scope $scope, bool $isSuperUser = false): BearerAuthAdapter
{
    $adapter = new BearerAuthAdapter(login(), $login, $isSuperUser && $scope === Scope::SuperUser, $scope);
    CoreAuthentication::put($adapter);
    $bearer = (new \ReflectionClass(BearerCall::class))->newInstanceWithoutConstructor();
    (new \ReflectionProperty($bearer, 'credential'))->setValue($bearer, BEARER);
    (new \ReflectionProperty($bearer, 'auth'))->setValue($bearer, $adapter);
    World::$listeners['API.Request.authenticate'] = [$bearer->reauthenticate(...)];
    $ceiling = new AccessCeiling(new CapabilitiesProvider());
    World::$listeners['Access.modifyUserAccess'] = [static function (array &$access) use ($ceiling, $scope, $isSuperUser): void {
        if ($scope !== Scope::SuperUser) {
            $access = $isSuperUser ? $ceiling->ofSuperUser(World::$sites, $scope) : $ceiling->lower($access, $scope);
        }
    }];
    World::$tokenQueries = 0;
    $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . BEARER;

    return $adapter;
}

/** A new Access, which core gets from its container. */
function access(): Access
{
    unset(World::$entries['Piwik\Access'], World::$entries[AuthenticationToken::class]);

    return Access::getInstance();
}

/** An Auth object of another plugin, which does not know of the limit of tokens. */
function withoutContext(): Auth
{
    $auth = login();
    $auth->setLogin('anna');
    $auth->setPassword('right');

    return $auth;
}

/** Core 5.11 takes capabilities from every limited token that a role does not include; later versions do not. */
function dropsGrants(): bool
{
    return takesContext() && !method_exists(Access::class, 'isCapabilityWithinTokenAccessLevel');
}

function takesContext(): bool
{
    return method_exists(AuthResult::class, 'getAuthContext');
}

$roles = ['matomo:read' => 'view', 'matomo:write' => 'write', 'matomo:admin' => 'admin', 'matomo:superuser' => 'superuser'];

return [
    'auth-result' => [
        'files' => ['core/AuthResult.php'],
        'proves' => 'an authentication names user, token and, where core limits tokens itself, the role of the scope',
        'run' => static function () use ($roles): void {
            foreach (Scope::cases() as $scope) {
                $result = CoreAuthentication::result(AuthResult::SUCCESS, 'anna', 'anonymous', $scope);
                proves($result->getIdentity() === 'anna' && $result->getTokenAuth() === 'anonymous', 'user and token');
                proves($result->wasAuthenticationSuccessful() && !$result->hasSuperUserAccess(), 'success, no super user');
                $context = takesContext() ? $result->getAuthContext() : null;
                proves(!takesContext() || $context === ['token_access_level' => $roles[$scope->value]], "the role of {$scope->value}");
            }
        },
    ],
    'auth-object' => [
        'files' => ['core/Auth.php'],
        'proves' => 'core accepts our object in the place of the login plugin\'s, whatever its interface asks for',
        'run' => static function (): void {
            $adapter = call('anna', Scope::Read);
            proves($adapter->authenticate()->getIdentity() === 'anna', 'the token\'s user');
            $adapter->setPasswordHash(null);
            $adapter->setPassword(null);
            proves(!$adapter->authenticate()->wasAuthenticationSuccessful(), 'a password that is null confirms nothing');
            $adapter->expectToken();
            proves($adapter->authenticate()->getIdentity() === 'anna', 'the token\'s user again');
        },
    ],
    'access' => [
        'files' => ['core/Access.php', 'core/AuthResult.php'],
        'also' => ['core/Auth.php', 'core/Request/AuthenticationToken.php'],
        'proves' => 'roles and capabilities are lowered for each scope, for super users too, and core asks no table for the bearer token',
        'run' => static function (): void {
            $_GET = ['module' => 'API', 'method' => 'API.getMatomoVersion'];
            World::$access = ['anna' => [
                ['access' => 'admin', 'idsite' => 1], ['access' => 'write', 'idsite' => 2], ['access' => 'view', 'idsite' => 3],
                ['access' => 'edit', 'idsite' => 3], ['access' => 'publish', 'idsite' => 2],
            ]];
            // Website ids with view, write and admin access, and with each capability, by scope.
            $expected = [
                'matomo:read' => [[1, 2, 3], [], [], [], []],
                'matomo:write' => [[3], [1, 2], [], [1, 2, 3], []],
                'matomo:admin' => [[3], [2], [1], [1, 2, 3], [1, 2]],
                'matomo:superuser' => [[3], [2], [1], [1, 2, 3], [1, 2]],
            ];
            foreach (Scope::cases() as $scope) {
                foreach (['anna' => false, 'root' => true] as $login => $isSuperUser) {
                    $adapter = call($login, $scope, $isSuperUser);
                    $access = access();
                    proves($access->reloadAccess($adapter) && $access->getLogin() === $login, 'the user is known');
                    proves($access->hasSuperUserAccess() === ($isSuperUser && $scope === Scope::SuperUser), "$login is super user only under matomo:superuser");
                    if ($access->hasSuperUserAccess()) {
                        continue;
                    }
                    for ($time = 0; $time < 2; $time++) {
                        $access->getSitesIdWithAtLeastViewAccess();
                        $sites = [$access->getSitesIdWithViewAccess(), $access->getSitesIdWithWriteAccess(), $access->getSitesIdWithAdminAccess()];
                        foreach (['edit', 'publish'] as $capability) {
                            $sites[] = array_values(array_filter(World::$sites, static fn (int $id): bool => \in_array($capability, $access->getCapabilitiesForSite($id), true)));
                        }
                        $sites = array_map(static function (array $ids): array {
                            sort($ids);

                            return $ids;
                        }, $sites);
                        $all = World::$sites;
                        $right = !$isSuperUser ? $expected[$scope->value] : match ($scope) {
                            Scope::Read => [$all, [], [], [], []],
                            Scope::Write => [[], $all, [], $all, []],
                            default => [[], [], $all, $all, $all],
                        };
                        if (!$isSuperUser && $scope !== Scope::SuperUser && dropsGrants()) {
                            // This core drops capabilities that were granted without a role, for each limited token.
                            $right[3] = array_values(array_intersect($right[3], [...$right[1], ...$right[2]]));
                            $right[4] = array_values(array_intersect($right[4], $right[2]));
                        }
                        proves($sites === $right, "$login under {$scope->value}: " . json_encode($sites) . ' is not ' . json_encode($right));
                        // Core acts as super user on its own behalf, and gives that back.
                        Access::doAsSuperUser(static fn () => null);
                    }
                    proves(!takesContext() || World::$tokenQueries === 0, 'no query for the token');
                }
            }
            if (takesContext()) {
                // What would happen without it: core looks for the token, and newer versions refuse all access if that fails.
                $access = access();
                $access->reloadAccess(withoutContext());
                proves(World::$tokenQueries > 0, 'without the role, core looks for the token');
            }
        },
    ],
    'api-request' => [
        'files' => ['core/API/Request.php'],
        'also' => ['core/Access.php', 'core/Auth.php', 'core/AuthResult.php', 'core/Request/AuthenticationToken.php'],
        'proves' => 'core\'s own handling of Authorization: Bearer authenticates the bearer\'s user again, never another or nobody',
        'run' => static function (): void {
            foreach (['Bearer ' . BEARER, 'Bearer  ' . BEARER, "Bearer \t" . BEARER . ' '] as $header) {
                $_GET = ['module' => 'API', 'method' => 'API.getMatomoVersion'];
                World::$access = ['anna' => [['access' => 'view', 'idsite' => 1]]];
                $adapter = call('anna', Scope::Read);
                $_SERVER['HTTP_AUTHORIZATION'] = $header;
                $access = access();
                // As FrontController::init() does it.
                $access->reloadAccess($adapter);
                ApiRequest::reloadAuthUsingTokenAuth();
                proves($access->getLogin() === 'anna' && !$access->hasSuperUserAccess(), "the user after core has read \"$header\"");
                // As API\Controller::index() and sub-requests do it.
                foreach ([[], ['token_auth' => ''], ['token_auth' => 'anonymous'], ['token_auth' => BEARER]] as $more) {
                    World::$calls = [];
                    $answer = (new ApiRequest(['module' => 'API', 'method' => 'API.getMatomoVersion', 'format' => 'original'] + $more, []))->process();
                    proves($answer === 'called' && World::$calls === [['getMatomoVersion', 'anna', false]], 'a call with ' . json_encode($more));
                }
                World::$calls = [];
                $answer = (new ApiRequest(['module' => 'API', 'method' => 'API.getMatomoVersion', 'format' => 'original', 'token_auth' => str_repeat('f', 32)], []))->process();
                proves($answer instanceof ConflictingCredentials && World::$calls === [], 'another token_auth is refused before the call');
                proves($access->getLogin() === 'anna', 'the user after that');
            }
            // A method asks for the password, as core's PasswordVerifier does, and calls another one.
            foreach (['wrong' => false, 'right' => true, '' => false] as $password => $right) {
                $adapter = call('anna', Scope::Admin);
                $access = access();
                $access->reloadAccess($adapter);
                $confirmed = null;
                World::$calls = [];
                World::$work = static function () use ($adapter, $password, &$confirmed): void {
                    $adapter->setLogin('anna');
                    $adapter->setPasswordHash(null);
                    $adapter->setPassword($password === '' ? null : $password);
                    $confirmed = $adapter->authenticate();
                    (new ApiRequest(['module' => 'API', 'method' => 'Other.get', 'format' => 'original', 'token_auth' => BEARER], []))->process();
                };
                (new ApiRequest(['module' => 'API', 'method' => 'UsersManager.x', 'format' => 'original', 'token_auth' => BEARER], []))->process();
                proves($confirmed?->wasAuthenticationSuccessful() === $right, "the password \"$password\"");
                proves($confirmed?->hasSuperUserAccess() === false, 'a right password does not get around the scope');
                proves(World::$calls === [['x', 'anna', false], ['get', 'anna', false]], 'the user after a password: ' . json_encode(World::$calls));
            }
        },
    ],
    'authorization-header' => [
        'files' => ['core/Request/AuthenticationToken.php'],
        'proves' => 'core and we read the same token from the header, and core refuses a second credential',
        'run' => static function (): void {
            foreach (['Bearer ' . BEARER, 'Bearer  ' . BEARER, 'bearer ' . BEARER, 'Bearer ' . BEARER . ' '] as $header) {
                $_GET = $_POST = [];
                $_SERVER['HTTP_AUTHORIZATION'] = $header;
                proves(Request::presentedCredentials('bearer') === BEARER, "ours in \"$header\"");
                proves(\in_array(trim((new AuthenticationToken())->getAuthToken()), ['', BEARER], true), "core's in \"$header\"");
            }
            World::$isSubRequest = false;
            foreach ([[['token_auth' => 'f'], []], [[], ['token_auth' => 'f']]] as [$_GET, $_POST]) {
                $_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . BEARER;
                try {
                    (new AuthenticationToken())->getAuthToken();
                    proves(false, 'a second token_auth is refused');
                } catch (BadRequestException $refused) {
                    proves($refused->getCode() === 400, 'with 400');
                }
            }
        },
    ],
    'container' => [
        'files' => ['core/Container/Container.php'],
        'vendor' => true,
        'proves' => 'core gets our object under each name by which it asks',
        'run' => static function (string $folder): ?string {
            if (!class_exists('DI\Container')) {
                return 'PHP-DI is missing (vendor/)';
            }
            $moved = str_contains((string) file_get_contents("$folder/core/Container/Container.php"), 'namespace Matomo\\');
            if ($moved) {
                eval('namespace Matomo; interface Auth {}');
                class_alias('Matomo\Auth', 'Piwik\Auth');
            }
            $class = $moved ? 'Matomo\Container\Container' : 'Piwik\Container\Container';
            World::$entries['container'] = new $class(new \DI\Definition\Source\DefinitionArray());
            $object = $moved ? new class () extends \stdClass implements \Matomo\Auth {
            } : login();
            CoreContainer::replace(Auth::class, $object);
            foreach ($moved ? ['Piwik\Auth', 'Matomo\Auth'] : ['Piwik\Auth'] as $name) {
                proves(World::$entries['container']->get($name) === $object, "the entry $name");
            }

            return null;
        },
    ],
    'kernel' => [
        'files' => ['core/Application/Environment.php', 'core/Application/Kernel/GlobalSettingsProvider.php', 'core/Config/IniFileChain.php'],
        'proves' => 'the light script\'s classes fit into core\'s kernel',
        'run' => static function (): void {
            proves(Kernel::isReplaceable(), 'they fit');
            proves(class_exists(LightEnvironment::class) && class_exists(QuickConfiguration::class), 'PHP loads them');
        },
    ],
    'configuration-file' => [
        'files' => ['core/Config/IniFileChain.php'],
        'vendor' => true,
        'proves' => 'the light script reads config.ini.php as core does',
        'run' => static function (string $folder): ?string {
            if (!is_file("$folder/vendor/matomo/ini/src/IniReader.php")) {
                return 'the reader of ini files is missing (vendor/)';
            }
            $root = sys_get_temp_dir() . '/oauth2-configuration-' . getmypid();
            mkdir("$root/tmp/cache/tracker", 0777, true);
            mkdir("$root/config");
            symlink("$folder/vendor", "$root/vendor");
            copy("$folder/config/global.ini.php", "$root/config/global.ini.php");
            file_put_contents("$root/config/config.ini.php", <<<'INI'
                ; <?php exit; ?> DO NOT REMOVE THIS LINE
                [database]
                password = "a&quot;b&#36;c;&#039;d"
                port = 3307
                enable_ssl = off
                charset = utf8mb4
                [General]
                salt = "0123456789abcdef"
                force_ssl = 0
                proxy_client_headers[] = "HTTP_X_FORWARDED_FOR"
                trusted_hosts[] = "a.example"
                [Plugins]
                Plugins[] = "Login"
                Plugins[] = "OAuth2"
                [OAuth2]
                accessTokenTtl = 900
                enableClientCredentials = no
                defaultScopes[] = "matomo:read"
                issuer = "https://a.example"
                INI);
            $chain = new IniFileChain(["$root/config/global.ini.php", "$root/config/common.config.ini.php"], "$root/config/config.ini.php");
            $defaults = new IniFileChain(["$root/config/global.ini.php"], null);
            $sections = [];
            foreach (ConfigurationFile::SECTIONS as $name) {
                $sections[$name] = $defaults->get($name);
            }
            LightDefaults::keep($root, ['Login', 'OAuth2'], $sections, false, []);
            $_SERVER['HTTP_HOST'] = 'a.example';
            $read = ConfigurationFile::read($root);
            foreach (['config/config.ini.php', 'config/global.ini.php', 'vendor', 'tmp/cache/tracker/OAuth2.light.php'] as $file) {
                unlink("$root/$file");
            }
            foreach (['config', 'tmp/cache/tracker', 'tmp/cache', 'tmp', ''] as $place) {
                rmdir("$root/$place");
            }
            foreach (ConfigurationFile::SECTIONS as $name) {
                $own = $read[$name] ?? [];
                $core = $chain->get($name);
                ksort($own);
                ksort($core);
                proves($own === $core, "the section $name");
            }

            return null;
        },
    ],
    'json-response' => [
        'files' => ['core/Http/JsonResponse.php'],
        'proves' => 'each JSON action has the attribute, returns a string, and leaves the Content-Type to core',
        'run' => static function (): void {
            $actions = ['authorizationServerMetadata'];
            foreach (Endpoint::cases() as $endpoint) {
                $endpoint->usesSession() || $actions[] = $endpoint->value;
            }
            foreach ($actions as $action) {
                $method = new \ReflectionMethod(Controller::class, $action);
                $attributes = $method->getAttributes('Piwik\Http\JsonResponse');
                proves(\count($attributes) === 1 && \is_object($attributes[0]->newInstance()), "the attribute of $action");
                proves((string) $method->getReturnType() === 'string', "$action returns a string");
            }
            $response = ControllerResponse::untyped(Response::json(401, ['a' => 1], ['Cache-Control' => 'no-store']));
            proves(!isset($response->headers['Content-Type']) && $response->headers['Cache-Control'] === 'no-store', 'all headers but the type');
            proves($response->status === 401 && $response->body === '{"a":1}', 'status and body');
        },
    ],
    'console' => [
        'files' => ['vendor/symfony/console/Command/Command.php'],
        'also' => ['core/Plugin/ConsoleCommand.php'],
        'vendor' => true,
        'proves' => 'our commands fit the console component: PHP loads each, and each declares its options',
        'run' => static function (): void {
            foreach (glob(\dirname(__DIR__, 2) . '/Commands/*.php') ?: [] as $file) {
                $class = new \ReflectionClass('Piwik\Plugins\OAuth2\Commands\\' . basename($file, '.php'));
                if (!$class->isAbstract() && $class->isSubclassOf('Piwik\Plugin\ConsoleCommand')) {
                    $command = $class->newInstance();
                    proves(str_starts_with((string) $command->getName(), 'oauth2:') && $command->getDefinition()->hasOption('format'), $file);
                }
            }
        },
    ],
    'proxy' => [
        'files' => ['core/API/Proxy.php'],
        'proves' => 'our proxy of API methods, which decides before core looks at the parameters, can take the place of core\'s',
        'run' => static function (): void {
            // PHP refuses to load a class whose methods do not fit those that it overrides.
            $ours = new \ReflectionClass(GuardedProxy::class);
            $cores = $ours->getParentClass();
            proves($cores !== false && !$cores->isFinal() && $ours->getMethod('call')->class === GuardedProxy::class, 'it overrides core\'s');
            foreach (['registerClass', 'getModuleNameFromClassName'] as $method) {
                proves($cores->hasMethod($method) && $cores->getMethod($method)->isPublic(), $method);
            }
            proves($cores->hasProperty('metadataArray') && !$cores->getProperty('metadataArray')->isPrivate(), 'it knows the parameters');
        },
    ],
    'mcp' => [
        'files' => ['plugins/McpServer/Support/Auth/ProtectedResourceMetadataProvider.php'],
        'proves' => 'McpServer finds us, and its resource and issuer are those that our tokens and metadata have',
        'run' => static function (): void {
            foreach (['https://matomo.example/', 'https://matomo.example/analytics/', 'http://localhost:8080'] as World::$url) {
                $issuer = rtrim(World::$url, '/');
                $provider = new ProtectedResourceMetadataProvider(new SystemSettings());
                proves($provider->isAvailable(), 'it finds our action');
                $metadata = $provider->build();
                proves($metadata['resource'] === SettingsFactory::mcpResource($issuer), 'the resource ' . $metadata['resource']);
                proves($metadata['authorization_servers'] === [$issuer], 'the issuer');
            }
        },
    ],
];
