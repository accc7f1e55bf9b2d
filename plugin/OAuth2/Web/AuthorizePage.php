<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Web;

use Piwik\IP;
use Piwik\Nonce;
use Piwik\Piwik;
use Piwik\Plugin\ThemeStyles;
use Piwik\Plugins\CoreAdminHome\CustomLogo;
use Piwik\Plugins\OAuth2\Access\ApiRequest;
use Piwik\Plugins\OAuth2\Matomo\BrowserSession;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\LoginForm;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\LoginRequired;
use Piwik\Plugins\OAuth2\Server\Authorize\PageError;
use Piwik\Plugins\OAuth2\Server\Authorize\SwitchUser;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Session;
use Piwik\SettingsPiwik;
use Piwik\Translation\Translator;
use Piwik\Twig;
use Piwik\Url;

/** The authorization endpoint in Matomo: takes the user from the session and renders the pages. */
final class AuthorizePage
{
    public function __construct(private readonly Twig $twig, private readonly Translator $translator)
    {
    }

    /**
     * @return Response the page, or the redirect to the application
     * @throws \Piwik\NoAccessException when no user is logged in; Matomo then shows its login form at this address
     */
    public function answer(): Response
    {
        try {
            $factory = ServerFactory::instance()->forPages();
            $endpoint = $factory->server()->authorization();
        } catch (ExtensionMissing | NotConfigured $missing) {
            return new Response(503, [
                'Content-Type' => 'text/plain; charset=utf-8',
                'Retry-After' => '60',
            ] + Response::NO_STORE, $missing->getMessage() . "\n");
        }
        $request = Request::fromGlobals(IP::getIpFromHeader());
        // Only a session has passed login and second factor. A token_auth names a user here, too, and with
        // force_api_session even in addition to a session.
        $user = Session::isStarted() && !ApiRequest::hasOtherCredential() && !Piwik::isUserIsAnonymous()
            ? $factory->users()->find(Piwik::getCurrentUserLogin())
            : null;
        if ($request->method === 'POST') {
            $result = $endpoint->decide($request, $user, array_values(Nonce::getAcceptableOrigins()));
        } else {
            $result = $endpoint->open($request, $user);
        }
        if ($result instanceof LoginRequired) {
            PendingCookie::keep($result->rawQuery);
            if (Piwik::isUserIsAnonymous()) {
                LoginForm::show('OAuth2_LoginToConnect', $result->clientName, $factory->settings()->serviceName);
            }
            // This user is logged in, but no token could act for them.
            $result = new ErrorPage(PageError::LoggedOut, $result->styleNonce);
        }
        if ($result instanceof SwitchUser) {
            return $this->switchUser($result);
        }
        if ($user !== null) {
            PendingCookie::forget($request->rawQuery);
        }
        $response = match (true) {
            $result instanceof ConsentScreen => new Response(200, $result->headers(), $this->render('consent', [
                'consent' => $result,
                'formAction' => ltrim(EndpointUrls::INDEX, '/') . Endpoint::Authorize->value,
                'appsUrl' => 'index.php?module=OAuth2&action=authorizedApps',
            ])),
            $result instanceof ErrorPage => new Response($result->status, $result->headers(), $this->render('error', [
                'page' => $result,
                'serviceName' => $factory->settings()->serviceName,
                'administratorUrl' => Piwik::hasUserSuperUserAccess() ? 'index.php?module=OAuth2&action=index#?view=connections' : '',
            ])),
            default => $result,
        };

        return $request->method === 'HEAD' ? $response->withoutBody() : $response;
    }

    /**
     * Logs the user out and opens the request again, at which Matomo shows its login form. A login plugin whose identity
     * provider keeps a session of its own may log the same user in again.
     */
    private function switchUser(SwitchUser $switch): Response
    {
        BrowserSession::end();

        // The host of this request, to which the browser sends its cookies, also where it is not the issuer's.
        return new Response(303, [
            'Location' => (string) Url::getCurrentUrlWithoutQueryString() . (string) strstr($switch->url, '?'),
            'Referrer-Policy' => 'no-referrer',
        ] + Response::NO_STORE);
    }

    /** @param array<string, mixed> $variables */
    private function render(string $template, #[\SensitiveParameter] array $variables): string
    {
        $theme = ThemeStyles::get();

        return $this->twig->getTwigEnvironment()->render("@OAuth2/$template.twig", $variables + [
            'language' => $this->translator->getCurrentLanguage(),
            'direction' => Piwik::translate('General_LayoutDirection') === 'rtl' ? 'rtl' : 'ltr',
            'logoUrl' => self::logo(),
            'iconUrl' => CleanRoute::toFolder() . 'plugins/CoreHome/images/favicon.png',
            'barColor' => ThemeColor::of($theme->colorHeaderBackground),
            'barTextColor' => ThemeColor::of($theme->colorHeaderText),
        ]);
    }

    /** Returns the relative URL of the logo of Matomo's pages: a page may load images from its own origin only. */
    private static function logo(): string
    {
        $logo = new CustomLogo();
        $url = (string) ($logo->hasSVGLogo() ? $logo->getSVGLogoUrl() : $logo->getHeaderLogoUrl());
        $base = (string) SettingsPiwik::getPiwikUrl();

        return $base !== '' && str_starts_with($url, $base) ? CleanRoute::toFolder() . substr($url, \strlen($base)) : '';
    }
}
