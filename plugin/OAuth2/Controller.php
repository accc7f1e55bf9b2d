<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Container\StaticContainer;
use Piwik\Piwik;
use Piwik\Plugin\ControllerAdmin;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Web\AuthorizePage;
use Piwik\Plugins\OAuth2\Web\Endpoints;
use Piwik\Url;

/**
 * Pages and endpoints by action. Those that speak JSON are answered before a controller is made, when they are what
 * the browser or client asked for; these methods serve other plugins that dispatch them, and are how those find us.
 */
class Controller extends ControllerAdmin
{
    public function authorize(): string
    {
        return self::send(StaticContainer::get(AuthorizePage::class)->answer());
    }

    public function token(): string
    {
        return self::send(Endpoints::answer('token'));
    }

    public function revoke(): string
    {
        return self::send(Endpoints::answer('revoke'));
    }

    public function introspect(): string
    {
        return self::send(Endpoints::answer('introspect'));
    }

    public function jwks(): string
    {
        return self::send(Endpoints::answer('jwks'));
    }

    public function metadata(): string
    {
        return self::send(Endpoints::answer('metadata'));
    }

    public function authorizationServerMetadata(): string
    {
        return self::send(Endpoints::answer('authorizationServerMetadata'));
    }

    public function resourceMetadata(): string
    {
        return self::send(Endpoints::answer('resourceMetadata'));
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

        return $this->renderTemplate('authorizedApps', ['extensionProblem' => Extension::problem()]);
    }

    private static function send(Response $response): string
    {
        (new Response($response->status, $response->headers))->emit();

        return $response->body;
    }
}
