<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Changes the core of a copied Matomo as a future version, or a plugin, might change it. Usage:
 *   php change.php list                 prints each change's name and the check of the self-test that must fail; "-": none
 *   php change.php apply NAME MATOMO    makes the change; the original file is kept beside the changed one
 *   php change.php undo NAME MATOMO     restores the original file
 */

const EVENT = "Piwik::postEvent('API.Request.dispatch', array(&\$finalParameters, \$pluginName, \$methodName));";
const LATE = '$late = array(&$finalParameters, $pluginName, $methodName);'
    . " register_shutdown_function(fn () => Piwik::postEvent('API.Request.dispatch', \$late));";

/** By name: the check, the file, the texts to replace, each with the new text. */
const CHANGES = [
    'authentication without the event' => ['recognition', 'core/FrontController.php',
        "Piwik::postEvent('Request.initAuthenticationObject');",
        ''],
    'the header is read before the event' => ['recognition', 'core/FrontController.php',
        "Piwik::postEvent('Request.initAuthenticationObject');",
        "if (preg_match('/^Bearer (.+)/', \$_SERVER['HTTP_AUTHORIZATION'] ?? '', \$found)) { \$_POST['token_auth'] = \$found[1]; }"
            . " Piwik::postEvent('Request.initAuthenticationObject');"],
    'the header is a token_auth after the event' => ['-', 'core/API/Request.php',
        "\$tokenAuth = Common::getRequestVar('token_auth', '', 'string', \$this->request);",
        "\$tokenAuth = preg_match('/^Bearer (.+)/', \$_SERVER['HTTP_AUTHORIZATION'] ?? '', \$found) ? \$found[1]"
            . " : Common::getRequestVar('token_auth', '', 'string', \$this->request);"
            . ' if ($found !== [] && self::$nestedApiInvocationCount === 1) { self::forceReloadAuthUsingTokenAuth($tokenAuth); }'],
    'strange tokens are anonymous' => ['bad-tokens', 'core/FrontController.php',
        "Piwik::postEvent('Request.initAuthenticationObject');",
        "if (!str_contains(\$_SERVER['HTTP_AUTHORIZATION'] ?? '', 'no.real')) { Piwik::postEvent('Request.initAuthenticationObject'); }"],
    'access without the event' => ['roles', 'core/Access.php',
        "Piwik::postEvent('Access.modifyUserAccess', [&\$this->idsitesByAccess, \$this->login]);",
        "if (\$this->login !== 'oauth2-self-test') { Piwik::postEvent('Access.modifyUserAccess', [&\$this->idsitesByAccess, \$this->login]); }"],
    'access by the user alone' => ['super-user', 'core/Access.php',
        'if ($result->hasSuperUserAccess()) {',
        "if (\$result->hasSuperUserAccess() || \$this->login === 'oauth2-self-test-super-user') {"],
    // The plugin's own proxy of API methods still refuses it.
    'the event of a call is late' => ['-', 'core/API/Proxy.php', EVENT, LATE],
    'the event of a call after the method' => ['writing', 'core/API/Proxy.php',
        EVENT, LATE . ' /* and core uses its own proxy */',
        'return StaticContainer::get(self::class);', 'static $own; return $own ??= new self();'],
    'passwords are compared without the login plugin' => ['passwords', 'plugins/Login/PasswordVerifier.php',
        '$authAdapter->setPassword($password);',
        '$authAdapter->setLogin("anonymous"); (function () { $this->passwordAsked = false; })->call($authAdapter);'],
    'sub-requests of a bulk request as super user' => ['bulk-requests', 'plugins/API/API.php',
        '$req = new Request($params);',
        '$req = new Request($params); \Piwik\Access::getInstance()->setSuperUserAccess(true);'],
    'sessions for the API' => ['sessions', 'core/FrontController.php',
        "Piwik::postEvent('Platform.initialized');",
        "Piwik::postEvent('Session.beforeSessionStart'); Piwik::postEvent('Platform.initialized');"],
    'token_auth is ignored' => ['token-auth', 'plugins/Login/Auth.php',
        'public function setTokenAuth(',
        'public function setTokenAuth($ignored) {} public function ignore('],
    'the transaction is committed' => ['traces', 'core/API/Proxy.php',
        "Piwik::postEvent('API.Request.dispatch', array(&\$finalParameters, \$pluginName, \$methodName));",
        'try { \\Piwik\\Db::get()->commit(); } catch (\\Exception $e) {}'
            . " Piwik::postEvent('API.Request.dispatch', array(&\$finalParameters, \$pluginName, \$methodName));"],
    'Matomo fails' => ['recognition', 'core/API/Proxy.php',
        '$this->registerClass($className);',
        "throw new \\Exception('A failure');"],
];

/** Not in the list, because the self-test does not come to a result. */
const ENDS = ['Matomo ends the process' => ['-', 'core/API/Proxy.php', '$this->registerClass($className);', 'exit;']];

[, $what, $name, $matomo] = $argv + [1 => '', '', ''];
if ($what === 'list') {
    foreach (CHANGES as $change => [$check]) {
        echo "$check $change\n";
    }
    exit(0);
}
[, $file] = $change = (CHANGES + ENDS)[$name] ?? exit("no such change: $name\n");
$path = "$matomo/$file";
if ($what === 'undo') {
    exit(rename("$path.original", $path) ? 0 : 1);
}
$source = (string) file_get_contents($path);
copy($path, "$path.original");
foreach (array_chunk(array_slice($change, 2), 2) as [$old, $new]) {
    if (substr_count($source, $old) !== 1) {
        fwrite(STDERR, "$file contains this text " . substr_count($source, $old) . " times: $old\n");
        unlink("$path.original");
        exit(1);
    }
    $source = str_replace($old, $new, $source);
}
file_put_contents($path, $source);
