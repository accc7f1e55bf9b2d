<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

// opcache.preload of script/server --fpm: php-fpm compiles and links these classes once, at its start, which saves each
// request about 150 µs. Each preloaded class costs every request a little, so the list has only the classes of the token,
// introspection and revocation endpoints and of the bearer check. Restart the server after a change of the code.

$hot = [
    'host/src' => ['App', 'Config', 'FileCache', 'FileEvents', 'HostUsers', 'OffsetClock', 'ProtectedApi'],
    'plugin/OAuth2/Server' => [
        'AuthorizationServer', 'Endpoint', 'EndpointUrls', 'GrantType', 'ResourceChoice', 'Scope', 'ScopePolicy', 'Setting',
        'Settings', 'ThrottleLimits',
    ],
    'plugin/OAuth2/Server/Client' => ['AuthenticatedRequest', 'ClientAuthenticator', 'PresentedCredentials'],
    'plugin/OAuth2/Server/Grant' => [
        'AuthorizationCodeGrant', 'ClientCredentialsGrant', 'Grant', 'Grants', 'RefreshTokenGrant', 'TokenEndpoint',
        'TokenResponse',
    ],
    'plugin/OAuth2/Server/Http' => ['JsonEndpoint', 'OAuthForm', 'Parameters', 'Request', 'Response'],
    'plugin/OAuth2/Server/Keys' => ['PublishedKey', 'PublishedKeys', 'SigningKey'],
    'plugin/OAuth2/Server/Port' => ['Cache', 'Clock', 'Events', 'ExtensionRandomness', 'Randomness', 'User', 'Users'],
    'plugin/OAuth2/Server/Resource' => ['AccessToken', 'BearerTokenVerifier'],
    'plugin/OAuth2/Server/Token' => [
        'AccessTokenClaims', 'AccessTokens', 'IntrospectionEndpoint', 'RefreshToken', 'RefreshTokenValidity',
        'RevocationEndpoint', 'TokenValidity',
    ],
    'plugin/OAuth2/Storage' => [
        'AuthorizationKind', 'AuthorizationRecord', 'AuthorizationTable', 'BearerLookup', 'ClientSummary', 'ClientTable',
        'Connection', 'CredentialsAuthorization', 'Dialect', 'PdoConnection', 'RequestQuery', 'RequestResult', 'RevokedTokenTable', 'Row',
        'Schema', 'SecretUse', 'SigningKeyRecord', 'SigningKeyTable',
    ],
];
foreach ($hot as $folder => $classes) {
    foreach ($classes as $class) {
        $file = dirname(__DIR__, 2) . "/$folder/$class.php";
        if (!is_file($file) || !opcache_compile_file($file)) {
            throw new RuntimeException("$class is not in $folder any more, or cannot be compiled");
        }
    }
}
