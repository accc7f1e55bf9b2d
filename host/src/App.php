<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Host;

use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\AuthorizeQuery;
use Piwik\Plugins\OAuth2\Server\Endpoint;
use Piwik\Plugins\OAuth2\Server\EndpointUrls;
use Piwik\Plugins\OAuth2\Server\Http\Request;
use Piwik\Plugins\OAuth2\Server\Http\Response;
use Piwik\Plugins\OAuth2\Server\Metadata\WellKnownUrl;
use Piwik\Plugins\OAuth2\Server\Port\ExtensionRandomness;

/**
 * The embedded host, for demonstrations and tests: the authorization server on both of its route styles, a login and a
 * small protected API.
 */
final class App
{
    private readonly HostUsers $users;
    private readonly AuthorizationServer $server;
    private readonly string $base;

    public function __construct(private readonly Config $config)
    {
        $this->base = $config->base();
        $this->users = new HostUsers($config->folder . '/users');
        $this->server = new AuthorizationServer(
            $config->settings(),
            $config->connection(),
            $this->users,
            new OffsetClock($config->clockOffset()),
            new ExtensionRandomness(),
            new FileEvents($config->folder . '/events.log'),
            new FileCache($config->folder . '/cache'),
            $config->fetcher(...),
        );
    }

    /** Answers the current request. */
    public function run(): void
    {
        $request = Request::fromGlobals($this->config->forwardedFor());
        $target = $_SERVER['REQUEST_URI'] ?? '/';
        $response = $this->handle($request, \is_string($target) ? $target : '/');
        ($request->method === 'HEAD' ? $response->withoutBody() : $response)->emit();
    }

    private function handle(Request $request, string $target): Response
    {
        // Most requests are for endpoints: do not load the class for them.
        $document = str_contains($target, 'well-known') ? WellKnownUrl::of($target) : null;
        if ($document !== null) {
            return $this->server->document($request, $document);
        }
        $path = explode('?', $target, 2)[0];
        $folder = EndpointUrls::path($this->base);
        if ($folder !== '' && str_starts_with($path, "$folder/")) {
            $path = substr($path, \strlen($folder));
        }

        return match (true) {
            $path === '/index.php' && ($_GET['module'] ?? '') === 'OAuth2'
                => $this->endpoint($request, $path, $this->action($request)),
            $path === '/index.php' && ($_GET['module'] ?? '') === 'API' => $this->reportingApi($request),
            str_starts_with($path, Endpoint::ROUTE)
                => $this->endpoint($request, $path, substr($path, \strlen(Endpoint::ROUTE))),
            $path === '/favicon.ico' => Response::empty(204, ['Cache-Control' => 'max-age=86400']),
            str_starts_with($path, '/api/') => $this->api()->answer($request, substr($path, 5)),
            default => $this->pages()->answer($request, $path),
        };
    }

    private function endpoint(Request $request, string $path, string $action): Response
    {
        $endpoint = Endpoint::ofAction($action);

        return match ($endpoint?->usesSession()) {
            true => $this->pages()->authorize($request, $path),
            false => $this->server->answer($endpoint, $request),
            null => $this->pages()->answer($request, Endpoint::ROUTE . $action),
        };
    }

    /** Answers some methods at the address of Matomo's Reporting API; one of them is an MCP server. */
    private function reportingApi(Request $request): Response
    {
        $method = $_GET['method'] ?? $_POST['method'] ?? '';
        $method = \is_string($method) ? $method : '';
        if ($method === McpServer::METHOD) {
            return (new McpServer($this->server->bearer(), $this->users, $this->base))->answer($request);
        }

        return $this->api()->answer($request, str_contains($method, '.') ? $method : '');
    }

    private function action(Request $request): string
    {
        $action = $_GET['action'] ?? '';
        $action = \is_string($action) ? $action : '';
        if (Endpoint::ofAction($action) === null) {
            // With a second "?" PHP takes the first parameter of the client for a part of the action.
            return AuthorizeQuery::mended($request->rawQuery) === $request->rawQuery ? $action : Endpoint::Authorize->value;
        }

        return $action;
    }

    private function pages(): Pages
    {
        $port = EndpointUrls::port($this->base) ?? 80;

        return new Pages(
            $this->server,
            $this->users,
            new Session($this->config->folder . '/sessions', 'oauth2_host_' . $port),
            new Templates($this->config->folder . '/twig'),
            $this->base,
        );
    }

    private function api(): ProtectedApi
    {
        return new ProtectedApi($this->server->bearer(), $this->users, $this->base);
    }
}
