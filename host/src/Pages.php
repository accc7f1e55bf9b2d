<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\Authorizations\AuthorizationView;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\ConsentScreen;
use Piwik\Plugins\OAuth2\Server\Authorize\ErrorPage;
use Piwik\Plugins\OAuth2\Server\Authorize\LoginRequired;
use Piwik\Plugins\OAuth2\Server\Authorize\PageHeaders;
use Piwik\Plugins\OAuth2\Server\Authorize\SwitchUser;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\MalformedParameters;
use Piwik\Plugins\OAuth2\Server\Http\Parameters;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Port\User;

/** The host's pages: login, the authorization endpoint, authorized apps, and a few texts. */
final readonly class Pages
{
    public function __construct(
        private AuthorizationServer $server,
        private HostUsers $users,
        private Session $session,
        private Templates $templates,
        private string $issuer,
    ) {
    }

    /** The authorization endpoint: GET for clients, POST for the user's decision. */
    public function authorize(Request $request, string $path): Response
    {
        $endpoint = $this->server->authorization();
        $result = $request->method === 'POST'
            ? $endpoint->decide($request, $this->user())
            : $endpoint->open($request, $this->user());

        return match (true) {
            $result instanceof ConsentScreen => new Response(200, $result->headers(), $this->templates->render(
                '@OAuth2/consent.twig',
                [
                    'consent' => $result,
                    'formAction' => EndpointUrls::INDEX . Endpoint::Authorize->value,
                ],
            )),
            $result instanceof ErrorPage => new Response($result->status, $result->headers(), $this->templates->render(
                '@OAuth2/error.twig',
                ['page' => $result, 'serviceName' => 'OAuth2 Demo'],
            )),
            $result instanceof LoginRequired => $this->loginForm(
                $path . '?' . $result->rawQuery,
                $result->clientName,
            ),
            $result instanceof SwitchUser => $this->switchUser($result),
            default => $result,
        };
    }

    /** Answers requests for all other pages. */
    public function answer(Request $request, string $path): Response
    {
        $form = null;
        if ($request->method === 'POST') {
            try {
                $form = $request->form();
            } catch (MalformedParameters) {
                return $this->page(400, 'message.twig', ['text' => 'The form is malformed.']);
            }
            $token = $form->get('csrf') ?? '';
            if (!($path === '/login' ? $this->session->isLoginForm($token) : $this->session->isCsrf($token))) {
                return $this->page(403, 'message.twig', ['text' => 'The form is not from this session. Go back, reload and try again.']);
            }
        }

        return match ([$form === null ? 'GET' : 'POST', $path]) {
            ['GET', '/'], ['GET', '/index.php'] => $this->page(200, 'home.twig', ['issuer' => $this->issuer]),
            ['GET', '/login'] => $this->loginForm('/'),
            ['POST', '/login'] => $this->logIn($form ?? Parameters::parse('')),
            ['POST', '/logout'] => $this->logOut(),
            ['GET', '/apps'] => $this->apps(),
            ['POST', '/apps'] => $this->revoke($form ?? Parameters::parse('')),
            ['GET', '/callback'] => $this->callback($request),
            ['GET', '/privacy'] => $this->page(200, 'message.twig', [
                'text' => 'A real service has its privacy policy here. This host keeps everything in one folder of this computer.',
            ]),
            ['GET', '/terms'] => $this->page(200, 'message.twig', [
                'text' => 'A real service has its terms of use here. Use this host to try the server out and for tests.',
            ]),
            default => $this->page(404, 'message.twig', ['text' => 'There is nothing at this address.']),
        };
    }

    private function user(): ?User
    {
        $login = $this->session->currentLogin();

        return $login === null ? null : $this->users->find($login);
    }

    private function loginForm(string $next, string $clientName = '', string $login = '', bool $failed = false): Response
    {
        return $this->page($failed ? 403 : 200, 'login.twig', [
            'next' => $next,
            'clientName' => $clientName,
            'login' => $login,
            'failed' => $failed,
        ]);
    }

    private function logIn(Parameters $form): Response
    {
        $next = $form->get('next') ?? '/';
        $login = $form->get('login') ?? '';
        $user = $this->users->authenticate($login, $form->get('password') ?? '');
        if ($user === null) {
            return $this->loginForm($next, '', $login, true);
        }
        $this->session->logIn($user->login);

        return $this->to(self::isOwnPage($next) ? $next : '/');
    }

    private function logOut(): Response
    {
        $this->session->logOut();

        return $this->to('/');
    }

    private function switchUser(SwitchUser $switch): Response
    {
        $this->session->logOut();

        return Response::redirect($switch->url);
    }

    private function apps(): Response
    {
        $user = $this->user();
        if ($user === null) {
            return $this->loginForm('/apps');
        }

        return $this->page(200, 'apps.twig', [
            'authorizations' => array_filter(
                $this->server->authorizations()->forUser($user->login),
                static fn (AuthorizationView $view): bool => $view->isConsent() && $view->endedAt === null,
            ),
        ]);
    }

    private function revoke(Parameters $form): Response
    {
        $user = $this->user();
        if ($user !== null) {
            $this->server->authorizations()->revoke($form->get('id') ?? '', $user->login);
        }

        return $this->to('/apps');
    }

    /** Stands in for an application: shows the parameters that its redirect URI received. */
    private function callback(Request $request): Response
    {
        try {
            $parameters = $request->query();
        } catch (MalformedParameters) {
            return $this->page(400, 'message.twig', ['text' => 'The answer to the consent page is malformed.']);
        }
        $shown = [];
        foreach (['code', 'error', 'error_description', 'state', 'iss'] as $name) {
            $value = $parameters->get($name);
            if ($value !== null) {
                $shown[$name] = $value;
            }
        }

        return $this->page(200, 'callback.twig', ['answer' => $shown]);
    }

    /** @param array<string, mixed> $variables */
    private function page(int $status, string $template, array $variables): Response
    {
        $styleNonce = oauth2_secret_generate(16);

        return new Response($status, PageHeaders::for($styleNonce), $this->templates->render($template, $variables + [
            'styleNonce' => $styleNonce,
            'serviceName' => 'OAuth2 Demo',
            'csrf' => $this->session->csrf(),
            'user' => $this->user(),
        ]));
    }

    /** Returns true for pages of this host, so that the login redirects to no other site. */
    private static function isOwnPage(string $next): bool
    {
        return \in_array($next, ['/', '/apps'], true)
            || preg_match('~^/(?:index\.php|oauth2/authorize)\?[\x21-\x7e]*$~D', $next) === 1;
    }

    private function to(string $path): Response
    {
        return Response::redirect($this->issuer . $path);
    }
}
