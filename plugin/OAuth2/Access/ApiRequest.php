<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Resource\BearerTokenVerifier;
use Piwik\SettingsServer;

/** What this PHP request shows of itself before Matomo has looked at it. */
final class ApiRequest
{
    /** The Reporting API's HTTP entry, and nothing else: controllers, widgets and the tracker take no bearer. */
    public static function isReportingApi(): bool
    {
        return ($_GET['module'] ?? $_POST['module'] ?? null) === 'API'
            && \in_array($_GET['action'] ?? $_POST['action'] ?? '', ['', 'index'], true)
            && !SettingsServer::isTrackerApiRequest();
    }

    /**
     * The credential of the Authorization header that is meant as one of our access tokens. A token_auth may stand in
     * the same header: that is the core's business.
     */
    public static function bearer(): ?string
    {
        $credentials = Request::presentedCredentials('bearer') ?? '';

        return BearerTokenVerifier::looksLikeOurs($credentials) ? $credentials : null;
    }

    /** Whether the request itself names a user by a token_auth or a session. */
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

    /** Whether a token_auth stands for no user: absent, empty, or "anonymous". */
    public static function isNobody(mixed $tokenAuth): bool
    {
        return $tokenAuth === null || $tokenAuth === false || $tokenAuth === '' || $tokenAuth === 'anonymous';
    }

    /** @return list<string> ids of the websites that the request is about; none when it names none, or all */
    public static function websites(): array
    {
        foreach (['idSite', 'idSites'] as $name) {
            $value = $_GET[$name] ?? $_POST[$name] ?? '';
            $value = \is_array($value) ? implode(',', array_filter($value, is_string(...))) : $value;
            if (\is_string($value) && preg_match('/^\d+(?:,\d+)*$/D', $value) === 1) {
                return explode(',', $value);
            }
        }

        return [];
    }

    /** Plugin.method of the request; empty when there is none. */
    public static function method(): string
    {
        $method = $_GET['method'] ?? $_POST['method'] ?? '';

        return \is_string($method) ? $method : '';
    }
}
