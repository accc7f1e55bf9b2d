<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Container\StaticContainer;
use Piwik\Piwik;
use Piwik\Plugin\ControllerAdmin;
use Piwik\Plugins\LanguagesManager\LanguagesManager;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ScreenLists;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Web\AuthorizePage;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;
use Piwik\Url;

/**
 * Pages and endpoints by action. Those that speak JSON are answered before a controller is made, when they are what
 * the browser or client asked for; these methods serve other plugins that dispatch them, and are how those find us.
 */
class Controller extends ControllerAdmin
{
    /** The authorization endpoint (RFC 6749 3.1), in Matomo's session. */
    public function authorize(): string
    {
        return self::send(StaticContainer::get(AuthorizePage::class)->answer());
    }

    /** The token endpoint (RFC 6749 3.2). */
    public function token(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::Token));
    }

    /** Revocation (RFC 7009). */
    public function revoke(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::Revoke));
    }

    /** Introspection (RFC 7662). */
    public function introspect(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::Introspect));
    }

    /** The public keys (RFC 7517). */
    public function jwks(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::Jwks));
    }

    /** Authorization server metadata (RFC 8414). */
    public function metadata(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::Metadata));
    }

    /** The same under the name by which the plugin McpServer looks for it. */
    public function authorizationServerMetadata(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::Metadata));
    }

    /** Protected resource metadata (RFC 9728). */
    public function resourceMetadata(): string
    {
        return self::send(EndpointDispatcher::answer(Endpoint::ResourceMetadata));
    }

    /** Administration → Platform → OAuth2. */
    public function index(): string
    {
        Piwik::checkUserHasSuperUserAccess();
        // On the command line of a new installation Matomo's URL isn't known, so it may be missing still.
        if (Extension::isReady()) {
            Issuer::fixate(StaticContainer::get(SystemSettings::class));
        }

        return $this->renderTemplate('index', [
            'extensionProblem' => Extension::problem(),
            'clock' => self::clock(),
            'lists' => (new ScreenLists(Piwik::translate(...)))->forAdministrators(),
            'generalSettingsUrl' => 'index.php' . Url::getCurrentQueryStringWithParametersModified([
                'module' => 'CoreAdminHome',
                'action' => 'generalSettings',
            ]) . '#/OAuth2',
        ]);
    }

    /** Personal → Authorized apps. */
    public function authorizedApps(): string
    {
        Piwik::checkUserIsNotAnonymous();

        return $this->renderTemplate('authorizedApps', [
            'extensionProblem' => Extension::problem(),
            'clock' => self::clock(),
            'lists' => (new ScreenLists(Piwik::translate(...)))->forUsers(),
        ]);
    }

    /** The hours of the clock that the user has chosen in Matomo's settings. */
    private static function clock(): int
    {
        return LanguagesManager::uses12HourClockForCurrentUser() ? 12 : 24;
    }

    private static function send(Response $response): string
    {
        (new Response($response->status, $response->headers))->emit();

        return $response->body;
    }
}
