<?php

// SPDX-License-Identifier: BSD-3-Clause

declare(strict_types=1);

// The classes of each bundle of script/lib/bundles.php, as files without ".php". The suite same-answers of script/test-matomo compares
// them with the classes that a request loads.
return [
    // A call of the Reporting API with a bearer token.
    'bearer' => [
        'Access/AccessCeiling', 'Access/AccountPlugin', 'Access/BearerAuthAdapter', 'Access/BearerCall', 'Access/CallCondition',
        'Access/GuardedProxy', 'Access/MethodCall', 'Access/MethodPolicy', 'Access/RefusalHeaders', 'Access/Requirement',
        'Matomo/Configuration', 'Matomo/CoreAuthentication', 'Matomo/CoreContainer', 'Matomo/Extension', 'Matomo/Issuer',
        'Matomo/MatomoCache', 'Matomo/MatomoConnection', 'Matomo/MatomoEvents', 'Matomo/MatomoUsers', 'Matomo/ServerFactory',
        'Matomo/SettingValues', 'Matomo/SettingsFactory', 'SelfTest/Clearance', 'Server/AuthorizationServer', 'Server/EndpointUrls',
        'Server/GrantType', 'Server/Keys/PublishedKey', 'Server/Keys/PublishedKeys', 'Server/Keys/SigningKey', 'Server/Port/Cache',
        'Server/Port/Clock', 'Server/Port/Events', 'Server/Port/ExtensionRandomness', 'Server/Port/Randomness', 'Server/Port/SystemClock',
        'Server/Port/Users', 'Server/Resource/AccessToken', 'Server/Scope', 'Server/ScopePolicy', 'Server/Setting',
        'Server/Settings', 'Server/ThrottleLimits', 'Server/Token/AccessTokenClaims', 'Server/Token/AccessTokens',
        'Server/Token/TokenValidity', 'Storage/AuthorizationKind', 'Storage/AuthorizationTable', 'Storage/BearerLookup',
        'Storage/ClientSummary', 'Storage/ClientTable', 'Storage/Connection', 'Storage/Row', 'Storage/Schema', 'Storage/SigningKeyTable',
    ],
    // A token with client credentials by the light script.
    'light' => [
        'Matomo/Configuration', 'Matomo/ConfigurationFile', 'Matomo/Extension', 'Matomo/Issuer', 'Matomo/LightCache',
        'Matomo/LightConnection', 'Matomo/LightDefaults', 'Matomo/LightEvents', 'Matomo/LightRequest', 'Matomo/LightServer',
        'Matomo/LightUsers', 'Matomo/MatomoUsers', 'Matomo/SettingValues', 'Matomo/SettingsFactory', 'Server/AuthorizationServer',
        'Server/Client/AuthenticatedRequest', 'Server/Client/ClientAuthenticator', 'Server/Client/PresentedCredentials',
        'Server/Endpoint', 'Server/EndpointUrls', 'Server/Grant/ClientCredentialsGrant', 'Server/Grant/Grant', 'Server/Grant/Grants',
        'Server/Grant/TokenEndpoint', 'Server/Grant/TokenResponse', 'Server/GrantType', 'Server/Http/JsonEndpoint',
        'Server/Http/OAuthForm', 'Server/Http/Parameters', 'Server/Http/Request', 'Server/Http/Response', 'Server/Keys/PublishedKeys',
        'Server/Keys/SigningKey', 'Server/Port/Cache', 'Server/Port/Clock', 'Server/Port/Events', 'Server/Port/ExtensionRandomness',
        'Server/Port/Randomness', 'Server/Port/SystemClock', 'Server/Port/Users', 'Server/ResourceChoice', 'Server/Scope',
        'Server/ScopePolicy', 'Server/Setting', 'Server/Settings', 'Server/ThrottleLimits',
        'Server/Token/AccessTokens', 'Storage/AuthorizationTable', 'Storage/ClientSummary', 'Storage/ClientTable', 'Storage/Connection',
        'Storage/CredentialsAuthorization', 'Storage/Dialect', 'Storage/MatomoTables', 'Storage/PdoConnection', 'Storage/RequestQuery',
        'Storage/RequestResult', 'Storage/Row', 'Storage/Schema', 'Storage/SecretUse', 'Storage/SigningKeyRecord',
        'Storage/SigningKeyTable', 'Web/EndpointDispatcher', 'Web/LightEntry',
    ],
];
