<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\SettingsServer;

/** The Reporting API's view of the current PHP request, before Matomo has processed it. */
final class ApiRequest
{
    /** True only for the Reporting API over HTTP: controllers, widgets and the tracker accept no bearer token. */
    public static function isReportingApi(): bool
    {
        return ($_GET['module'] ?? $_POST['module'] ?? null) === 'API'
            && \in_array($_GET['action'] ?? $_POST['action'] ?? '', ['', 'index'], true)
            && !SettingsServer::isTrackerApiRequest();
    }

    /**
     * The credential of the Authorization header, if it looks like one of our access tokens. The same header may hold a
     * token_auth, which core handles.
     */
    public static function bearer(): ?string
    {
        $credentials = Request::presentedCredentials('bearer');

        return $credentials !== null && BearerTokenVerifier::looksLikeOurs($credentials) ? $credentials : null;
    }

    /** True if the request also has a token_auth or asks for authentication by the session. */
    public static function hasOtherCredential(): bool
    {
        foreach ([$_GET, $_POST] as $parameters) {
            if (
                !self::isNobody($parameters['token_auth'] ?? '')
                || !\in_array($parameters['force_api_session'] ?? '', ['', '0'], true)
            ) {
                return true;
            }
        }

        return false;
    }

    /** True if the token_auth identifies no user: absent, empty, or "anonymous". */
    public static function isNobody(mixed $tokenAuth): bool
    {
        return $tokenAuth === null || $tokenAuth === false || $tokenAuth === '' || $tokenAuth === 'anonymous';
    }

    /**
     * @param array<array-key, mixed> $parameters of the request
     * @return list<string> ids of the websites that they name; empty if they name none, or all
     */
    public static function websites(array $parameters): array
    {
        foreach (['idSite', 'idSites'] as $name) {
            $value = $parameters[$name] ?? '';
            $value = \is_int($value) ? (string) $value : $value;
            $value = \is_array($value) ? implode(',', array_filter($value, is_string(...))) : $value;
            if (\is_string($value) && preg_match('/^\d+(?:,\d+)*$/D', $value) === 1) {
                return explode(',', $value);
            }
        }

        return [];
    }

    /** The method of the request as Plugin.method; empty if there is none. Core ignores blanks around it. */
    public static function method(): string
    {
        $method = $_GET['method'] ?? $_POST['method'] ?? '';

        return \is_string($method) ? trim($method) : '';
    }
}
