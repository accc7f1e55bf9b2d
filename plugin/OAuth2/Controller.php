<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2;

use Piwik\Container\StaticContainer;
use Piwik\Http\JsonResponse;
use Piwik\Piwik;
use Piwik\Plugin\ControllerAdmin;
use Piwik\Plugins\LanguagesManager\LanguagesManager;
use Piwik\Plugins\OAuth2\Matomo\ControllerResponse;
use Piwik\Plugins\OAuth2\Matomo\Extension;
use Piwik\Plugins\OAuth2\Matomo\Issuer;
use Piwik\Plugins\OAuth2\Matomo\ScreenLists;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\SelfTest\MethodList;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Web\AuthorizePage;
use Piwik\Plugins\OAuth2\Web\ConnectPage;
use Piwik\Plugins\OAuth2\Web\EndpointDispatcher;
use Piwik\Plugins\OAuth2\Web\Guide;
use Piwik\Plugins\OAuth2\Web\SelfTestPage;
use Piwik\Request;
use Piwik\Url;

/**
 * Pages and endpoints by action. {@see OAuth2::answerEarly()} answers requests to the JSON endpoints before Matomo
 * creates a controller; their methods here serve other plugins that dispatch them.
 */
class Controller extends ControllerAdmin
{
    public function __construct()
    {
        parent::__construct();
        Texts::load();
    }

    /** The authorization endpoint (RFC 6749 3.1), in Matomo's session. */
    public function authorize(): string
    {
        return ControllerResponse::page(StaticContainer::get(AuthorizePage::class)->answer());
    }

    /** The token endpoint (RFC 6749 3.2). */
    #[JsonResponse]
    public function token(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::Token));
    }

    /** The revocation endpoint (RFC 7009). */
    #[JsonResponse]
    public function revoke(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::Revoke));
    }

    /** The introspection endpoint (RFC 7662). */
    #[JsonResponse]
    public function introspect(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::Introspect));
    }

    /** The public keys as a JWK set (RFC 7517). */
    #[JsonResponse]
    public function jwks(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::Jwks));
    }

    /** Authorization server metadata (RFC 8414). */
    #[JsonResponse]
    public function metadata(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::Metadata));
    }

    /** Authorization server metadata under the action that the plugin McpServer uses. */
    #[JsonResponse]
    public function authorizationServerMetadata(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::Metadata));
    }

    /** Protected resource metadata (RFC 9728). */
    #[JsonResponse]
    public function resourceMetadata(): string
    {
        return ControllerResponse::json(EndpointDispatcher::answer(Endpoint::ResourceMetadata));
    }

    /** The page Administration → Platform → OAuth2. */
    public function index(): string
    {
        Piwik::checkUserHasSuperUserAccess();
        // The issuer may still be unset: the command line of a new installation does not know Matomo's URL.
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

    /** The page of the self-test, to which the system check links; POST runs the self-test. */
    public function selfTest(): string
    {
        Piwik::checkUserHasSuperUserAccess();
        if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
            SelfTestPage::run(Request::fromPost()->getStringParameter('nonce', ''));
        }

        return $this->renderTemplate('selfTest', SelfTestPage::variables(
            Request::fromGet()->getBoolParameter('busy', false),
        ));
    }

    /** The list of API methods with the scopes that they need, as CSV or JSON. */
    public function methods(): string
    {
        Piwik::checkUserHasSuperUserAccess();
        $isCsv = Request::fromGet()->getStringParameter('format', 'json') === 'csv';

        return ControllerResponse::page($isCsv
            ? new Response(200, ['Content-Type' => 'text/csv; charset=utf-8'], MethodList::csv())
            : Response::json(200, ['methods' => MethodList::all()]));
    }

    /** A guide of the plugin as plain text, by its name. */
    public function guide(): string
    {
        Piwik::checkUserIsNotAnonymous();

        return ControllerResponse::page(Guide::answer(Request::fromGet()->getStringParameter('name', '')));
    }

    /** The page Personal → Authorized apps. */
    public function authorizedApps(): string
    {
        Piwik::checkUserIsNotAnonymous();

        return $this->renderTemplate('authorizedApps', [
            'extensionProblem' => Extension::problem(),
            'clock' => self::clock(),
            'lists' => (new ScreenLists(Piwik::translate(...)))->forUsers(),
        ]);
    }

    /** The page Personal → Connect an assistant. */
    public function connect(): string
    {
        Piwik::checkUserIsNotAnonymous();
        $isReady = Extension::isReady();
        if ($isReady && Piwik::hasUserSuperUserAccess()) {
            Issuer::fixate(StaticContainer::get(SystemSettings::class));
        }

        return $this->renderTemplate('connect', [
            'extensionProblem' => Extension::problem(),
            'guide' => $isReady ? ConnectPage::guide() : [],
        ]);
    }

    /** The clock (12 or 24 hours) of the user's settings in Matomo. */
    private static function clock(): int
    {
        return LanguagesManager::uses12HourClockForCurrentUser() ? 12 : 24;
    }
}
